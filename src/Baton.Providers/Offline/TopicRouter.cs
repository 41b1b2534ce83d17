using Baton.Texts.Routers;

namespace Baton.Providers.Offline;

/// <summary>Something that customers write about: an answer of the agent's own, or what a colleague takes.</summary>
/// <param name="To">The handoff that leads there; null for the agent itself.</param>
/// <param name="Owner">Who takes it: the agent, a colleague, or a colleague's colleague.</param>
/// <param name="Answer">The owner's answer that fits best; null if it has none.</param>
internal sealed record Topic(Handoff? To, Agent Owner, Answer? Answer);

/// <summary>One possible target of a text.</summary>
/// <param name="Topic">The likeliest topic of that target.</param>
/// <param name="Confidence">The probability that the text is for this target, compared with the others and with nobody.</param>
/// <param name="InScope">Whether the text is for anybody here.</param>
internal sealed record Way(Topic Topic, double Confidence, bool InScope);

/// <summary>The possible targets of a text.</summary>
/// <param name="Own">The agent itself; null if it has neither examples nor answers.</param>
/// <param name="OwnAnswer">The agent's own answer that fits best; null if the text has nothing to do with any.</param>
/// <param name="Colleagues">The colleagues to hand over to, best first.</param>
internal sealed record Ranking(Way? Own, Answer? OwnAnswer, IReadOnlyList<Way> Colleagues)
{
    /// <summary>The best target of all; null if there is none.</summary>
    public Way? Best => Colleagues.Count > 0 && Colleagues[0].Confidence > (Own?.Confidence ?? 0) ? Colleagues[0] : Own;
}

/// <summary>
/// Knows from the examples in the team file what an agent answers itself and what its colleagues take: those it hands over to, and through
/// them theirs. A <see cref="Router"/> learns the owner of a text.
/// </summary>
internal sealed class TopicRouter
{
    /// <summary>Below this confidence, a text has nothing to do with a target.</summary>
    public const double LeastWeak = 0.2;

    // A few examples never justify certainty.
    private const double MostConfidence = 0.99;

    private readonly Dictionary<string, (Handoff? To, AgentAnswers Answers)> routes = new(StringComparer.Ordinal);
    private readonly Agent agent;
    private readonly Router router;

    public TopicRouter(Agent agent, RouterCache? cache)
    {
        this.agent = agent;
        var examples = new List<RouterExample>();
        // Texts that several would answer, such as thanks, belong to the nearest one.
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

        // Sorted, so that the same examples give the same router in any order.
        examples.Sort((one, other) => string.CompareOrdinal(one.Text, other.Text));
        router = cache is null ? Router.Train(examples) : cache.Get(examples);

        void Learn(Handoff? to, Agent owner)
        {
            var kept = owner
                .Answers.SelectMany(answer => answer.When)
                .Concat(owner.Examples)
                .Select(text => text.Trim())
                .Where(text => text.Any(char.IsLetterOrDigit) && known.Add(text))
                .ToList();
            examples.AddRange(kept.Select(text => new RouterExample(text, owner.Name)));
            if (kept.Count > 0)
                routes.TryAdd(owner.Name, (to, new AgentAnswers(owner, cache)));
        }
    }

    /// <summary>Whether there are no examples.</summary>
    public bool IsEmpty => routes.Count == 0;

    /// <summary>Ranks the possible targets of a text.</summary>
    public Ranking Rank(string text)
    {
        var routing = router.Route(text);
        // One half is enough: a wrong transfer can be handed back.
        var isInScope = routing.OutOfScopeProbability < 0.5;
        var ways = routing
            .Routes.GroupBy(route => routes[route.Name].To)
            .Select(way =>
                (
                    To: way.Key,
                    routes[way.First().Name].Answers,
                    Confidence: way.Sum(route => route.Confidence) * (1 - routing.OutOfScopeProbability)
                )
            )
            .OrderByDescending(way => way.Confidence)
            .Select(way => new Way(new(way.To, way.Answers.Agent, way.Answers.Best(text)), Rounded(way.Confidence), isInScope))
            .ToList();
        var own = ways.Find(way => way.Topic.To is null);
        return new(own, own is null ? null : routes[agent.Name].Answers.Fitting(text), ways.FindAll(way => way.Topic.To is not null));
    }

    /// <summary>What the agent can be asked for, in words for a customer.</summary>
    public string Offer(Func<Handoff, bool> open) =>
        Sentences.List([
            .. agent.Handoffs.Where(open).Select(handoff => handoff.Target.Name),
            .. agent.Answers.Where(IsWorthOffering).Take(3).Select(answer => $"\"{answer.When[0].TrimEnd('.')}\""),
        ]);

    private static double Rounded(double confidence) => Math.Min(Math.Round(confidence, 2), MostConfidence);

    // Greetings and thanks are short and look nothing up.
    private static bool IsWorthOffering(Answer answer) =>
        answer.When.Count > 0 && (answer.LookUp.Count > 0 || RequestSplitter.WordsIn(answer.When[0]) > 4);
}
