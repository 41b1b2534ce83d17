using System.Globalization;
using Baton.Texts.Facts;
using Baton.Texts.Summaries;

namespace Baton.Cli.Evals.Handoffs;

/// <summary>Measures the built-in briefing at service switches, and the last turns as a baseline.</summary>
internal sealed class HandoffEval
{
    private static readonly double[] Budgets = [0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.50, 0.60];
    private static readonly int[] Windows = [2, 4, 6, 8, 10];

    private readonly Dictionary<ServiceSwitch, IReadOnlyList<Fact>> facts;

    public HandoffEval(IEnumerable<Dialogue> dialogues)
    {
        Switches = [.. dialogues.SelectMany(ServiceSwitch.In)];
        facts = Switches.ToDictionary(at => at, at => FactFinder.Find(at.Utterances));
    }

    public IReadOnlyList<ServiceSwitch> Switches { get; }

    /// <summary>The number of needed values over all switches.</summary>
    public int Needed => Switches.Sum(at => at.Needed.Count);

    /// <summary>The results for every budget, and for the baselines: the last turns, and all turns.</summary>
    public IEnumerable<CarryOver> Frontier() =>
        [
            .. Budgets.Select(At),
            .. Windows.Select(turns => CarryOver.Measure($"last {turns} turns", null, Switches, at => at.History(turns))),
            CarryOver.Measure("verbatim", null, Switches, at => at.History(at.Turn)),
        ];

    /// <summary>The result of the built-in briefing for one budget.</summary>
    public CarryOver At(double budget) =>
        CarryOver.Measure($"budget {budget.ToString("0.00##", CultureInfo.InvariantCulture)}", budget, Switches, at => Write(at, budget));

    /// <summary>The briefing as its receiver reads it. The budget is a fraction of the history's tokens, rounded.</summary>
    public string Write(ServiceSwitch at, double budget) =>
        ExtractiveSummary.Write(at.Utterances, facts[at], (int)Math.Round(budget * at.HistoryTokens));
}
