using System.Collections.Frozen;
using Baton.Texts.Clearances;
using Baton.Texts.Replies;
using CsCheck;

namespace Baton.Tests.Texts;

/// <summary>What of a reply is shown while a model writes it.</summary>
public sealed class ReplyStreamTests
{
    private static readonly FrozenSet<string> Tools = new[] { "look_up", "cancel" }.ToFrozenSet();

    [Theory]
    [InlineData("Your", " order", " A1", " was", " sent", ".")]
    [InlineData("**Your**", " order:\n", "- one\n", "- two (", "new", ")", " for $4", "\n\nAll is well.")]
    public void Ordinary_words_are_shown_at_once(params string[] pieces)
    {
        var stream = Stream();

        Assert.Equal(pieces, pieces.Select(stream.Add));
        Assert.Equal("", stream.Rest(string.Concat(pieces)));
    }

    [Theory]
    [InlineData("A", "ction", " is due", "\nAn", " hour")]
    [InlineData("cat", " food")]
    [InlineData("<", "b>bold</b>")]
    [InlineData("[", "1] First")]
    [InlineData("Action:", " please restart")]
    [InlineData("``", "`sql\nSELECT 1")]
    [InlineData("[Track", " it](https://example.com)")]
    public void What_begins_like_a_mark_is_shown_as_soon_as_it_is_none(params string[] pieces)
    {
        var stream = Stream();

        Assert.Equal(string.Concat(pieces), string.Concat(pieces.Select(stream.Add)));
    }

    [Theory]
    [InlineData("{\"name\":\"look_up\",\"arguments\":{}}")]
    [InlineData("[{\"name\":\"look_up\",\"arguments\":{}}]")]
    [InlineData("```json\n{\"name\":\"look_up\",\"arguments\":{}}\n```")]
    [InlineData("<tool_call>{\"name\":\"look_up\",\"arguments\":{}}</tool_call>")]
    [InlineData("[TOOL_CALLS][{\"name\":\"look_up\",\"arguments\":{}}]")]
    [InlineData("<|python_tag|>look_up.call(a=1)")]
    [InlineData("<function=look_up>{}</function>")]
    [InlineData("<invoke name=\"look_up\"></invoke>")]
    [InlineData("look_up(order=\"A1\")")]
    [InlineData("[look_up(order=\"A1\"), cancel()]")]
    [InlineData("Action: look_up\nAction Input: {}")]
    [InlineData("Thought: I should look.\nAction: look_up\nAction Input: {}")]
    [InlineData("<think>Hm.</think>\n{\"name\":\"look_up\",\"arguments\":{}}")]
    [InlineData("{\"state\":\"sent\"}")]
    public void Nothing_of_a_call_is_shown_in_whatever_pieces_it_comes(string text)
    {
        for (var size = 1; size <= text.Length + 1; size++)
        {
            var stream = Stream();
            Assert.Equal("", string.Concat(Pieces("\n" + text, size).Select(stream.Add)));
        }
    }

    [Theory]
    [InlineData("<think>Let me see, </b> hm.</think>\n\nIt is sent.", "It is sent.", "")]
    [InlineData("It is sent.<|im_end|>", "It is sent.", "")]
    [InlineData("It is sent. <tool_call>{}</tool_call>", "It is sent. ", "<tool_call>{}</tool_call>")]
    [InlineData("I call look_up(order=1) now.", "I call look_up", "(order=1) now.")]
    [InlineData("I call {\"name\": \"look_up\", \"arguments\": {}}.", "I call ", "{\"name\": \"look_up\", \"arguments\": {}}.")]
    [InlineData("Your card [card ending 4242] was charged.", "Your card ", "ending in 4242 was charged.")]
    [InlineData("Your [PIN].", "Your ", "PIN (hidden).")]
    [InlineData("It says \"[card ending 4242]\".", "It says \"", "your card ending in 4242\".")]
    [InlineData("It says \"yes\"<|im_end|>", "It says \"yes\"", "")]
    public void What_comes_in_front_is_shown_and_the_rest_when_it_is_known(string text, string shown, string rest)
    {
        foreach (var size in new[] { 1, 2, 5, text.Length })
        {
            var stream = Stream();
            Assert.Equal(shown, string.Concat(Pieces(text, size).Select(stream.Add)));
            Assert.Equal(rest, stream.Rest(Masking.Default.InWords(ModelText.Read(text, Tools.Contains)?.Words ?? text)));
        }
    }

    [Fact]
    public void What_was_shown_of_another_text_is_known()
    {
        var stream = Stream();
        stream.Add("I think that");

        Assert.Null(stream.Rest("It is sent."));
        Assert.Null(stream.Rest(""));
        Assert.Equal(" it is.", stream.Rest("I think that it is."));
    }

    [Theory]
    [MemberData(nameof(ModelTextTests.Prose), MemberType = typeof(ModelTextTests))]
    public void An_answer_that_speaks_of_marks_is_shown_whole(string text)
    {
        for (var size = 1; size <= text.Length; size++)
        {
            var stream = Stream();
            var shown = string.Concat(Pieces(text, size).Select(stream.Add));
            Assert.Equal(text, shown + stream.Rest(text));
        }
    }

    [Fact]
    public void No_mark_of_a_call_or_a_thought_is_ever_shown() =>
        Gen.Select(Gen.Int[0, ModelTextTests.Pieces.Length - 1].Select(piece => ModelTextTests.Pieces[piece]).List[0, 15], Gen.Int[1, 12])
            .Sample(
                (parts, size) =>
                {
                    var text = string.Concat(parts);
                    var stream = Stream();
                    var shown = string.Concat(Pieces(text, size).Select(stream.Add));
                    foreach (var mark in new[] { "<think>", "<tool_call>", "[TOOL_CALLS]", "<|im_", "<function=", "{\"name\":" })
                        Assert.DoesNotContain(mark, WithoutQuoted(shown, mark), StringComparison.Ordinal);
                }
            );

    // An answer may speak of a mark between quotes.
    private static string WithoutQuoted(string text, string mark) =>
        text.Replace($"`{mark}", "", StringComparison.Ordinal).Replace($"\"{mark}", "", StringComparison.Ordinal);

    private static ReplyStream Stream() => new(Tools, Masking.Default);

    private static IEnumerable<string> Pieces(string text, int size) => text.Chunk(size).Select(piece => new string(piece));
}
