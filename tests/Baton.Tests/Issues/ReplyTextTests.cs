using Baton.Deciding;
using Baton.States;
using Baton.States.Issues;

namespace Baton.Tests.Issues;

/// <summary>The parts of a reply, joined.</summary>
public sealed class ReplyTextTests
{
    private static readonly Ledger Ledger = Ledger.Of(3, [Titled(1, "Refund"), Titled(2, "Invoice"), Titled(3, "Error")]);

    private static readonly Team Together = new("shop", new Agent { Name = "billing" });

    [Fact]
    public void Parts_that_differ_all_stand_in_the_reply() =>
        Assert.Equal(
            "It is paid.\n\nIt is paid back.",
            ReplyText.Of([Part("It is paid.", 1), Part("It is paid back.", 2)], Ledger, Together)
        );

    [Theory]
    [InlineData("It is paid.")]
    [InlineData("  it is\n PAID. ")]
    [InlineData("**It is paid!**")]
    [InlineData("It is, paid")]
    public void No_part_stands_twice(string again) =>
        Assert.Equal(
            "It is paid.\n\nTry again.",
            ReplyText.Of([Part("It is paid.", 1), Part("Try again.", 3), Part(again, 2)], Ledger, Together)
        );

    [Fact]
    public void A_part_for_two_issues_stands_under_the_titles_of_both() =>
        Assert.Equal(
            "Refund; Invoice:\nIt is paid.",
            ReplyText.Of([Part("It is paid.", 1), Part("It is paid.", 2)], Ledger, Together with { RepliesPerIssue = true })
        );

    private static ReplyPart Part(string text, int issue) => new("billing", text, [new IssueId(issue)]);

    private static Issue Titled(int id, string title) =>
        new()
        {
            Id = new IssueId(id),
            Title = title,
            Owner = "billing",
            Status = IssueStatus.Resolved,
        };
}
