using Baton.Texts.Facts;
using Baton.Texts.Summaries;

namespace Baton.Tests.Handoffs.Summaries;

/// <summary>Rule 8, for a summary that a model wrote.</summary>
public sealed class SummaryCheckTests
{
    private static readonly IReadOnlyList<Fact> Facts = FactFinder.Find([
        new("customer", "Order 1042 for Anna was $49.99 on the 8th of March, not $29.99.", 1, true),
        new("agent", "I see error code E-1042 there.", 2, false),
    ]);

    [Fact]
    public void Every_fact_in_these_or_other_words_is_enough() =>
        Assert.Empty(
            SummaryCheck.Missing("On March 8th the customer paid $49.99 instead of 29.99 dollars (order #1042); E-1042 was shown.", Facts)
        );

    [Fact]
    public void What_is_left_out_is_missing() =>
        Assert.Equal(
            ["$29.99", "error code E-1042"],
            SummaryCheck.Missing("On March 8th the customer paid $49.99 for order 1042.", Facts).Select(fact => fact.Text)
        );

    [Fact]
    public void A_number_within_another_is_not_held() =>
        Assert.Contains(
            SummaryCheck.Missing("order 10425, $49.99, $29.99, March 8th, error code E-1042", Facts),
            fact => fact.Value == "1042"
        );

    [Fact]
    public void What_nobody_said_is_invented() =>
        Assert.Equal(
            ["$59.99", "March 9th"],
            SummaryCheck.Invented("The customer paid $59.99 on March 9th, not $29.99, for order 1042.", Facts).Select(fact => fact.Text)
        );
}
