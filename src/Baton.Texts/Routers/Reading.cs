using Baton.Texts.Routers.Contexts;
using Baton.Texts.Routers.Features;
using Baton.Texts.Routers.Parts;
using Baton.Texts.Routers.People;

namespace Baton.Texts.Routers;

/// <summary>Routes one message: its parts, what each is about, and the influence of the context.</summary>
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

    private readonly TextEmbeddings embeddings;

    private Reading(TextModel model, string message, RoutingContext? context, TextEmbeddings embeddings)
    {
        this.embeddings = embeddings;
        this.model = model;
        this.message = message;
        this.context = context;
        candidates = model.Numbers(context?.Candidates);
        holder = context?.Holder is { } name ? model.Number(name) : -1;
        before = context is null
            ? []
            :
            [
                .. context
                    .Unanswered.TakeLast(ContextModel.MostUnanswered)
                    .Select(text => (model.Judge(text, embeddings), model.Moves(text, embeddings))),
            ];
    }

    /// <summary>Routes a message.</summary>
    public static Routing Of(TextModel model, string message, RoutingContext? context, TextEmbeddings embeddings) =>
        new Reading(model, message, context, embeddings).Route();

    /// <summary>The texts whose vectors are needed before a message is read.</summary>
    public static IEnumerable<string> ToEmbed(string message, RoutingContext? context)
    {
        var clauses = MessageCutter.Cut(message, new());
        return
        [
            message,
            .. clauses.SelectMany((from, at) => clauses.Skip(at).Select(to => message[from.Start..to.End])),
            .. context?.Unanswered.TakeLast(ContextModel.MostUnanswered) ?? [],
        ];
    }

    private Routing Route()
    {
        var whole = model.Judge(message, embeddings);
        var clauses = MessageCutter.Cut(message, words ??= new());
        var parts = clauses.Count switch
        {
            0 => [],
            1 => [new(clauses[0].Start, clauses[0].End, whole)],
            _ => PartFinder.Find(
                clauses,
                (start, end) =>
                    start == clauses[0].Start && end == clauses[^1].End
                        ? whole
                        : model.Judge(message.AsSpan(start, end - start), embeddings)
            ),
        };
        var wish = model.PersonWish.Probability(message);
        var confidences = Confidences(whole, message);
        var outOfScope = whole.OutOfScope;
        var found = new List<RoutingPart>(parts.Count);
        if (parts.Count > 1)
        {
            var said = new double[confidences.Length];
            foreach (var part in parts)
            {
                var text = message[part.Start..part.End];
                var own = Confidences(part.Judgement, text);
                for (var option = 0; option < own.Length; option++)
                    said[option] = Math.Max(said[option], own[option]);
                outOfScope = Math.Min(outOfScope, part.Judgement.OutOfScope);
                found.Add(
                    new(text, part.Start, Ranked(own), IsOutside(part.Judgement.OutOfScope))
                    {
                        OutOfScopeProbability = part.Judgement.OutOfScope,
                    }
                );
            }

            // If texts have several routes by themselves, the whole text is judged better than its parts.
            confidences = model.Several ? confidences : said;
        }

        var routes = Ranked(confidences);
        if (parts.Count == 1)
            found.Add(
                new(message[parts[0].Start..parts[0].End], parts[0].Start, routes, IsOutside(outOfScope))
                {
                    OutOfScopeProbability = outOfScope,
                }
            );
        return new()
        {
            Routes = routes,
            OutOfScope = IsOutside(outOfScope),
            OutOfScopeProbability = outOfScope,
            WantsPerson = PersonWish.Says(wish),
            WantsPersonProbability = wish,
            Parts = found,
        };
    }

    private double[] Confidences(Judgement judged, string text)
    {
        if (!model.Several && candidates.Count > 0 && (holder >= 0 || before.Count > 0 || context?.Seen.Count > 0))
        {
            return model.Context.Confidences(
                model.Context.Describe(
                    (judged, model.Moves(text, embeddings)),
                    before,
                    candidates,
                    holder,
                    route => context!.Seen.Contains(model.Names[route])
                )
            );
        }

        var confidences = new double[candidates.Count];
        var sum = 0.0;
        for (var option = 0; option < confidences.Length; option++)
            sum += confidences[option] = judged.Confidences[candidates[option]];
        if (model.Several || candidates.Count == model.Names.Length || sum <= 0)
            return confidences;
        for (var option = 0; option < confidences.Length; option++)
            confidences[option] /= sum;
        return confidences;
    }

    private RankedRoute[] Ranked(double[] confidences)
    {
        var order = Enumerable.Range(0, confidences.Length).ToArray();

        // Equal confidences stay in the order of the names.
        Array.Sort(
            order,
            (left, right) => confidences[right].CompareTo(confidences[left]) is var by && by != 0 ? by : left.CompareTo(right)
        );
        return Array.ConvertAll(order, option => new RankedRoute(model.Names[candidates[option]], confidences[option]));
    }

    private bool IsOutside(double outOfScope) => outOfScope > model.Rejection.Threshold;
}
