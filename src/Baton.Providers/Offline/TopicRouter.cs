using Baton.Texts.Routers;

namespace Baton.Providers.Offline;

/// <summary>Something that customers write about: an answer of the agent's own, or what a colleague takes.</summary>
/// <param name="To">The handoff that leads there; null for the agent's own.</param>
/// <param name="Owner">Who takes it: the agent, a colleague, or a colleague's colleague.</param>
/// <param name="Answer">The owner's answer that fits best; null when it has none.</param>
internal sealed record Topic(Handoff? To, Agent Owner, Answer? Answer);

/// <summary>A way that a text could go.</summary>
/// <param name="Topic">The likeliest topic of that way.</param>
/// <param name="Confidence">How likely it is that the text is for this way, beside the other ways and nobody at all.</param>
/// <param name="InScope">Whether the text is for anybody here.</param>
internal sealed record Way(Topic Topic, double Confidence, bool InScope);

/// <summary>Where a text could go.</summary>
/// <param name="Own">Answering it; null when the agent has neither examples nor answers.</param>
/// <param name="OwnAnswer">The answer of the agent's own that fits best; null when the text has nothing to do with any.</param>
/// <param name="Colleagues">Handing it over, best first, one way for each colleague.</param>
internal sealed record Ranking(Way? Own, Answer? OwnAnswer, IReadOnlyList<Way> Colleagues)
{
    /// <summary>The best way of all; null when there is none.</summary>
    public Way? Best => Colleagues.Count > 0 && Colleagues[0].Confidence > (Own?.Confidence ?? 0) ? Colleagues[0] : Own;
}

/// <summary>
/// Knows from the examples in the team file what an agent answers itself and what its colleagues take: those it hands over to, and
/// through them theirs. A <see cref="Router"/> learns whose a text is.
/// </summary>
internal sealed class TopicRouter
{
    /// <summary>Below this, a text has nothing to do with a way.</summary>
    public const double LeastWeak = 0.2;

    // A handful of examples never makes certain.
    private const double MostConfidence = 0.99;

    private readonly Dictionary<string, (Handoff? To, AgentAnswers Answers)> routes = new(StringComparer.Ordinal);
    private readonly Agent agent;
    private readonly Router router;

    public TopicRouter(Agent agent, RouterCache? cache)
    {
        this.agent = agent;
        var examples = new List<RouterExample>();
        // What several would answer, such as thanks, is the nearest one's.
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Learn(null, agent);
        foreach (var handoff in agent.Handoffs)
            Learn(handoff, handoff.Target);

        var near = agent.Handoffs.Select(handoff => handoff.Target).Append(agent).ToHashSet();
        foreach (var handoff in agent.Handoffs)
        {
            foreach (var further in handoff.Target.Handoffs.Where(further => !near.Contains(further.Target)))
                Learn(handoff, further.Target);
        }

        // In whatever order they stand, the same examples make the same router.
        examples.Sort((one, other) => string.CompareOrdinal(one.Text, other.Text));
        router = cache is null ? Router.Train(examples) : cache.Get(examples);

        void Learn(Handoff? to, Agent owner)
        {
            var kept = owner.Answers.SelectMany(answer => answer.When).Concat(owner.Examples).Select(text => text.Trim()).Where(text => text.Any(char.IsLetterOrDigit) && known.Add(text)).ToList();
            examples.AddRange(kept.Select(text => new RouterExample(text, owner.Name)));
            if (kept.Count > 0)
                routes.TryAdd(owner.Name, (to, new AgentAnswers(owner, cache)));
        }
    }

    /// <summary>Whether there is nothing to go by.</summary>
    public bool IsEmpty => routes.Count == 0;

    /// <summary>Ranks the ways that a text could go.</summary>
    public Ranking Rank(string text)
    {
        var routing = router.Route(text);
        // As likely as not: a transfer can be handed back, and a stranger's text is told from it by what it lacks.
        var isInScope = routing.OutOfScopeProbability < 0.5;
        var ways = routing.Routes
            .GroupBy(route => routes[route.Name].To)
            .Select(way => (To: way.Key, routes[way.First().Name].Answers, Confidence: way.Sum(route => route.Confidence) * (1 - routing.OutOfScopeProbability)))
            .OrderByDescending(way => way.Confidence)
            .Select(way => new Way(new(way.To, way.Answers.Agent, way.Answers.Best(text)), Rounded(way.Confidence), isInScope))
            .ToList();
        var own = ways.Find(way => way.Topic.To is null);
        return new(own, own is null ? null : routes[agent.Name].Answers.Fitting(text), ways.FindAll(way => way.Topic.To is not null));
    }

    /// <summary>What the agent can be asked, for a customer to read.</summary>
    public string Offer(Func<Handoff, bool> open) => Sentences.List(
        [
            .. agent.Handoffs.Where(open).Select(handoff => handoff.Target.Name),
            .. agent.Answers.Where(IsWorthOffering).Take(3).Select(answer => $"\"{answer.When[0].TrimEnd('.')}\""),
        ]);

    private static double Rounded(double confidence) => Math.Min(Math.Round(confidence, 2), MostConfidence);

    // Greetings and thanks are short and look nothing up.
    private static bool IsWorthOffering(Answer answer) =>
        answer.When.Count > 0 && (answer.LookUp.Count > 0 || RequestSplitter.WordsIn(answer.When[0]) > 4);
}
