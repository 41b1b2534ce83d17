using Baton.Texts.Routers.Contexts;
using Baton.Texts.Routers.Features;
using Baton.Texts.Routers.Learning;
using Baton.Texts.Routers.People;

namespace Baton.Texts.Routers;

/// <summary>Trains a text model on examples, and calibrates it on examples that are held out in turn.</summary>
internal sealed class TextTraining
{
    private const float Cost = 1;

    // If texts have several routes, a route has fewer texts of its own, which therefore count more.
    private const float CostOfSeveral = 2;

    // A message in the middle of a dialogue often does not show its route by itself, so a violated margin counts less.
    private const float CostWithContext = 0.25f;
    private const int FoldCount = 5;

    // With this many examples, one held-out fold is enough for calibration.
    private const int ManyExamples = 2_000;
    private const int DialogueFolds = 3;
    private const int LeastRoutesToLeaveOut = 3;

    // From this share of examples with several routes on, several routes count as usual.
    private const double SeveralFrom = 0.1;

    private readonly IReadOnlyList<RouterExample> given;
    private readonly RouterOptions options;
    private readonly List<DialogueTurn> turns;
    private readonly TrainingTexts texts;
    private readonly Neighbours neighbours;
    private readonly HeldOut heldOut;
    private readonly bool several;
    private readonly float cost;

    private TextTraining(IReadOnlyList<RouterExample> examples, RouterOptions options, TextEmbeddings embeddings)
    {
        given = examples;
        this.options = options;
        turns = [.. DialogueTurn.In(options.Dialogues)];
        texts = new([.. given, .. turns.Select(turn => new RouterExample(turn.Text, turn.Route))], embeddings);
        neighbours = Neighbours.Of(texts.Rows, texts.Vocabulary.Count, Array.ConvertAll(texts.Labels, routes => routes.Length == 0));
        heldOut = new(texts, neighbours, texts.Frequency(Enumerable.Range(0, texts.Rows.Count)));
        several =
            texts.Labels.Count(routes => routes.Length > 1) >= SeveralFrom * Math.Max(1, texts.Labels.Count(routes => routes.Length > 0));
        cost =
            turns.Count > 0 ? CostWithContext
            : several ? CostOfSeveral
            : Cost;
    }

    /// <summary>Learns from examples.</summary>
    public static TextModel Learn(IReadOnlyList<RouterExample> examples, RouterOptions options, TextEmbeddings embeddings)
    {
        // In parallel with the rest, because it shares nothing with it.
        var wish = Task.Run(() => PersonWish.Learn(examples, options.Validation));
        return new TextTraining(examples, options, embeddings).Learn(wish);
    }

    private TextModel Learn(Task<PersonWish> wish)
    {
        var whole = Train([.. Enumerable.Range(0, texts.Rows.Count)]);
        HoldOut(whole);
        var calibration = heldOut.Calibrate(several);
        var model = new TextModel
        {
            Names = texts.Names,
            Several = several,
            Vocabulary = texts.Vocabulary,
            EmbeddingSize = texts.Embeddings.Size,
            Weights = whole.Weights,
            Neighbours = neighbours,
            Labels = texts.Labels,
            Calibration = calibration,
            Rejection = heldOut.LearnRejection(calibration.Temperature, options.KeptInScope),
            PersonWish = wish.GetAwaiter().GetResult(),
            Context = ContextModel.Default,
        };
        return turns.Count == 0 ? model : model with { Context = LearnContext(model, whole) };
    }

    private LinearSolution Train(int[] chosen, LinearSolution? near = null) =>
        LinearMachine.Train(texts.Rows, chosen, texts.Labels, texts.Names.Length, texts.Features, cost, near);

    // The models for held-out texts are independent, so they are trained in parallel.
    private void HoldOut(LinearSolution whole)
    {
        List<Action<HeldOut>> parts = [];
        if (options.Validation.Count > 0)
            parts.Add(part => part.Add(options.Validation, whole.Weights));
        else if (texts.Examples > 1)
            parts.AddRange(Folds(whole));
        if (!(options.Validation.Count > 0 ? options.Validation : given).Any(example => example.Routes.Count == 0))
            parts.AddRange(RoutesLeftOut(whole));
        var held = new HeldOut[parts.Count];
        var judging = new Task[parts.Count];
        for (var at = 0; at < held.Length; at++)
        {
            var (judge, part) = (parts[at], held[at] = heldOut.Part());
            judging[at] = Task.Run(() => judge(part));
        }

        Task.WaitAll(judging);
        foreach (var part in held)
            heldOut.Add(part);
    }

    private IEnumerable<Action<HeldOut>> Folds(LinearSolution whole)
    {
        // Ordered by first route, so that each fold has examples of each route.
        var foldOf = new int[texts.Rows.Count];
        var at = 0;
        foreach (var row in Enumerable.Range(0, texts.Examples).OrderBy(row => texts.Labels[row].Length == 0 ? -1 : texts.Labels[row][0]))
            foldOf[row] = at++ % FoldCount;
        return Enumerable
            .Range(0, texts.Examples > ManyExamples ? 1 : FoldCount)
            .Select<int, Action<HeldOut>>(fold =>
                part =>
                {
                    var weights = Train(
                        [.. Enumerable.Range(0, foldOf.Length).Where(row => row >= texts.Examples || foldOf[row] != fold)],
                        whole
                    ).Weights;
                    for (var row = 0; row < texts.Examples; row++)
                    {
                        if (foldOf[row] == fold)
                            part.Add(row, weights);
                    }
                }
            );
    }

    // If no example is out of scope, the texts of some routes are used as such, for a model that was not trained on these routes.
    private IEnumerable<Action<HeldOut>> RoutesLeftOut(LinearSolution whole)
    {
        var groups = Math.Min(texts.Names.Length, FoldCount);
        var count =
            texts.Names.Length < LeastRoutesToLeaveOut ? 0
            : texts.Examples > ManyExamples ? 1
            : groups;
        return Enumerable
            .Range(0, count)
            .Select<int, Action<HeldOut>>(left =>
                part =>
                {
                    bool IsLeft(int row) => Array.Exists(texts.Labels[row], route => route % groups == left);
                    int[] kept = [.. Enumerable.Range(0, texts.Rows.Count).Where(row => !IsLeft(row))];
                    var weights = Train(kept, whole).Weights;
                    var frequency = texts.Frequency(kept);
                    for (var row = 0; row < texts.Examples; row++)
                    {
                        if (IsLeft(row))
                            part.AddOutside(row, weights, route => route % groups != left, IsLeft, frequency);
                    }
                }
            );
    }

    private ContextModel LearnContext(TextModel model, LinearSolution whole)
    {
        List<double[][]> known = [];
        List<int> chosen = [];
        var all = Enumerable.Range(0, texts.Rows.Count).ToArray();
        for (var fold = 0; fold < DialogueFolds; fold++)
        {
            var held = fold;
            var inOthers = all.Where(row => TurnOf(row) is not { } turn || turn.Dialogue % DialogueFolds != held).ToArray();
            var judge = model with
            {
                Weights = Train(inOthers, whole).Weights,
                Context = new(
                    ContextModel.General,
                    TrainMoves(inOthers),
                    CountWays(turns.Where(turn => turn.Dialogue % DialogueFolds != held))
                ),
            };
            foreach (var turn in turns.Where(turn => turn.Dialogue % DialogueFolds == held))
                Add(turn, judge);
        }

        return new(ContextModel.Learn(known, chosen), TrainMoves(all), CountWays(turns));

        void Add(DialogueTurn turn, TextModel judge)
        {
            var candidates = judge.Numbers(turn.Candidates);
            var right = candidates.IndexOf(judge.Number(turn.Route));
            if (right < 0)
                return;
            bool IsOfDialogue(int row) => TurnOf(row)?.Dialogue == turn.Dialogue;
            known.Add(
                judge.Context.Describe(
                    (judge.Judge(turn.Text, texts.Embeddings, IsOfDialogue), judge.Moves(turn.Text, texts.Embeddings)),
                    [
                        .. turn.Unanswered.Select(text =>
                            (judge.Judge(text, texts.Embeddings, IsOfDialogue), judge.Moves(text, texts.Embeddings))
                        ),
                    ],
                    candidates,
                    turn.Holder is { } holder ? judge.Number(holder) : -1,
                    route => turn.Seen.Contains(judge.Names[route])
                )
            );
            chosen.Add(right);
        }
    }

    private DialogueTurn? TurnOf(int row) => row >= given.Count && row < texts.Examples ? turns[row - given.Count] : null;

    private int[] CountWays(IEnumerable<DialogueTurn> among)
    {
        var routes = texts.Names.Length;
        var ways = new int[(routes + 1) * routes];
        foreach (var turn in among)
            ways[
                ((turn.Holder is { } holder ? Array.IndexOf(texts.Names, holder) : routes) * routes)
                    + Array.IndexOf(texts.Names, turn.Route)
            ]++;
        return ways;
    }

    private LinearWeights TrainMoves(IEnumerable<int> rows)
    {
        var labels = Enumerable
            .Range(0, texts.Rows.Count)
            .Select(row => TurnOf(row) is { } turn && turn.Route != turn.Holder ? new[] { 0 } : [])
            .ToArray();
        return LinearMachine
            .Train(texts.Rows, [.. rows.Where(row => TurnOf(row)?.Holder is not null)], labels, 1, texts.Features, CostWithContext)
            .Weights;
    }
}
