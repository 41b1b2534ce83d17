using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Sqlite;
using Baton.Testing.ChatClients;
using Baton.Tests.Journals;

namespace Baton.Tests.Escalations;

/// <summary>What waits for a person is listed over all conversations.</summary>
public sealed class WaitingTests
{
    [Fact]
    public async Task A_ticket_is_listed_with_all_that_a_queue_needs_until_it_is_handed_back()
    {
        var shop = new LadderTeam(["people"], firstResponse: TimeSpan.FromMinutes(30), resolution: TimeSpan.FromDays(2));
        await shop.SayAsync("A refund.");

        var waiting = Assert.IsType<WaitingTicket>(Assert.Single(await ListAsync(shop)));
        Assert.Equal(
            (shop.Conversation, "c1-1", "people", "billing", LadderTeam.Reason),
            (waiting.Conversation, waiting.Ticket.Value, waiting.Desk, waiting.From, waiting.Reason)
        );
        Assert.Equal(
            (shop.Time.Start, shop.Time.Start.AddMinutes(30), shop.Time.Start.AddDays(2)),
            (waiting.Since, waiting.FirstResponseDue, waiting.ResolutionDue)
        );
        Assert.Equal([new IssueId(1)], waiting.Issues);
        Assert.Equal(["billing"], waiting.Skills);

        await shop.As("maria").AskAsync(shop.Conversation, "Which invoice?");
        waiting = Assert.IsType<WaitingTicket>(Assert.Single(await ListAsync(shop)));
        Assert.Equal(("maria", true), (waiting.Claimant, waiting.IsWaitingOnCustomer));
        await shop.SayAsync("Number 7.");
        Assert.False(Assert.IsType<WaitingTicket>(Assert.Single(await ListAsync(shop))).IsWaitingOnCustomer);
        shop.Time.Advance(TimeSpan.FromDays(3));
        await shop.SayAsync("Well?");
        Assert.Equal(TicketDue.Resolution, Assert.IsType<WaitingTicket>(Assert.Single(await ListAsync(shop))).Missed);

        await shop.As("maria").HandBackAsync(shop.Conversation, "Done.", to: "technical", resolved: true);
        Assert.Empty(await ListAsync(shop));
    }

    [Fact]
    public async Task What_waits_for_people_of_another_team_is_not_listed()
    {
        var shop = new LadderTeam(["people"]);
        await shop.SayAsync("A refund.");
        var other = new DeskTeam { Journal = shop.Journal };
        other.Models["triage"] = new ScriptedModel(ScriptedReply.Transfer("billing", "A refund.", 0.9, "Refund"));
        other.Models["billing"] = new ScriptedModel(ScriptedReply.Call("refund", """{"amount":80}"""));
        var bank = new TeamRuntime(new Team("bank", other.Team.Entry) { Desks = other.Team.Desks }, other.Models.For, shop.Journal);
        await bank.RunAsync("A refund.", new ConversationId("c2"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("c1", Assert.Single(await ListAsync(shop)).Conversation.Value);
        Assert.Equal(
            "c2",
            (await bank.WaitingAsync(TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken))
                .Conversation
                .Value
        );
    }

    [Fact]
    public async Task A_store_of_before_the_list_is_listed_and_gets_its_list_with_the_next_ticket()
    {
        using var folder = new TemporaryFolder();
        await using (var journal = SqliteJournal.Open(folder.Store))
            await new LadderTeam(["people"]) { Journal = journal }.SayAsync("A refund.");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.Store};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE waiting";
            command.ExecuteNonQuery();
        }

        await using var again = SqliteJournal.Open(folder.Store);
        var shop = new LadderTeam(["people"]) { Journal = again };
        Assert.Equal(["c1-1"], (await ListAsync(shop)).Cast<WaitingTicket>().Select(ticket => ticket.Ticket.Value));
        await shop.Runtime()
            .RunAsync("Another refund.", new ConversationId("c2"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["c1-1", "c2-1"], (await ListAsync(shop)).Cast<WaitingTicket>().Select(ticket => ticket.Ticket.Value));
        await shop.As("maria").HandBackAsync(shop.Conversation, "Done.", to: "technical");
        Assert.Equal(["c2-1"], (await ListAsync(shop)).Cast<WaitingTicket>().Select(ticket => ticket.Ticket.Value));
    }

    private static async Task<List<Waiting>> ListAsync(LadderTeam shop) => await shop.Runtime().WaitingAsync().ToListAsync();
}
