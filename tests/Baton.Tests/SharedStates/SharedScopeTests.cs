using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Sqlite;
using Baton.Teams.SharedStates;
using Baton.Tests.Journals;
using Baton.Tests.Sqlite;

namespace Baton.Tests.SharedStates;

/// <summary>State that conversations and processes share.</summary>
public sealed class SharedScopeTests : IDisposable
{
    private static readonly StateKey Total = StateTeam.Total with { Scope = StateScope.Customer };
    private static readonly StateKey Stock = StateTeam.Key("stock", StateMerge.Reject, StateScope.Team);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Conversations_of_one_customer_share_and_those_of_another_do_not()
    {
        var journal = new InMemoryJournal();

        Assert.Equal("""{"key":"total","written":true,"revision":1,"value":5}""", await AddAsync("c1", new CustomerId("ada")));
        Assert.Equal("""{"key":"total","written":true,"revision":2,"value":10}""", await AddAsync("c2", new CustomerId("ada")));
        Assert.Equal("""{"key":"total","written":true,"revision":1,"value":5}""", await AddAsync("c3", new CustomerId("bob")));

        async Task<string> AddAsync(string conversation, CustomerId customer)
        {
            var team = new StateTeam(Total) { Journal = journal, Conversation = new ConversationId(conversation) }.Replies(
                StateTeam.Write("total", "5")
            );
            await team.RunAsync(customer);
            Assert.Equal(customer, (await team.EntriesAsync()).OfType<ConversationOpened>().Single().Customer);
            return Assert.Single(await team.ResultsAsync()).Result;
        }
    }

    [Fact]
    public async Task Without_a_customer_the_customer_s_state_is_the_conversation_s_own()
    {
        var journal = new InMemoryJournal();
        foreach (var conversation in new[] { "c1", "c2" })
        {
            var team = new StateTeam(Total) { Journal = journal, Conversation = new ConversationId(conversation) }.Replies(
                StateTeam.Write("total", "5"),
                StateTeam.Read()
            );
            await team.RunAsync();
            Assert.Equal("""{"total":{"revision":1,"value":5}}""", (await team.ResultsAsync())[1].Result);
        }
    }

    [Fact]
    public async Task The_team_s_state_outlives_the_process_that_wrote_it()
    {
        await using (var first = SqliteJournal.Open(folder.Store))
            await new StateTeam(Stock) { Journal = first }
                .Replies(StateTeam.Write("stock", """{"lamps": 3}""", 0))
                .RunAsync();

        await using var second = SqliteJournal.Open(folder.Store);
        var team = new StateTeam(Stock) { Journal = second, Conversation = new ConversationId("c2") }.Replies(StateTeam.Read());
        await team.RunAsync();

        Assert.Equal("""{"stock":{"revision":1,"value":{"lamps":3}}}""", Assert.Single(await team.ResultsAsync()).Result);
    }

    [Fact]
    public async Task A_write_that_another_conversation_made_stale_is_given_what_stands_there()
    {
        var journal = new InMemoryJournal();
        await new StateTeam(Stock) { Journal = journal, Conversation = new ConversationId("c1") }
            .Replies(StateTeam.Write("stock", "3", 0))
            .RunAsync();
        var team = new StateTeam(Stock) { Journal = journal, Conversation = new ConversationId("c2") }.Replies(
            StateTeam.Write("stock", "7", 0),
            StateTeam.Write("stock", "7", 1)
        );

        await team.RunAsync();

        Assert.Contains("\"written\":false,\"revision\":1", (await team.ResultsAsync())[0].Result, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(await team.WritesAsync()).Revision);
    }

    [Fact]
    public async Task A_conversation_is_not_taken_for_another_customer_s()
    {
        var team = new StateTeam(Total);
        await team.RunAsync(new CustomerId("ada"));

        await team.RunAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => team.RunAsync(new CustomerId("bob")));
    }

    [Fact]
    public async Task A_store_of_format_1_takes_state_without_changing_its_format()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Journals", "Fixtures", "format-1.db"), folder.Store);
        var place = new StatePlace(StateScope.Team, "shop", "stock");
        await using var journal = SqliteJournal.Open(folder.Store);

        Assert.Equal([StateValue.None], await journal.ReadStateAsync([place]));
        await journal.UpdateStateAsync("u1", [place], _ => [new StateChange(place, JsonText.Parse("1"))]);

        Assert.Equal([new StateValue(1, JsonText.Parse("1"))], await journal.ReadStateAsync([place]));
        using var file = new StoreFile(folder.Store);
        Assert.Equal(1L, file.Query<long>("PRAGMA user_version"));
        Assert.True((await journal.VerifyAsync(new ConversationId("fixture"))).IsWhole);
    }

    [Fact]
    public async Task A_store_that_may_only_be_read_is_read_and_refuses_to_be_written()
    {
        var place = new StatePlace(StateScope.Team, "shop", "stock");
        await using (var first = SqliteJournal.Open(folder.Store))
            await first.UpdateStateAsync("u1", [place], _ => [new StateChange(place, JsonText.Parse("1"))]);

        await using var journal = SqliteJournal.Open(folder.Store, new SqliteJournalOptions { ReadOnly = true });

        Assert.Equal([new StateValue(1, JsonText.Parse("1"))], await journal.ReadStateAsync([place]));
        var refusal = await Assert.ThrowsAsync<JournalException>(() =>
            journal.UpdateStateAsync("u2", [place], _ => [new StateChange(place, JsonText.Parse("2"))]).AsTask()
        );
        Assert.Equal(JournalFault.ReadOnly, refusal.Fault);
    }

    [Fact]
    public async Task A_turn_that_cannot_write_its_state_is_finished_when_the_store_can_be_written_again()
    {
        await using var journal = SqliteJournal.Open(folder.Store, new SqliteJournalOptions { BusyTimeout = TimeSpan.FromMilliseconds(1) });
        await journal.UpdateStateAsync(
            "u0",
            [new StatePlace(StateScope.Team, "shop", "other")],
            values => [new StateChange(new StatePlace(StateScope.Team, "shop", "other"), JsonText.Parse("1"))]
        );
        var team = new StateTeam(Stock) { Journal = new StateElsewhere(new InMemoryJournal(), journal) }.Replies(
            StateTeam.Write("stock", "3", 0)
        );
        var runtime = team.Runtime();
        using (var other = new StoreFile(folder.Store))
        {
            other.Execute("BEGIN IMMEDIATE");
            var fault = await Assert.ThrowsAsync<JournalException>(() => runtime.RunAsync("Hello.", team.Conversation));
            Assert.Equal(JournalFault.Busy, fault.Fault);
            other.Execute("ROLLBACK");
        }

        var turn = await runtime.ResumeAsync(team.Conversation);

        Assert.Equal(TurnOutcome.Replied, turn!.Outcome);
        Assert.Equal(1, Assert.Single(await team.WritesAsync()).Revision);
    }
}
