using Baton.Journals;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>A store with the conversations of two teams: neither goes on with what is the other's.</summary>
public sealed class OtherTeamTests
{
    private static readonly ConversationId Conversation = new("c1");
    private readonly InMemoryJournal journal = new();

    public static TheoryData<string> Entrances => ["message", "close", "read state", "due"];

    [Theory]
    [MemberData(nameof(Entrances))]
    public async Task A_conversation_of_another_team_is_refused_and_nothing_changes(string entrance)
    {
        await TeamOf("shop").RunAsync("Hello.", Conversation);
        var before = await EntriesAsync();

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => ActAsync(TeamOf("bank"), entrance));

        Assert.Equal("Conversation c1 belongs to team shop, and this is team bank. Use it with its own team.", refused.Message);
        Assert.Equal(before, await EntriesAsync());
        Assert.Equal("I am of shop.", (await TeamOf("shop").RunAsync("Go on.", Conversation)).FinalOutput);
    }

    private static Task ActAsync(TeamRuntime runtime, string entrance) =>
        entrance switch
        {
            "message" => runtime.RunAsync("Who am I?", Conversation),
            "close" => runtime.CloseAsync(Conversation, "done"),
            "read state" => runtime.ReadStateAsync(Conversation),
            _ => runtime.ServeDueAsync(Conversation),
        };

    private TeamRuntime TeamOf(string name) =>
        new(new Team(name, new Agent { Name = "clerk" }), new ScriptedModel(_ => Say($"I am of {name}.")), journal);

    private async Task<List<string>> EntriesAsync() =>
        await journal.ReadAsync(Conversation).Select(entry => $"{entry.Seq} {entry.GetType().Name}").ToListAsync();
}
