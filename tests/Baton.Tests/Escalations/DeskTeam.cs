using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;

namespace Baton.Tests.Escalations;

/// <summary>A team with people behind it: refunds over 50 need approval, and what no agent can go on with goes to a desk.</summary>
internal sealed class DeskTeam
{
    private readonly List<string> refunds = [];

    public DeskTeam(bool hasDesk = true, TurnLimits? limits = null)
    {
        var billing = new Agent
        {
            Name = "billing",
            Tools =
            [
                new Tool(Tool.Create(Refund, "refund", "Pays back.").Function)
                {
                    Approval = ApprovalRule.Over("amount", 50),
                    Effect = ToolEffect.Once,
                },
            ],
        };
        var technical = new Agent { Name = "technical", Handoffs = [billing] };
        var triage = new Agent { Name = "triage", Handoffs = [billing, technical] };
        billing.Handoffs.Add(technical);
        billing.Handoffs.Add(triage);
        technical.Handoffs.Add(triage);
        Team = new Team("shop", triage, limits) { Desks = hasDesk ? [new Desk { Name = "people", Description = "our billing team" }] : [] };
    }

    public Team Team { get; }

    public ScriptedModels Models { get; } = new();

    public IJournal Journal { get; init; } = new InMemoryJournal();

    public ConversationId Conversation { get; } = new("c1");

    public IReadOnlyList<string> Refunds => refunds;

    /// <summary>A new runtime each time: whatever it knows it knows from the journal.</summary>
    public TeamRuntime Runtime() => new(Team, Models.For, Journal);

    public async Task<List<JournalEntry>> EntriesAsync() => await Journal.ReadAsync(Conversation).ToListAsync();

    /// <summary>The call that waits for approval.</summary>
    public async Task<CallId> AskedAsync() => (await EntriesAsync()).OfType<ApprovalAsked>().Single().CallId;

    private string Refund(decimal amount, ToolCall call)
    {
        refunds.Add(FormattableString.Invariant($"{amount} {call.Id}"));
        return FormattableString.Invariant($"paid back {amount}");
    }
}
