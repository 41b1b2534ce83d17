using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Confidences;
using Baton.Teams.Escalations;
using Baton.Teams.Fallbacks;
using Baton.Teams.Histories;
using Baton.Teams.Rules;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Escalations.Rules;

/// <summary>Triage with billing and technical behind it, a tool that answers what the test says, a desk, and rules.</summary>
internal sealed class RuleTeam
{
    private readonly Queue<Func<string>> results = new();

    public RuleTeam(
        EscalationRule[] rules,
        ConfidencePolicy? billing = null,
        IssueStrategy strategy = IssueStrategy.Sequential,
        bool hasDesk = true,
        TurnLimits? limits = null,
        ConfidencePolicy? all = null
    )
    {
        var look = new Tool(
            Tool.Create(() => results.TryDequeue(out var result) ? result() : "nothing special", "look", "Looks it up.").Function
        )
        {
            Effect = ToolEffect.ReadOnly,
        };
        var pay = new Tool(
            Tool.Create(
                () =>
                {
                    Paid++;
                    return "paid";
                },
                "pay",
                "Pays."
            ).Function
        )
        {
            Approval = ApprovalRule.Always,
        };
        var billingAgent = new Agent
        {
            Name = "billing",
            Tools = [look, pay],
            Confidence = billing,
        };
        var technical = new Agent
        {
            Name = "technical",
            Tools = [look, pay],
            Handoffs = [billingAgent],
        };
        var triage = new Agent
        {
            Name = "triage",
            Tools = [look],
            Handoffs = [billingAgent, technical],
        };
        billingAgent.Handoffs.Add(technical);
        // Nobody waits between two attempts: these tests are about what follows, on the system's clock.
        Team = new Team("rules", triage, limits, fallback: new FallbackPolicy { RetryDelay = TimeSpan.Zero })
        {
            Escalation = new EscalationPolicy { Rules = rules },
            SensitiveTopics = [new SensitiveTopic("legal") { Phrases = ["court"], Pattern = @"(?i)\blawyers?\b" }],
            Desks = hasDesk ? [new Desk { Name = "people" }] : [],
            Strategy = strategy,
            Confidence = all,
        };
        Models["triage"] = new ScriptedModel(_ => Say("Hello from triage."));
        Models["billing"] = new ScriptedModel(_ => Say("Hello from billing."));
        Models["technical"] = new ScriptedModel(_ => Say("Hello from technical."));
    }

    public Team Team { get; }

    public ScriptedModels Models { get; } = new();

    public IJournal Journal { get; init; } = new InMemoryJournal();

    public ConversationId Conversation { get; } = new("c1");

    public int Paid { get; private set; }

    public RuleTeam Looks(params string[] texts)
    {
        foreach (var text in texts)
            results.Enqueue(text == "!" ? () => throw new InvalidOperationException("broken") : () => text);
        return this;
    }

    public TeamRuntime Runtime() => new(Team, Models.For, Journal);

    public async Task<List<JournalEntry>> EntriesAsync() => await Journal.ReadAsync(Conversation).ToListAsync();

    public async Task<Escalated> EscalatedAsync() => Assert.Single((await EntriesAsync()).OfType<Escalated>());

    public Task<Turn> SayAsync(string text, params (string Name, string Value)[] attributes) =>
        Runtime()
            .RunAsync(text, Conversation, attributes: attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value));
}
