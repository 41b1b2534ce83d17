using Baton.Texts.Routers;

namespace Baton.Providers.Offline;

/// <summary>Picks the agent's answer that fits a text. It learns the answers on first use.</summary>
internal sealed class AgentAnswers
{
    // From this out-of-scope probability on, a text has nothing to do with any answer.
    private const double Strange = 0.8;

    // An answer is identified by its first example, so that the order in the file makes no difference.
    private readonly Dictionary<string, Answer> routes = new(StringComparer.Ordinal);
    private readonly Lazy<Router> router;

    public AgentAnswers(Agent agent, RouterCache? cache)
    {
        Agent = agent;
        var examples = new List<RouterExample>();
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var answer in agent.Answers)
        {
            var kept = answer.When.Select(text => text.Trim()).Where(text => text.Any(char.IsLetterOrDigit) && known.Add(text)).ToList();
            if (kept.Min(StringComparer.Ordinal) is not { } name)
                continue;
            routes.Add(name, answer);
            examples.AddRange(kept.Select(text => new RouterExample(text, name)));
        }

        examples.Sort((one, other) => string.CompareOrdinal(one.Text, other.Text));
        router = new(() => cache is null ? Router.Train(examples) : cache.Get(examples));
    }

    /// <summary>The agent.</summary>
    public Agent Agent { get; }

    /// <summary>The answer that fits best, however little; null if the agent has none.</summary>
    public Answer? Best(string text) =>
        routes.Count switch
        {
            0 => null,
            1 => routes.Values.First(),
            _ => routes[router.Value.Route(text).Best!.Name],
        };

    /// <summary>The answer that fits; null if the text has nothing to do with any.</summary>
    public Answer? Fitting(string text) =>
        routes.Count > 0 && router.Value.Route(text) is { OutOfScopeProbability: < Strange } routing ? routes[routing.Best!.Name] : null;
}
