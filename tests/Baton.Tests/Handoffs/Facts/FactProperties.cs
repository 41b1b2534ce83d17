using Baton.Texts.Facts;
using CsCheck;

namespace Baton.Tests.Handoffs.Facts;

public sealed class FactProperties
{
    [Fact]
    public void A_fact_stands_word_for_word_in_what_was_said() =>
        RandomTalk.Any.Sample(said =>
        {
            var texts = said.ToDictionary(utterance => utterance.Seq, utterance => OnOneLine(utterance.Text));
            Assert.All(FactFinder.Find(said), fact => Assert.Contains(OnOneLine(fact.Text), texts[fact.Seq], StringComparison.Ordinal));
        });

    [Fact]
    public void Utterance_by_utterance_the_same_is_found_as_at_once() =>
        RandomTalk.Any.Sample(said =>
        {
            var found = said.SelectMany((utterance, at) => FactFinder.FindIn(utterance, at > 0 ? said[at - 1] : null)).ToList();
            Assert.Equal(FactFinder.Find(said), FactFinder.Supersede(found));
        });

    [Theory]
    [InlineData("a.")]
    [InlineData("1-")]
    [InlineData("1 ")]
    [InlineData("a@")]
    [InlineData("\"a ")]
    [InlineData("March ")]
    [InlineData("Anna ")]
    [InlineData("order #")]
    [InlineData("twenty ")]
    [InlineData("$1,111,")]
    [InlineData("(((")]
    [InlineData("A")]
    [InlineData("1")]
    [InlineData("half past ")]
    [InlineData("12 Oak Oak Oak Oak ")]
    [InlineData("error code number ")]
    [InlineData("??")]
    [InlineData("http://")]
    public void A_hostile_megabyte_is_read_in_time_that_grows_with_its_length(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));

        var facts = FactFinder.Find([new Utterance("agent", text[..10_000] + "?", 1, false), new Utterance("customer", text, 2, true)]);

        Assert.All(facts, fact => Assert.InRange(fact.Text.Length, 1, 500));
    }

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
