using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Baton.Tests.Fallbacks;

/// <summary>A helper with models that fail, whoever takes over, and a clock.</summary>
internal sealed class Ladder
{
    private readonly Dictionary<string, ScriptedModel> models = [];
    private TeamRuntime? runtime;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    public ConversationId Conversation { get; } = new("c1");

    public IJournal Journal { get; init; } = new InMemoryJournal();

    /// <summary>The helper's name.</summary>
    public string Name { get; init; } = "helper";

    public string Instructions { get; init; } = "";

    public IList<ModelChoice> Models { get; init; } = [];

    public TurnLimits Limits { get; init; } = new();

    public FallbackPolicy Fallback { get; init; } = new();

    public Agent? Generalist { get; init; }

    public Desk? Desk { get; init; }

    public IList<Tool> Tools { get; init; } = [];

    public int CircuitCalls { get; init; } = new RuntimeOptions().CircuitMinimumCalls;

    public Func<Exception, ModelFailure?>? Classifier { get; init; }

    /// <summary>The model of that name; an agent without one has <c>only</c>, and the generalist its own name.</summary>
    public ScriptedModel this[string model]
    {
        get => models[model];
        set => models[model] = value;
    }

    public TeamRuntime Runtime =>
        runtime ??= new TeamRuntime(
            Team(),
            ModelOf,
            Journal,
            new RuntimeOptions
            {
                TimeProvider = Time,
                CircuitMinimumCalls = CircuitCalls,
                FailureClassifier = Classifier,
            }
        );

    public Task<Turn> RunAsync(string message = "Hello?", string conversation = "c1", double seconds = 0.25) =>
        Time.PassAsync(Runtime.RunAsync(message, new ConversationId(conversation)), seconds);

    public async Task<List<JournalEntry>> EntriesAsync() => await Journal.ReadAsync(Conversation).ToListAsync();

    public async Task<List<FellBack>> RungsAsync() => [.. (await EntriesAsync()).OfType<FellBack>()];

    private Team Team() =>
        new(
            "ladder",
            new Agent
            {
                Name = Name,
                Instructions = Instructions,
                Models = Models,
                Tools = Tools,
            },
            Limits,
            fallback: Fallback with
            {
                Generalist = Generalist,
            }
        )
        {
            Desks = Desk is null ? [] : [Desk],
        };

    private IChatClient ModelOf(Agent agent) => models[agent.Model ?? (agent.Name == Name ? "only" : agent.Name)];
}
