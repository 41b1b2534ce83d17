using System.Buffers;
using System.Text;
using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Runtime.Callbacks;
using Baton.Teams.Markers;
using Baton.Testing.ChatClients;
using Baton.Texts.Searches;
using Baton.Texts.Tokens;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Bounds;

/// <summary>
/// Text of any shape and length at every entrance: what is optional is cut, what is stored is not multiplied, the work is linear, what the
/// customer reads is short, and agents go on. Work is measured by the characters whose tokens are counted, never by time.
/// </summary>
public sealed class LongTextTests
{
    private const int Window = 16_000;

    // Bytes of JSON for each byte of text: an escaped character has six.
    private const int Escaped = 6;

    // What a turn stores beside its texts.
    private const int Rest = 60_000;

    private static readonly ConversationId Conversation = new("c1");

    private readonly InMemoryJournal journal = new();
    private readonly ScriptedModels models = new();
    private long counted;

    public static TheoryData<string, int> Shapes
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var name in TextShapes.Names)
            {
                foreach (var kilobytes in Cases.Of(all: 3_000) == 3_000 ? new[] { 10, 100, 1_000 } : [10, 100])
                    data.Add(name, kilobytes);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_message_of_any_shape_is_answered_and_stops_nobody(string shape, int kilobytes)
    {
        var text = "x" + TextShapes.Of(shape, kilobytes * 1_000);
        models["helper"] = new ScriptedModel(_ => Say("I see."));
        var runtime = Runtime(new Agent { Name = "helper", ContextWindow = Window });
        await runtime.RunAsync("Hello.", Conversation);

        Assert.Equal((TurnOutcome.Replied, "I see."), Of(await runtime.RunAsync(text, Conversation)));
        for (var turn = 0; turn < 3; turn++)
            Assert.Equal((TurnOutcome.Replied, "I see."), Of(await runtime.RunAsync("And now?", Conversation)));

        await AssertBoundedAsync(text, copies: 1);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task An_attribute_of_any_shape_is_refused_with_its_limit_and_nothing_is_lost(string shape, int kilobytes)
    {
        var text = "x" + TextShapes.Of(shape, kilobytes * 1_000);
        models["helper"] = new ScriptedModel(_ => Say("Done."));
        var runtime = Runtime(new Agent { Name = "helper", ContextWindow = Window });

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() =>
            runtime.RunAsync("Hello.", Conversation, attributes: new Dictionary<string, string> { ["tier"] = text })
        );

        Assert.Contains("200", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(refusal.Message.Length, 1, 1_000);
        Assert.Empty(await EntriesAsync());
        Assert.Equal((TurnOutcome.Replied, "Done."), Of(await runtime.RunAsync("Hello.", Conversation)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_server_s_description_of_any_shape_is_cut_at_a_character_s_end(string shape, int kilobytes)
    {
        var text = TextShapes.Of(shape, kilobytes * 1_000);

        var cut = TextPart.First(text, 4_000);

        Assert.True(cut.Length <= 4_001);
        var kept = cut.TrimEnd('…');
        Assert.StartsWith(kept, text, StringComparison.Ordinal);
        Assert.False(char.IsSurrogatePair(text, kept.Length - 1));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_tool_s_result_of_any_shape_leaves_the_agent_room_to_answer(string shape, int kilobytes)
    {
        var text = "x" + TextShapes.Of(shape, kilobytes * 1_000);
        models["helper"] = new ScriptedModel(request => request.Results.Count > 0 ? Say("Found.") : Call("find", "{}"));
        var find = Tool.Create(() => text, "find");
        var runtime = Runtime(
            new Agent
            {
                Name = "helper",
                ContextWindow = Window,
                Tools = [find],
            }
        );

        Assert.Equal((TurnOutcome.Replied, "Found."), Of(await runtime.RunAsync("Look.", Conversation)));

        // Half surrogates become U+FFFD.
        Assert.Equal(text.Length, Assert.Single((await EntriesAsync()).OfType<ToolCallEnded>()).Result.Length);
        var read = models["helper"].Requests[^1].Results[^1];
        Assert.InRange(TokenEstimate.Count(read), 1, (Window / 4) + 400);
        // A secret is masked, however long it is.
        var shown = ForgedMarkers.Quote(text);
        var isLong = (TokenEstimate.Count(shown) > Window / 4 || shown.Length > Window * 4) && shape != "base64";
        Assert.Equal(isLong, read.Contains("Cut by the runtime", StringComparison.Ordinal));
        await AssertBoundedAsync(text, copies: 1);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Whatever_a_transfer_makes_long_is_cut_and_the_transfer_is_carried_out(string shape, int kilobytes)
    {
        var text = "x" + TextShapes.Of(shape, kilobytes * 1_000);
        var json = JsonSerializer.Serialize(text);
        models["helper"] = new ScriptedModel(
            Call(
                "transfer_to_other",
                $$"""
                {"summary":{{json}},"issues":[{{json}}],"category":{{json}},"notes":[{{json}},"b","c","d","e","f","g","h","i","j","k","l"]}
                """
            )
        );
        models["other"] = new ScriptedModel(_ => Say("Done."));
        var other = new Agent { Name = "other", ContextWindow = Window };
        var helper = new Agent
        {
            Name = "helper",
            ContextWindow = Window,
            Handoffs = [other],
        };

        Assert.Equal((TurnOutcome.Replied, "Done."), Of(await Runtime(helper).RunAsync("Pass me on.", Conversation)));

        var entries = await EntriesAsync();
        var opened = Assert.Single(entries.OfType<IssueOpened>());
        Assert.InRange(opened.Title.Length, 1, 201);
        Assert.InRange(opened.Category!.Length, 1, 101);
        var handed = Assert.Single(entries.OfType<HandedOff>());
        Assert.InRange(handed.Briefing.Summary.Length, 1, 1_001);
        Assert.Equal(11, handed.Briefing.Task!.Notes!.Count);
        Assert.All(handed.Briefing.Task.Notes, note => Assert.InRange(note.Text.Length, 1, 501));
        Assert.Equal("(The sender wrote 2 more notes.)", handed.Briefing.Task.Notes[^1].Text);
        // The call as the model made it has the text four times.
        await AssertBoundedAsync(text, copies: 4);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_person_s_notes_and_report_of_any_shape_are_read_in_part_and_agents_go_on(string shape, int kilobytes)
    {
        var text = "x" + TextShapes.Of(shape, kilobytes * 1_000);
        models["helper"] = new ScriptedModel(request => request.Number == 1 ? Call("escalate", Reason(text)) : Say("As they said."));
        var runtime = Runtime(
            new Agent { Name = "helper", ContextWindow = Window },
            new Desk { Name = "people", Description = "our team" }
        );
        var asked = await runtime.RunAsync("Help.", Conversation);
        Assert.Equal(TurnOutcome.WaitingOnPerson, asked.Outcome);
        Assert.InRange(asked.FinalOutput!.Length, 1, 2_500);

        await runtime.AsOperator("maria").NoteAsync(Conversation, text);
        var turn = await runtime.AsOperator("maria").HandBackAsync(Conversation, text);

        Assert.Equal((TurnOutcome.Replied, "As they said."), Of(turn!));
        Assert.InRange((await EntriesAsync()).OfType<HandedOff>().Last().Briefing.Summary.Length, 1, 2_001);
        // The call with its reason, the note and the report.
        await AssertBoundedAsync(text, copies: 3);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_callback_of_any_shape_is_read_in_part_and_agents_go_on(string shape, int kilobytes)
    {
        var text = "x" + TextShapes.Of(shape, kilobytes * 1_000);
        models["helper"] = new ScriptedModel(request => request.Number == 1 ? Call("escalate", Reason("Ask them.")) : Say("As they said."));
        var runtime = Runtime(
            new Agent { Name = "helper", ContextWindow = Window },
            new Desk
            {
                Name = "depot",
                Description = "the depot",
                IsSystem = true,
            }
        );
        await runtime.RunAsync("Help.", Conversation);

        var result = await runtime.TakeCallbackAsync(
            new Callback
            {
                Id = "1",
                From = "depot",
                Ticket = new TicketId("c1-1"),
                Act = CallbackAct.HandBack,
                Text = text,
            }
        );
        await result.Completion;

        var replied = Assert.Single((await EntriesAsync()).OfType<Replied>());
        Assert.Equal("As they said.", replied.Text);
        await AssertBoundedAsync(text, copies: 1);
    }

    [Fact]
    public async Task A_customer_reads_a_short_list_of_many_issues()
    {
        var titles = string.Join(',', Enumerable.Range(1, 20).Select(number => $"\"Issue {number}\""));
        models["helper"] = new ScriptedModel(
            Call("transfer_to_other", $$"""{"summary":"Many things.","issues":[{{titles}}]}"""),
            Say("Nothing.")
        );
        models["other"] = new ScriptedModel(Call("escalate", Reason("Too much for me.")));
        var other = new Agent { Name = "other" };
        var runtime = Runtime(new Agent { Name = "helper", Handoffs = [other] }, new Desk { Name = "people", Description = "our team" });

        var turn = await runtime.RunAsync("Twenty things.", Conversation);

        Assert.Equal(20, turn.Issues.Count);
        Assert.Contains("\n- Issue 8\n- and 12 more\n", turn.FinalOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("Issue 9", turn.FinalOutput, StringComparison.Ordinal);
    }

    private static string Reason(string text) => $$"""{"reason":{{JsonSerializer.Serialize(text)}}}""";

    private static (TurnOutcome Outcome, string? Text) Of(Turn turn) => (turn.Outcome, turn.FinalOutput);

    // What is stored is linear in the text, and so is the work.
    private async Task AssertBoundedAsync(string text, int copies)
    {
        var written = new ArrayBufferWriter<byte>();
        foreach (var entry in await EntriesAsync())
            JournalCodec.Write(entry, written);
        var bytes = written.WrittenCount;
        var most = ((long)Encoding.UTF8.GetByteCount(text) * Escaped * copies) + Rest;
        Assert.True(bytes <= most, $"{bytes} bytes of at most {most}");
        Assert.True(counted <= (20L * text.Length * copies) + (10 * Rest), $"{counted} characters were counted for {text.Length}");
    }

    private TeamRuntime Runtime(Agent entry, params Desk[] desks) =>
        new(
            new Team("long", entry) { Desks = desks, UpdatesIssues = false },
            models.For,
            journal,
            new RuntimeOptions
            {
                CountTokens = text =>
                {
                    counted += text.Length;
                    return TokenEstimate.Count(text);
                },
            }
        );

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(Conversation).ToListAsync();
}
