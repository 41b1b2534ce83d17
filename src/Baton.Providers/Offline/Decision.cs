namespace Baton.Providers.Offline;

/// <summary>What to do about a request: hand it over, answer it, or neither.</summary>
/// <param name="Request">The request.</param>
/// <param name="To">The colleague who gets it.</param>
/// <param name="Answer">The answer to give.</param>
/// <param name="Others">Other colleagues who might take it, best first.</param>
/// <param name="Confidence">The confidence in the answer.</param>
internal sealed record Decision(
    Request Request,
    Way? To = null,
    Answer? Answer = null,
    IReadOnlyList<Way>? Others = null,
    double Confidence = 0
)
{
    // This agent was briefed to work on the issue, so another handoff needs a clearly better target.
    private const double MarginWhenBriefed = 0.3;
    private const double Margin = 0.02;

    /// <param name="request">The request.</param>
    /// <param name="ranking">Where it could go.</param>
    /// <param name="allowed">Whether a handoff to a colleague is allowed.</param>
    public static Decision On(Request request, Ranking ranking, Func<Way, bool> allowed)
    {
        var briefed = request.Number is not null;
        var best = ranking.Colleagues.FirstOrDefault(allowed);
        var own = ranking.Own?.Confidence ?? 0;
        if (best is { InScope: true } && best.Confidence > own + (briefed ? MarginWhenBriefed : Margin))
            return Over(best);

        var weak = !briefed && best is { Confidence: >= TopicRouter.LeastWeak } ? best : null;
        if (ranking.Own is { InScope: true } || weak is null || (ranking.OwnAnswer is not null && own >= weak.Confidence))
            return new(request, Answer: ranking.OwnAnswer, Confidence: ranking is { OwnAnswer: not null, Own.InScope: true } ? own : 0);
        return Over(weak);

        Decision Over(Way to) => new(request, To: to, Others: [.. ranking.Colleagues.Where(way => way != to && way.Confidence > 0)]);
    }
}
