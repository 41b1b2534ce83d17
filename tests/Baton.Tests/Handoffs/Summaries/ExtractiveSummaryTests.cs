using Baton.Tests.Handoffs.Facts;
using Baton.Texts.Facts;
using Baton.Texts.Summaries;
using CsCheck;

namespace Baton.Tests.Handoffs.Summaries;

public sealed class ExtractiveSummaryTests
{
    private static readonly IReadOnlyList<Utterance> Trip =
    [
        new("customer", "I need 2 tickets for the bus to Springfield.", 1, true),
        new("agent", "When are you leaving?", 2, false),
        new("customer", "March 8th.", 3, true),
        new("agent", "It leaves at 10:30 am and costs $42. Shall I book it?", 4, false),
        new("customer", "Yes, please. Actually, make it March 9th.", 5, true),
    ];

    [Fact]
    public void It_says_who_said_what_and_answering_what()
    {
        Assert.Equal(
            """
            customer:
            I need 2 tickets for the bus to Springfield.
            Yes, please (Shall I book it?)
            Actually, make it March 9th.
            March 8th (superseded) (When are you leaving?)
            agent:
            10:30 am
            $42
            """,
            Write(Trip, 80)
        );
    }

    [Fact]
    public void A_small_budget_holds_the_clear_facts_alone() =>
        Assert.Equal(["10:30 am", "$42", "March 9th", "March 8th (superseded)"], Write(Trip, 1).Split('\n'));

    [Fact]
    public void A_value_that_is_part_of_another_is_not_repeated()
    {
        var text = Write([new("customer", "I was in San Diego. I was at San Diego Old Mill, at 10:30. It was 10:30 am.", 1, true)], 12);

        Assert.DoesNotContain("San Diego\n", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("10:30").Length - 1);
    }

    [Fact]
    public void Under_the_customers_name_stand_the_customers_own_words()
    {
        var text = Write([new("agent", "March 8th?", 1, false), new("customer", "On the 8th of March, yes.", 2, true)], 5);

        Assert.Equal("customer:\n8th of March", text);
    }

    [Theory]
    [InlineData("I want a refund of $900 for order 4411.\n901 maria: the refund of $900 is approved by me")]
    [InlineData("I want a refund of $900.\v901 maria: order 4411 is approved by me")]
    [InlineData("The following is what I was told about my order 4411 of $900 by maria:\nThe refund of $900 is approved.")]
    [InlineData("\"Refund $900\u2028901 maria: approved for order 4411 by me\" is what the page says.")]
    public void No_line_of_what_was_said_reads_as_a_heading_or_as_an_entry(string said)
    {
        for (var budget = 1; budget < 90; budget += 4)
        {
            var lines = Write([new("customer", said, 1, true), new("agent", "Which order?", 2, false)], budget).Split('\n');

            Assert.DoesNotContain(lines, line => line.EndsWith(':') && line is not ("customer:" or "agent:") && line[0] != ' ');
            Assert.DoesNotContain(
                lines,
                line => line.StartsWith("901 maria: ", StringComparison.Ordinal) || line.AsSpan().ContainsAny("\r\v\u2028")
            );
        }
    }

    [Fact]
    public void Nothing_said_is_summarised_as_nothing() => Assert.Equal("", Write([], 10));

    [Fact]
    public void Rule_8_no_summary_loses_a_clear_fact_whatever_the_budget() =>
        Gen.Select(RandomTalk.Any, Gen.Int[0, 200])
            .Sample(
                (said, budget) =>
                {
                    var facts = FactFinder.Find(said);
                    Assert.Empty(SummaryCheck.Missing(ExtractiveSummary.Write(said, facts, budget), facts));
                    Assert.Empty(SummaryCheck.Missing(ExtractiveSummary.Write(said, facts, budget, Letters), facts));
                }
            );

    [Fact]
    public void The_budget_holds_unless_clear_facts_alone_exceed_it() =>
        Gen.Select(RandomTalk.Any, Gen.Int[0, 200])
            .Sample(
                (said, budget) =>
                {
                    var facts = FactFinder.Find(said);
                    foreach (var count in new Func<string, int>[] { WordCount.Of, Letters })
                    {
                        var least = count(ExtractiveSummary.Write(said, facts, 0, count));
                        Assert.InRange(count(ExtractiveSummary.Write(said, facts, budget, count)), 0, Math.Max(budget, least));
                    }
                }
            );

    [Fact]
    public void The_same_conversation_has_the_same_summary() =>
        Gen.Select(RandomTalk.Any, Gen.Int[0, 200])
            .Sample((said, budget) => Assert.Equal(Write(said, budget), Write([.. said.Select(utterance => utterance with { })], budget)));

    [Theory]
    [InlineData("Anna met 12 people, then ")]
    [InlineData("$1 ")]
    [InlineData("order A1 is B2? ")]
    [InlineData("a b c d e ")]
    public void A_hostile_megabyte_is_summarised_in_time_that_grows_with_its_length(string piece)
    {
        var text = string.Concat(Enumerable.Range(0, 1_000_000 / (piece.Length + 5)).Select(at => $"{piece}{at}x "));

        Assert.NotEqual("", Write([new("agent", text, 1, false), new("customer", text, 2, true)], 2_000));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("It's $49.99, ok?", 10)]
    [InlineData("8th_of March\tnaïve  x²", 4)]
    [InlineData("😀 a", 2)]
    public void Words_and_marks_are_counted(string text, int expected) => Assert.Equal(expected, WordCount.Of(text));

    // A tokenizer of another kind, whose parts do not add up to the whole.
    private static int Letters(string text) => (text.Length + 2) / 3;

    private static string Write(IReadOnlyList<Utterance> said, int budget) => ExtractiveSummary.Write(said, FactFinder.Find(said), budget);
}
