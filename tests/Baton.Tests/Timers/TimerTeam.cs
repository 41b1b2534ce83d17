using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Timers;

/// <summary>A team with limits in time, on a clock that stands still. Triage gives billing an hour for what it passes on.</summary>
internal sealed class TimerTeam
{
    public static readonly DateTimeOffset Nine = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public TimerTeam(bool hasDesk = true, HandoffLimits? conversation = null, (TimeSpan? Time, int? Turns) billingHolds = default)
    {
        var refund = new Tool(Tool.Create((decimal amount) => $"paid back {amount}", "refund").Function) { Approval = ApprovalRule.Always };
        var billing = new Agent
        {
            Name = "billing",
            Tools = [refund, Tool.Create(() => "found", "find", effect: ToolEffect.ReadOnly)],
            HoldTime = billingHolds.Time,
            HoldTurns = billingHolds.Turns,
        };
        var technical = new Agent { Name = "technical" };
        var triage = new Agent { Name = "triage", Handoffs = [billing, technical] };
        Team = new Team("shop", triage, new TurnLimits { Time = TimeSpan.FromDays(2) })
        {
            Desks = hasDesk ? [new Desk { Name = "people", Description = "our billing team" }] : [],
            ConversationLimits = conversation ?? HandoffLimits.None,
        };
        Models["triage"] = new ScriptedModel(_ => PassOn(60));
        Models["billing"] = new ScriptedModel(_ => Say("Which invoice is it?"));
        Models["technical"] = new ScriptedModel(_ => Say("It works again."));
    }

    public Team Team { get; init; }

    public ScriptedModels Models { get; } = new();

    public IJournal Journal { get; init; } = new InMemoryJournal();

    public FakeTimeProvider Time { get; } = new(Nine);

    public ConversationId Conversation { get; } = new("c1");

    public static ScriptedReply PassOn(int minutes) =>
        Call("transfer_to_billing", $$$"""{"summary":"A refund.","issues":["The refund"],"limits":{"minutes":{{{minutes}}}}}""");

    public static ScriptedReply PassOn() => Call("transfer_to_billing", """{"summary":"A refund.","issues":["The refund"]}""");

    /// <summary>A new runtime each time: whatever it knows it knows from the journal.</summary>
    public TeamRuntime Runtime() => new(Team, Models.For, Journal, new RuntimeOptions { TimeProvider = Time });

    public Task<Turn> SayAsync(string message = "I want my money back.") => Runtime().RunAsync(message, Conversation);

    public Task<int> ServeAfterAsync(TimeSpan time)
    {
        Time.Advance(time);
        return Runtime().ServeDueAsync();
    }

    public async Task<List<JournalEntry>> EntriesAsync() => await Journal.ReadAsync(Conversation).ToListAsync();

    public async Task<List<TimerFired>> FiredAsync() => [.. (await EntriesAsync()).OfType<TimerFired>()];

    /// <summary>The types of the entries behind one, in order.</summary>
    public async Task<string> StoryAfterAsync(long seq) =>
        string.Join(" ", (await EntriesAsync()).Skip((int)seq).Select(entry => entry.GetType().Name));
}
