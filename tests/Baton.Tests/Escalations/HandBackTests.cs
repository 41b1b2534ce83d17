using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Escalations;

/// <summary>What a person hands back unsolved an agent goes on with, also where the customer waits for nothing.</summary>
public sealed class HandBackTests
{
    [Fact]
    public async Task What_is_handed_back_unsolved_goes_on_at_once_though_the_customer_was_answered()
    {
        var shop = Shop();
        await shop.SayAsync("A refund.", "m1");
        await shop.As("maria").ReplyAsync(shop.Conversation, "I have looked at it.");
        await shop.As("maria").GrantAsync(shop.Conversation, "billing.refund <= 100");

        var turn = await shop.As("maria").HandBackAsync(shop.Conversation, "Go on: refund 80.");

        Assert.Equal(
            (TurnOutcome.Replied, "All done.", "billing", "m1"),
            (turn!.Outcome, turn.FinalOutput, turn.Holder, turn.Message.Value)
        );
        Assert.Single(shop.Refunds);
        var entries = await shop.EntriesAsync();
        Assert.True(entries.OfType<TicketClosed>().Single().GoesOn);
        Assert.Equal(IssueStatus.Resolved, turn.Issues[0].Status);
        Assert.True(turn.Usage.Count <= 1);
        Assert.Equal("I have looked at it.", (await shop.SayAsync("A refund.", "m1")).FinalOutput);
    }

    [Theory]
    [InlineData("reply", "I have paid it.", true)]
    [InlineData("reply", "Which invoice is it?", false)]
    [InlineData("ask", "Please send me its number.", false)]
    [InlineData("resolve", "Paid by hand.", false)]
    public async Task Where_nothing_is_left_or_the_customer_is_asked_something_agents_are_silent_until_they_write(
        string act,
        string text,
        bool resolved
    )
    {
        var shop = Shop();
        await shop.SayAsync("A refund.", "m1");
        await shop.As("maria").ReplyAsync(shop.Conversation, "I look at it.");
        await (
            act switch
            {
                "reply" => shop.As("maria").ReplyAsync(shop.Conversation, text),
                "ask" => shop.As("maria").AskAsync(shop.Conversation, text),
                _ => shop.As("maria").ResolveIssueAsync(shop.Conversation, new IssueId(1), text),
            }
        );
        var asked = shop.Models["billing"].Requests.Count;

        var turn = await shop.As("maria").HandBackAsync(shop.Conversation, "Go on.", resolved: resolved);

        Assert.Null(turn);
        Assert.Equal(asked, shop.Models["billing"].Requests.Count);
        var entries = await shop.EntriesAsync();
        Assert.Null(entries.OfType<TicketClosed>().Single().GoesOn);
        Assert.Equal("billing", Assert.IsType<HandedOff>(entries[^1]).To);
        Assert.Equal(TurnOutcome.Replied, (await shop.SayAsync("It is 7.", "m2")).Outcome);
    }

    [Fact]
    public async Task Cut_behind_any_entry_what_was_handed_back_comes_to_the_same_end()
    {
        var whole = Shop();
        await LiveAsync(whole);
        var entries = await whole.EntriesAsync();
        var closed = entries.FindIndex(entry => entry is TicketClosed);

        for (var cut = closed + 1; cut <= entries.Count; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(
                whole.Conversation,
                0,
                [.. entries.Take(cut)],
                due: null,
                cancellationToken: TestContext.Current.CancellationToken
            );
            var resumed = Shop(journal);
            var turn = await resumed.Runtime().ResumeAsync(resumed.Conversation);
            await resumed.SayAsync("Thanks.", "m2");

            if (turn is not null)
                Assert.Equal("All done.", turn.FinalOutput);
            var told = LadderTests.Told(await resumed.EntriesAsync());
            // A call that was cut may have an unknown outcome: its issue then stays open, and the next message goes on with it.
            if (entries[cut - 1] is not ToolCallBegun || !told.Contains("#1 billing InProgress"))
                Assert.Equal(LadderTests.Told(entries), told);
        }
    }

    private static async Task LiveAsync(LadderTeam shop)
    {
        await shop.SayAsync("A refund.", "m1");
        await shop.As("maria").ReplyAsync(shop.Conversation, "I have looked at it.");
        await shop.As("maria").GrantAsync(shop.Conversation, "billing.refund <= 100");
        await shop.As("maria").HandBackAsync(shop.Conversation, "Go on: refund 80.");
        await shop.SayAsync("Thanks.", "m2");
    }

    // Billing escalates until a person says how to go on.
    private static LadderTeam Shop(IJournal? journal = null)
    {
        var shop = new LadderTeam(["people"]) { Journal = journal ?? new InMemoryJournal() };
        shop.Models["billing"] = new ScriptedModel(request =>
            !request.Text.Contains("Go on", StringComparison.Ordinal) ? LadderTeam.Escalate()
            : request.Results.Count > 0 ? Say("All done.")
            : Call("refund", """{"amount":80}""")
        );
        return shop;
    }
}
