using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Escalations;
using Baton.Teams.Rules;
using Baton.Teams.Triage;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Routers;

/// <summary>A team whose agents have examples, so that a router can take the place of triage.</summary>
internal sealed class RoutedTeam
{
    public const string Charge = "you billed me twice this month";
    public const string Dashboard = "the dashboard does not load";
    public const string Both = "You billed me twice this month. Also, the dashboard does not load.";

    public RoutedTeam()
    {
        Billing = Agent("billing");
        Technical = Agent("technical");
        Triage = new Agent
        {
            Name = "triage",
            Examples = ["I have a question", "can you help me", "I have two problems", "who do I talk to"],
            Handoffs = [Billing, Technical],
        };
        Billing.Handoffs.Add(Triage);
        Technical.Handoffs.Add(Triage);
        Models["triage"] = new ScriptedModel(_ => Say("What is it about?"));
        Models["billing"] = new ScriptedModel(_ => Say("Paid back."));
        Models["technical"] = new ScriptedModel(_ => Say("Mended."));
    }

    public Agent Triage { get; init; }

    public Agent Billing { get; init; }

    public Agent Technical { get; init; }

    public TriagePolicy Policy { get; init; } = new() { FastPathConfidence = 0.6 };

    public IssueStrategy Strategy { get; init; }

    public Desk? Desk { get; init; }

    public IReadOnlyList<EscalationRule> Rules { get; init; } = [];

    public IReadOnlyList<Guard> Guards { get; init; } = [];

    public RuntimeOptions Options { get; init; } = new();

    public ScriptedModels Models { get; } = new();

    public IJournal Journal { get; init; } = new InMemoryJournal();

    public ConversationId Conversation { get; } = new("c1");

    public TeamRuntime Runtime() =>
        new(
            new Team("routed", Triage)
            {
                Triage = Policy,
                Strategy = Strategy,
                Desks = Desk is { } desk ? [desk] : [],
                Guards = Guards,
                Escalation = new EscalationPolicy { Rules = Rules },
            },
            Models.For,
            Journal,
            Options
        );

    public Task<Turn> RunAsync(string message, string id = "m1") => Runtime().RunAsync(message, Conversation, new MessageId(id));

    public async Task<List<JournalEntry>> EntriesAsync() => await Journal.ReadAsync(Conversation).ToListAsync();

    public async Task<List<string>> AskedAsync() => [.. (await EntriesAsync()).OfType<ModelCallBegun>().Select(begun => begun.Participant)];

    private static Agent Agent(string name) =>
        new()
        {
            Name = name,
            Examples = [.. SupportExamples.All.Where(example => example.Routes.Contains(name)).Select(example => example.Text)],
        };
}
