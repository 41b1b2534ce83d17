using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Escalations;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.Time.Testing;

namespace Baton.Tests.Escalations;

/// <summary>
/// A shop with a ladder: billing cannot refund more than 50, chief is a more capable agent, and two desks of people and a system stand
/// behind.
/// </summary>
internal sealed class LadderTeam
{
    public const string Reason = "A lawyer is threatened with.";

    private readonly List<string> refunds = [];

    public LadderTeam(
        IReadOnlyList<string>? ladder = null,
        TurnLimits? limits = null,
        TimeSpan? firstResponse = null,
        IssueStrategy strategy = IssueStrategy.Sequential,
        EscalationPolicy? policy = null,
        TimeSpan? resolution = null,
        bool hasDesks = true
    )
    {
        var refund = new Tool(Tool.Create(Refund, "refund", "Pays back.").Function)
        {
            Needs = "billing.refund",
            NeedsArgument = "amount",
            Effect = ToolEffect.Once,
        };
        var billing = new Agent
        {
            Name = "billing",
            Tools = [refund],
            Permissions = ["billing.refund <= 50"],
        };
        var technical = new Agent { Name = "technical" };
        var chief = new Agent
        {
            Name = "chief",
            Description = "Decides what others may not.",
            Tools = [refund],
            Permissions = ["billing.refund <= 500"],
            Handoffs = [billing],
        };
        var triage = new Agent { Name = "triage", Handoffs = [billing, technical] };
        Team = new Team("shop", triage, limits, others: [chief])
        {
            Strategy = strategy,
            Desks = !hasDesks
                ? []
                :
                [
                    new Desk
                    {
                        Name = "people",
                        Description = "our billing team",
                        FirstResponse = firstResponse,
                        Resolution = resolution,
                        Skills = ["billing"],
                    },
                    new Desk { Name = "lawyers", Description = "our lawyers" },
                    new Desk
                    {
                        Name = "bank",
                        Description = "the bank",
                        IsSystem = true,
                    },
                ],
            Escalation = (policy ?? EscalationPolicy.Default) with { Ladder = ladder ?? ["chief", "people", "lawyers"] },
        };
        Models["triage"] = new ScriptedModel(_ => ScriptedReply.Transfer("billing", "A refund.", 0.9, "Refund"));
        Models["billing"] = new ScriptedModel(_ => Escalate());
        Models["chief"] = new ScriptedModel(_ => Escalate("Beyond me too."));
        Models["technical"] = new ScriptedModel(_ => ScriptedReply.Say("The dashboard works."));
    }

    public Team Team { get; }

    public ScriptedModels Models { get; } = new();

    public IJournal Journal { get; init; } = new InMemoryJournal();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public ConversationId Conversation { get; } = new("c1");

    public IReadOnlyList<string> Refunds => refunds;

    public static ScriptedReply Escalate(string reason = Reason, string? target = null) =>
        ScriptedReply.Call(
            "escalate",
            target is null ? $$"""{"reason":"{{reason}}"}""" : $$"""{"reason":"{{reason}}","target":"{{target}}"}"""
        );

    /// <summary>A new runtime each time: whatever it knows it knows from the journal.</summary>
    public TeamRuntime Runtime() => new(Team, Models.For, Journal, new RuntimeOptions { TimeProvider = Time });

    public Operator As(string name) => Runtime().AsOperator(name);

    public Task<Turn> SayAsync(string message, string? id = null) =>
        Runtime().RunAsync(message, Conversation, id is null ? null : new MessageId(id));

    public async Task<List<JournalEntry>> EntriesAsync() => await Journal.ReadAsync(Conversation).ToListAsync();

    /// <summary>Who passed on to whom, in order.</summary>
    public async Task<List<string>> ClimbAsync() =>
        [
            .. (await EntriesAsync())
                .OfType<Escalated>()
                .Select(escalated => $"{escalated.From} {escalated.To ?? "nobody"} {escalated.Trigger} {escalated.Rung}"),
        ];

    private string Refund(decimal amount, ToolCall call)
    {
        refunds.Add(FormattableString.Invariant($"{amount} {call.Id}"));
        return FormattableString.Invariant($"paid back {amount}");
    }
}
