using Baton.Agents;
using Baton.Handoffs;

namespace Baton.Providers.Offline;

/// <summary>Something that customers write about: an answer of the agent's own, or what a colleague takes.</summary>
/// <param name="To">The handoff that leads there; null for the agent's own.</param>
/// <param name="Owner">Who takes it: the agent, a colleague, or a colleague's colleague.</param>
/// <param name="Answer">The answer, when the example belongs to one.</param>
internal sealed record Topic(Handoff? To, Agent Owner, Answer? Answer);

/// <summary>A way that a text could go.</summary>
/// <param name="Topic">The topic of that way that is most like the text.</param>
/// <param name="Score">How alike they are, 0 to 1.</param>
/// <param name="Confidence">How sure this way is, beside the other ways and none at all.</param>
internal sealed record Way(Topic Topic, double Score, double Confidence)
{
    /// <summary>Whether the text is about this at all.</summary>
    public bool InScope => Score >= TopicRouter.LeastInScope;
}

/// <summary>Where a text could go.</summary>
/// <param name="Own">Answering it; null when the agent has neither examples nor answers.</param>
/// <param name="OwnAnswer">The answer that fits best, however little.</param>
/// <param name="Colleagues">Handing it over, best first, one way for each colleague.</param>
internal sealed record Ranking(Way? Own, Way? OwnAnswer, IReadOnlyList<Way> Colleagues)
{
    /// <summary>The best way of all; null when there is none.</summary>
    public Way? Best => Colleagues.Count > 0 && Colleagues[0].Score > (Own?.Score ?? 0) ? Colleagues[0] : Own;
}

/// <summary>
/// Knows from the examples in the team file what an agent answers itself and what its colleagues take: those it hands over to, and
/// through them theirs.
/// </summary>
internal sealed class TopicRouter
{
    /// <summary>Below this, a text has no more in common with an example than any two sentences have.</summary>
    public const double LeastInScope = 0.18;

    /// <summary>Below this, a text has nothing to do with an example.</summary>
    public const double LeastWeak = 0.08;

    private const double Temperature = 0.06;

    // A handful of examples never makes certain.
    private const double MostConfidence = 0.99;

    // Somebody who can take it at once is better than somebody who knows somebody.
    private const double ThroughColleague = 0.9;

    private readonly List<Topic> topics = [];
    private readonly ExampleClassifier classifier;
    private readonly Agent agent;

    public TopicRouter(Agent agent)
    {
        this.agent = agent;
        var examples = new List<Example>();
        Learn(null, agent);
        foreach (var handoff in agent.Handoffs)
            Learn(handoff, handoff.Target);

        var near = agent.Handoffs.Select(handoff => handoff.Target).Append(agent).ToHashSet();
        foreach (var handoff in agent.Handoffs)
        {
            foreach (var further in handoff.Target.Handoffs.Where(further => !near.Contains(further.Target)))
                Learn(handoff, further.Target);
        }

        classifier = new(examples, topics.Count);

        void Learn(Handoff? to, Agent owner)
        {
            Add(new(to, owner, null), owner.Examples);
            foreach (var answer in owner.Answers)
                Add(new(to, owner, answer), answer.When);
        }

        void Add(Topic topic, IEnumerable<string> texts)
        {
            var before = examples.Count;
            examples.AddRange(texts.Where(text => text.Any(char.IsLetterOrDigit)).Select(text => new Example(text, topics.Count)));
            if (examples.Count > before)
                topics.Add(topic);
        }
    }

    /// <summary>Whether there is nothing to go by.</summary>
    public bool IsEmpty => topics.Count == 0;

    /// <summary>Ranks the ways that a text could go.</summary>
    public Ranking Rank(string text)
    {
        var scores = classifier.Similarities(text);
        for (var topic = 0; topic < topics.Count; topic++)
        {
            if (topics[topic].To is { } to && to.Target != topics[topic].Owner)
                scores[topic] *= ThroughColleague;
        }

        // An answer is more precise than the examples of the same agent, so it goes first when they are level.
        var ways = topics.Select((topic, at) => (Topic: topic, Score: scores[at]))
            .GroupBy(scored => scored.Topic.To)
            .Select(way => way.OrderByDescending(scored => scored.Score).ThenBy(scored => scored.Topic.Answer is null).First())
            .ToList();
        var none = Math.Exp(LeastInScope / Temperature);
        var sum = none + ways.Sum(way => Math.Exp(way.Score / Temperature));
        var ranked = ways
            .Select(way => new Way(way.Topic, way.Score, Math.Min(Math.Round(Math.Exp(way.Score / Temperature) / sum, 2), MostConfidence)))
            .OrderByDescending(way => way.Score)
            .ToList();

        var own = ranked.Find(way => way.Topic.To is null);
        var answers = topics.Select((topic, at) => (Topic: topic, Score: scores[at])).Where(scored => scored.Topic.To is null && scored.Topic.Answer is not null);
        var (answer, score) = answers.OrderByDescending(scored => scored.Score).FirstOrDefault();
        return new(
            own,
            answer is null ? null : new(answer, score, own?.Confidence ?? 0),
            ranked.FindAll(way => way.Topic.To is not null));
    }

    /// <summary>What the agent can be asked, for a customer to read.</summary>
    public string Offer(Func<Handoff, bool> open) => Sentences.List(
        [
            .. agent.Handoffs.Where(open).Select(handoff => handoff.Target.Name),
            .. agent.Answers.Where(IsWorthOffering).Take(3).Select(answer => $"\"{answer.When[0].TrimEnd('.')}\""),
        ]);

    // Greetings and thanks are short and look nothing up.
    private static bool IsWorthOffering(Answer answer) =>
        answer.When.Count > 0 && (answer.LookUp.Count > 0 || RequestSplitter.WordsIn(answer.When[0]) > 4);
}
