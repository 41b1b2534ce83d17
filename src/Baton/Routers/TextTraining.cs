using Baton.Routers.Contexts;
using Baton.Routers.Learning;
using Baton.Routers.People;
using Baton.Routers.Texts;

namespace Baton.Routers;

/// <summary>Learns from examples what a text is about, and from examples held out in turn how far to trust that.</summary>
internal sealed class TextTraining
{
    private const float Cost = 1;

    // A message in the middle of a dialogue often says nothing of its route by itself, so a violated margin means less.
    private const float CostWithContext = 0.25f;
    private const int Folds = 5;

    // With so many examples, one fold held out is enough to calibrate on.
    private const int ManyExamples = 2_000;
    private const int DialogueFolds = 3;

    // From this share of examples with several routes on, having several is usual.
    private const double SeveralFrom = 0.1;

    private readonly IReadOnlyList<RouterExample> given;
    private readonly RouterOptions options;
    private readonly List<DialogueTurn> turns;
    private readonly TrainingTexts texts;
    private readonly Neighbours neighbours;
    private readonly HeldOut heldOut;

    private TextTraining(IEnumerable<RouterExample> examples, RouterOptions options)
    {
        given = [.. examples];
        this.options = options;
        turns = [.. DialogueTurn.In(options.Dialogues)];
        texts = new([.. given, .. turns.Select(turn => new RouterExample(turn.Text, turn.Route))]);
        neighbours = Neighbours.Of(texts.Rows, texts.Vocabulary.Count, [.. texts.Labels.Select(routes => routes.Length == 0)]);
        heldOut = new(texts, neighbours);
    }

    /// <summary>Learns from examples.</summary>
    public static TextModel Learn(IEnumerable<RouterExample> examples, RouterOptions options) => new TextTraining(examples, options).Learn();

    private TextModel Learn()
    {
        var several = texts.Labels.Count(routes => routes.Length > 1) >= SeveralFrom * Math.Max(1, texts.Labels.Count(routes => routes.Length > 0));
        var weights = Train([.. Enumerable.Range(0, texts.Rows.Count)]);
        if (options.Validation.Count > 0)
            heldOut.Add(options.Validation, weights);
        else if (texts.Examples > 1)
            HoldOutFolds();
        var calibration = heldOut.Calibrate(several);
        var model = new TextModel
        {
            Names = texts.Names,
            Several = several,
            Vocabulary = texts.Vocabulary,
            Weights = weights,
            Neighbours = neighbours,
            Labels = texts.Labels,
            Calibration = calibration,
            Rejection = heldOut.LearnRejection(calibration.Temperature, options.KeptInScope),
            PersonWish = PersonWish.Learn(given, options.Validation),
            Context = ContextModel.Default,
        };
        return turns.Count == 0 ? model : model with { Context = LearnContext(model) };
    }

    private LinearWeights Train(int[] chosen) => LinearMachine.Train(texts.Rows, chosen, texts.Labels, texts.Names.Length, texts.Vocabulary.Count, turns.Count > 0 ? CostWithContext : Cost);

    private void HoldOutFolds()
    {
        // Neighbours in the order of their first route, so that each fold has of each route.
        var foldOf = new int[texts.Rows.Count];
        var at = 0;
        foreach (var row in Enumerable.Range(0, texts.Examples).OrderBy(row => texts.Labels[row].Length == 0 ? -1 : texts.Labels[row][0]))
            foldOf[row] = at++ % Folds;
        for (var fold = 0; fold < (texts.Examples > ManyExamples ? 1 : Folds); fold++)
        {
            var weights = Train([.. Enumerable.Range(0, foldOf.Length).Where(row => row >= texts.Examples || foldOf[row] != fold)]);
            for (var row = 0; row < texts.Examples; row++)
            {
                if (foldOf[row] == fold)
                    heldOut.Add(row, weights);
            }
        }
    }

    private ContextModel LearnContext(TextModel model)
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
                Weights = Train(inOthers),
                Context = new(ContextModel.General, TrainMoves(inOthers), CountWays(turns.Where(turn => turn.Dialogue % DialogueFolds != held))),
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
            known.Add(judge.Context.Describe(
                (judge.Judge(turn.Text, IsOfDialogue), judge.Moves(turn.Text)),
                [.. turn.Unanswered.Select(text => (judge.Judge(text, IsOfDialogue), judge.Moves(text)))],
                candidates,
                turn.Holder is { } holder ? judge.Number(holder) : -1,
                route => turn.Seen.Contains(judge.Names[route])));
            chosen.Add(right);
        }
    }

    private DialogueTurn? TurnOf(int row) => row >= given.Count && row < texts.Examples ? turns[row - given.Count] : null;

    private int[] CountWays(IEnumerable<DialogueTurn> among)
    {
        var routes = texts.Names.Length;
        var ways = new int[(routes + 1) * routes];
        foreach (var turn in among)
            ways[((turn.Holder is { } holder ? Array.IndexOf(texts.Names, holder) : routes) * routes) + Array.IndexOf(texts.Names, turn.Route)]++;
        return ways;
    }

    private LinearWeights TrainMoves(IEnumerable<int> rows)
    {
        var labels = Enumerable.Range(0, texts.Rows.Count).Select(row => TurnOf(row) is { } turn && turn.Route != turn.Holder ? new[] { 0 } : []).ToArray();
        return LinearMachine.Train(texts.Rows, [.. rows.Where(row => TurnOf(row)?.Holder is not null)], labels, 1, texts.Vocabulary.Count, CostWithContext);
    }
}
