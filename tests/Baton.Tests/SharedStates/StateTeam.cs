using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.SharedStates;

/// <summary>Two agents with something to share.</summary>
internal sealed class StateTeam
{
    public StateTeam(params StateKey[] keys)
        : this(Clearance.Normal, keys) { }

    public StateTeam(Clearance clearance, params StateKey[] keys)
    {
        var sales = new Agent { Name = "sales" };
        var desk = new Agent
        {
            Name = "front",
            Handoffs = [sales],
            Clearance = clearance,
        };
        sales.Handoffs.Add(desk);
        Team = new Team("shop", desk, state: keys);
        Models["front"] = new ScriptedModel(_ => Say("Done."));
        Models["sales"] = new ScriptedModel(_ => Say("Sold."));
    }

    public Team Team { get; }

    public ScriptedModels Models { get; } = new();

    public IJournal Journal { get; init; } = new InMemoryJournal();

    public ConversationId Conversation { get; init; } = new("c1");

    public static StateKey Plan { get; } = Key("plan", StateMerge.Reject, schema: """{"type":"string","enum":["basic","gold"]}""");

    public static StateKey Total { get; } = Key("total", StateMerge.Sum, schema: """{"type":"number","maximum":1000}""");

    public static StateKey Tags { get; } = Key("tags", StateMerge.Union, schema: """{"type":"array","items":{"type":"string"}}""");

    public static StateKey Key(
        string name,
        StateMerge merge = StateMerge.Reject,
        StateScope scope = StateScope.Conversation,
        string schema = "{}"
    ) =>
        new()
        {
            Name = name,
            Merge = merge,
            Scope = scope,
            Schema = JsonText.Parse(schema),
            Writers = ["front", "sales"],
        };

    public static ScriptedReply Write(string key, string value, long? expected = null) =>
        Call(
            "write_state",
            expected is { } revision
                ? $$"""{"key":"{{key}}","value":{{value}},"expected_revision":{{revision}}}"""
                : $$"""{"key":"{{key}}","value":{{value}}}"""
        );

    public static ScriptedReply Read(params string[] keys) =>
        Call("read_state", keys.Length == 0 ? "{}" : $$"""{"keys":[{{string.Join(',', keys.Select(key => $"\"{key}\""))}}]}""");

    /// <summary>The front's model replies so, one after the other, then says that it is done.</summary>
    public StateTeam Replies(params ScriptedReply[] replies)
    {
        Models["front"] = new ScriptedModel(request => request.Number <= replies.Length ? replies[request.Number - 1] : Say("Done."));
        return this;
    }

    public TeamRuntime Runtime() => new(Team, Models.For, Journal);

    public Task<Turn> RunAsync(CustomerId? customer = null) => Runtime().RunAsync("Hello.", Conversation, customer: customer);

    public async Task<List<JournalEntry>> EntriesAsync() => await Journal.ReadAsync(Conversation).ToListAsync();

    /// <summary>What the state tools gave back, in order.</summary>
    public async Task<List<ToolCallEnded>> ResultsAsync() => (await EntriesAsync()).OfType<ToolCallEnded>().ToList();

    public async Task<List<StateWrite>> WritesAsync() =>
        (await EntriesAsync()).OfType<StateWritten>().SelectMany(written => written.Writes).ToList();
}
