using Baton.Routers.Contexts;
using Baton.Routers.Parts;
using Baton.Routers.Texts;

namespace Baton.Routers;

/// <summary>Reads one message: its parts, what each is about, and what the context says to that.</summary>
internal sealed class Reading
{
    [ThreadStatic]
    private static WordReader? words;

    private readonly TextModel model;
    private readonly string message;
    private readonly RoutingContext? context;
    private readonly IReadOnlyList<int> candidates;
    private readonly IReadOnlyList<(Judgement Judged, double Moves)> before;
    private readonly int holder;

    private Reading(TextModel model, string message, RoutingContext? context)
    {
        this.model = model;
        this.message = message;
        this.context = context;
        candidates = model.Numbers(context?.Candidates);
        holder = context?.Holder is { } name ? model.Number(name) : -1;
        before = context is null ? [] : [.. context.Unanswered.TakeLast(ContextModel.MostUnanswered).Select(text => (model.Judge(text), model.Moves(text)))];
    }

    /// <summary>Says where a message should go.</summary>
    public static Routing Of(TextModel model, string message, RoutingContext? context) => new Reading(model, message, context).Route();

    private Routing Route()
    {
        var whole = model.Judge(message);
        var clauses = MessageCutter.Cut(message, words ??= new());
        var parts = clauses.Count switch
        {
            0 => [],
            1 => [new(clauses[0].Start, clauses[0].End, whole)],
            _ => PartFinder.Find(clauses, (start, end) => start == clauses[0].Start && end == clauses[^1].End ? whole : model.Judge(message.AsSpan(start, end - start))),
        };
        var wish = model.PersonWish.Probability(message);
        var confidences = Confidences(whole, message);
        var outOfScope = whole.OutOfScope;
        var found = new List<RoutingPart>(parts.Count);
        if (parts.Count > 1)
        {
            if (!model.Several)
                Array.Clear(confidences);
            foreach (var part in parts)
            {
                var text = message[part.Start..part.End];
                var own = Confidences(part.Judgement, text);
                for (var option = 0; option < own.Length; option++)
                    confidences[option] = Math.Max(confidences[option], own[option]);
                outOfScope = Math.Min(outOfScope, part.Judgement.OutOfScope);
                found.Add(new(text, part.Start, Ranked(own), IsOutside(part.Judgement.OutOfScope)) { OutOfScopeProbability = part.Judgement.OutOfScope });
            }
        }

        var routes = Ranked(confidences);
        if (parts.Count == 1)
            found.Add(new(message[parts[0].Start..parts[0].End], parts[0].Start, routes, IsOutside(outOfScope)) { OutOfScopeProbability = outOfScope });
        return new()
        {
            Routes = routes,
            OutOfScope = IsOutside(outOfScope),
            OutOfScopeProbability = outOfScope,
            WantsPerson = wish >= 0.5,
            WantsPersonProbability = wish,
            Parts = found,
        };
    }

    private double[] Confidences(Judgement judged, string text)
    {
        if (!model.Several && candidates.Count > 0 && (holder >= 0 || before.Count > 0 || context?.Seen.Count > 0))
        {
            return model.Context.Confidences(model.Context.Describe(
                (judged, model.Moves(text)), before, candidates, holder, route => context!.Seen.Contains(model.Names[route])));
        }

        var confidences = candidates.Select(route => judged.Confidences[route]).ToArray();
        var sum = confidences.Sum();
        if (model.Several || candidates.Count == model.Names.Length || sum <= 0)
            return confidences;
        for (var option = 0; option < confidences.Length; option++)
            confidences[option] /= sum;
        return confidences;
    }

    private RankedRoute[] Ranked(double[] confidences)
    {
        var order = Enumerable.Range(0, confidences.Length).ToArray();

        // Equal ones stay in the order of their names.
        Array.Sort(order, (left, right) => confidences[right].CompareTo(confidences[left]) is var by && by != 0 ? by : left.CompareTo(right));
        return Array.ConvertAll(order, option => new RankedRoute(model.Names[candidates[option]], confidences[option]));
    }

    private bool IsOutside(double outOfScope) => outOfScope > model.Rejection.Threshold;
}
