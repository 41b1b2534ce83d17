using System.Buffers;
using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.Journals;

namespace Baton.Tests.Journals;

public sealed class CodecTests
{
    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"replied","seq":1""")]
    [InlineData("""{"type":"replied","seq":1,"at":"2026-11-23T09:30:00.123Z"}""")]
    [InlineData("""{"type":"replied","seq":"one","at":"2026-11-23T09:30:00.123Z","participant":"p","message":"m","text":"t"}""")]
    [InlineData("""{"type":"replied","seq":1,"at":"yesterday","participant":"p","message":"m","text":"t"}""")]
    [InlineData("""{"type":"replied","seq":1,"at":"2026-11-23T09:30:00.123Z","participant":"p","message":"","text":"t"}""")]
    [InlineData(
        """{"type":"conversation_opened","seq":1,"at":"2026-11-23T09:30:00.123Z","format":1,"conversation":"a b","team":"t","holder":"h"}"""
    )]
    [InlineData(
        """{"type":"tool_call_ended","seq":1,"at":"2026-11-23T09:30:00.123Z","participant":"p","tool":"t","call_id":"c","outcome":"""
            + """{},"result":"r"}"""
    )]
    public void A_line_that_is_no_entry_is_damaged(string line) => Assert.Equal(JournalFault.Corrupt, Refusal(line).Fault);

    [Theory]
    [InlineData("{")]
    [InlineData("""{"type":"replied""")]
    [InlineData(
        """{"type":"tool_call_ended","seq":1,"at":"2026-11-23T09:30:00.123Z","participant":"""
            + """ "p","tool":"t","call_id":"c","result":"r","outcome":"ok"""
    )]
    public void A_line_that_is_no_UTF8_is_damaged(string before) =>
        Assert.Equal(
            JournalFault.Corrupt,
            Assert.Throws<JournalException>(() => JournalCodec.Read([.. Encoding.UTF8.GetBytes(before), 0xff, .. "\"}"u8])).Fault
        );

    [Theory]
    [InlineData("""{"type":"telepathy","seq":1,"at":"2026-11-23T09:30:00.123Z"}""", "'telepathy'")]
    [InlineData(
        """{"type":"conversation_opened","seq":1,"at":"2026-11-23T09:30:00.123Z","format":2,"conversation":"c","team":"t","holder":"h"}""",
        "format 2"
    )]
    [InlineData(
        """{"type":"tool_call_ended","seq":1,"at":"2026-11-23T09:30:00.123Z","participant":"""
            + """ "p","tool":"t","call_id":"c","outcome":"dreamt","result":"r"}""",
        "'dreamt'"
    )]
    public void What_a_newer_Baton_wrote_is_named_so(string line, string named)
    {
        var refusal = Refusal(line);

        Assert.Equal(JournalFault.NewerFormat, refusal.Fault);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Update Baton", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_this_version_does_not_know_is_passed_over()
    {
        var entry = JournalCodec.Read(
            """{"type":"conversation_closed","seq":1,"at":"2026-11-23T09:30:00.123Z","reason":"r","mood":{"x":[1]}}"""u8
        );

        Assert.Equal(
            new ConversationClosed
            {
                Seq = 1,
                At = new DateTimeOffset(2026, 11, 23, 9, 30, 0, 123, TimeSpan.Zero),
                Reason = "r",
            },
            entry
        );
    }

    [Fact]
    public void A_line_is_one_line_in_plain_letters_without_absent_fields()
    {
        var entry = new MessageReceived
        {
            Seq = 7,
            At = new DateTimeOffset(2026, 11, 23, 10, 30, 0, TimeSpan.FromHours(1)),
            Message = new MessageId("m"),
            Text = "Größe & <b>\n'x'",
        };

        Assert.Equal(
            """{"type":"message_received","seq":7,"at":"2026-11-23T09:30:00.000Z","message":"m","text":"Größe & <b>\n'x'"}""",
            Line(entry)
        );
    }

    [Fact]
    public void JSON_with_line_breaks_stays_on_one_line_and_comes_back_equal()
    {
        var arguments = JsonText.Parse(" {\n  \"a\": \"x\\ny\",\r\n  \"b\": 1.50\n}\n");
        var entry = new ToolCallBegun
        {
            Seq = 1,
            Participant = "p",
            Tool = "t",
            CallId = new CallId("c"),
            Arguments = arguments,
        };

        var line = Line(entry);

        Assert.DoesNotContain('\n', line);
        Assert.Equal(entry, JournalCodec.Read(Encoding.UTF8.GetBytes(line)));
    }

    [Fact]
    public void JSON_as_deep_as_is_taken_can_be_read_back()
    {
        var arguments = JsonText.Parse(new string('[', 64) + new string(']', 64));
        JournalEntry begun = new ToolCallBegun
        {
            Seq = 1,
            Participant = "p",
            Tool = "t",
            CallId = new CallId("c"),
            Arguments = arguments,
        };
        JournalEntry ended = new ModelCallEnded
        {
            Seq = 2,
            Participant = "p",
            Calls =
            [
                new ModelToolCall
                {
                    CallId = new CallId("c"),
                    Name = "t",
                    Arguments = arguments,
                },
            ],
        };

        foreach (var entry in new[] { begun, ended })
            Assert.Equal(Line(entry), Line(JournalCodec.Read(Encoding.UTF8.GetBytes(Line(entry)))));
    }

    [Fact]
    public void A_moment_is_cut_to_the_millisecond_so_that_memory_and_disk_agree()
    {
        var entry = SampleEntries.Message(1, "Hello") with
        {
            At = new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567),
        };

        Assert.Equal(entry, JournalCodec.Read(Encoding.UTF8.GetBytes(Line(entry))));
    }

    private static JournalException Refusal(string line) =>
        Assert.Throws<JournalException>(() => JournalCodec.Read(Encoding.UTF8.GetBytes(line)));

    private static string Line(JournalEntry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
