using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using Baton.Tests.Waking;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>A store with the conversations of two teams: neither goes on with what is the other's.</summary>
public sealed class OtherTeamTests
{
    private static readonly ConversationId Conversation = new("c1");
    private static readonly StateKey Plan = new() { Name = "plan", Writers = [StateKey.Orchestrator, StateKey.Desk] };

    private readonly SnapshotJournal journal = new();

    private static readonly Dictionary<string, Func<TeamRuntime, Task>> Acts = new()
    {
        ["message"] = runtime => runtime.RunAsync("Who am I?", Conversation),
        ["message of its customer"] = runtime => runtime.RunAsync("Who am I?", Conversation, customer: new CustomerId("ana")),
        ["message that is known"] = runtime => runtime.RunAsync("Hello.", Conversation, new MessageId("m1")),
        ["stream"] = runtime => runtime.RunStreamingAsync("Who am I?", Conversation).ToListAsync().AsTask(),
        ["resume"] = runtime => runtime.ResumeAsync(Conversation),
        ["abandon"] = runtime => runtime.AbandonAsync(Conversation),
        ["close"] = runtime => runtime.CloseAsync(Conversation, "done"),
        ["due"] = runtime => runtime.ServeDueAsync(Conversation),
        ["read state"] = runtime => runtime.ReadStateAsync(Conversation),
        ["write state"] = runtime => runtime.WriteStateAsync(Conversation, [new StateEdit("plan", JsonText.Parse("1"))]),
        ["desk reads state"] = runtime => Desk(runtime).ReadStateAsync(Conversation),
        ["desk writes state"] = runtime => Desk(runtime).WriteStateAsync(Conversation, [new StateEdit("plan", JsonText.Parse("1"))]),
        ["approve"] = runtime => Desk(runtime).ApproveAsync(Conversation, new CallId("call_1")),
        ["refuse"] = runtime => Desk(runtime).RefuseAsync(Conversation, new CallId("call_1")),
        ["claim"] = runtime => Desk(runtime).ClaimAsync(Conversation),
        ["release"] = runtime => Desk(runtime).ReleaseAsync(Conversation),
        ["decline"] = runtime => Desk(runtime).DeclineAsync(Conversation, "no"),
        ["reply"] = runtime => Desk(runtime).ReplyAsync(Conversation, "Hello."),
        ["ask"] = runtime => Desk(runtime).AskAsync(Conversation, "Who are you?"),
        ["note"] = runtime => Desk(runtime).NoteAsync(Conversation, "a note"),
        ["grant"] = runtime => Desk(runtime).GrantAsync(Conversation, Permission.Parse("billing.refund")),
        ["resolve issue"] = runtime => Desk(runtime).ResolveIssueAsync(Conversation, new IssueId(1), "done"),
        ["decline issue"] = runtime => Desk(runtime).DeclineIssueAsync(Conversation, new IssueId(1), "no"),
        ["hand back"] = runtime => Desk(runtime).HandBackAsync(Conversation, "done"),
    };

    public static TheoryData<string> Entrances => [.. Acts.Keys];

    [Theory]
    [MemberData(nameof(Entrances))]
    public async Task A_conversation_of_another_team_is_refused_and_nothing_changes(string entrance)
    {
        await TeamOf("shop").RunAsync("Hello.", Conversation, new MessageId("m1"), new CustomerId("ana"));
        var before = await EntriesAsync();
        var head = await journal.ReadHeadAsync(Conversation);

        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => Acts[entrance](TeamOf("bank")));

        Assert.Equal("Conversation c1 belongs to team shop, and this is team bank. Use it with its own team.", refused.Message);
        Assert.Equal(before, await EntriesAsync());
        Assert.Equal(head, await journal.ReadHeadAsync(Conversation));
        Assert.Equal("I am of shop.", (await TeamOf("shop").RunAsync("Go on.", Conversation)).FinalOutput);
    }

    [Fact]
    public async Task A_process_that_knows_the_conversation_by_its_snapshot_is_refused_as_well()
    {
        foreach (var turn in Enumerable.Range(1, 150))
            await TeamOf("shop").RunAsync($"Hello {turn}.", Conversation);
        Assert.NotNull(await journal.ReadSnapshotAsync(Conversation));

        await Assert.ThrowsAnyAsync<ArgumentException>(() => TeamOf("bank").RunAsync("Who am I?", Conversation));
    }

    [Fact]
    public async Task Nothing_of_another_team_is_listed_or_due()
    {
        await TeamOf("shop").RunAsync("Hello.", Conversation);
        var before = await EntriesAsync();

        Assert.Equal(0, await TeamOf("bank").ServeDueAsync());
        Assert.Empty(await TeamOf("bank").WaitingAsync().ToListAsync());
        Assert.Empty(await TeamOf("bank").DeadLettersAsync().ToListAsync());
        Assert.Equal(before, await EntriesAsync());
    }

    private static Operator Desk(TeamRuntime runtime) => runtime.AsOperator("eve");

    private TeamRuntime TeamOf(string name) =>
        new(new Team(name, new Agent { Name = "clerk" }, state: [Plan]), new ScriptedModel(_ => Say($"I am of {name}.")), journal);

    private async Task<List<string>> EntriesAsync() =>
        await journal.ReadAsync(Conversation).Select(entry => $"{entry.Seq} {entry.GetType().Name}").ToListAsync();
}
