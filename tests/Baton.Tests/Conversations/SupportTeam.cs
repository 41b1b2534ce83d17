using Baton.Journals;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>The team and the customer that most stories are about.</summary>
internal sealed class SupportTeam
{
    public const string TwoIssues =
        "I've been charged $49.99 but my plan should be $29.99. Also, the dashboard is showing an error when I try to view my usage stats.";
    public const string Charge = "Charged $49.99 instead of $29.99";
    public const string Dashboard = "The dashboard shows an error";

    private readonly List<string> lookedUp = [];

    public SupportTeam(
        TurnLimits? limits = null,
        ToolEffect effect = ToolEffect.ReadOnly,
        IssueStrategy strategy = IssueStrategy.Sequential,
        bool repliesPerIssue = false,
        Desk? desk = null
    )
    {
        var general = new Agent { Name = "general", Description = "Everything else." };
        var billing = new Agent
        {
            Name = "billing",
            Description = "Charges and plans.",
            Tools = [Tool.Create(LookUp, "find_charge", "Finds a charge.", effect)],
        };
        var technical = new Agent
        {
            Name = "technical",
            Description = "Errors.",
            Handoffs = [billing],
        };
        var triage = new Agent
        {
            Name = "triage",
            Instructions = "Route the customer.",
            Handoffs = [billing, technical, general],
        };
        billing.Handoffs.Add(triage);
        billing.Handoffs.Add(technical);
        technical.Handoffs.Add(triage);
        Team = new Team("support", triage, limits)
        {
            Strategy = strategy,
            RepliesPerIssue = repliesPerIssue,
            Desks = desk is null ? [] : [desk],
        };
    }

    public Team Team { get; }

    public ScriptedModels Models { get; } = new();

    public IJournal Journal { get; init; } = new InMemoryJournal();

    public ConversationId Conversation { get; } = new("c1");

    public IReadOnlyList<string> LookedUp => lookedUp;

    public static ScriptedReply BothTransfers =>
        Transfer("billing", "The customer was overcharged.", 0.95, Charge)
            .And(Transfer("technical", "The dashboard fails.", 0.9, Dashboard));

    public SupportTeam WithTwoIssueScript()
    {
        Models["triage"] = new ScriptedModel(BothTransfers);
        Models["billing"] = new ScriptedModel(request =>
            request.Results is [var found] ? Say($"Found: {found}.") : Call("find_charge", """{"amount":"49.99"}""")
        );
        Models["technical"] = new ScriptedModel(_ => Say("The dashboard error is known."));
        return this;
    }

    public TeamRuntime Runtime(TimeProvider? time = null) =>
        new(Team, Models.For, Journal, new RuntimeOptions { TimeProvider = time ?? TimeProvider.System });

    public async Task<List<JournalEntry>> EntriesAsync() => await Journal.ReadAsync(Conversation).ToListAsync();

    private string LookUp(string amount, ToolCall call)
    {
        lock (lookedUp)
            lookedUp.Add($"{amount} {call.Id}");
        return $"invoice 7 over {amount}";
    }
}
