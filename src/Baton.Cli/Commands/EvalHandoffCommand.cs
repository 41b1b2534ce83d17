using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Baton.Cli.Evals;
using Baton.Cli.Evals.Handoffs;
using Baton.Cli.Output;
using Baton.Texts.Summaries;

namespace Baton.Cli.Commands;

/// <summary><c>baton eval handoff</c>: how much the built-in briefing keeps of what the next agent needs, and how long it is.</summary>
internal sealed class EvalHandoffCommand : Command
{
    private const double UsualBudget = 0.25;

    private readonly Terminal terminal;
    private readonly Option<string> data = new("--data")
    {
        Description =
            "Dialogues in which the user switches services, one JSON object per line: 'id', and 'turns' with 'speaker' (user or "
            + "system), 'text' and, for the user, 'frames' with 'service', 'intent' and 'slots'.",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<double?> budget = new("--budget")
    {
        Description = "The maximum length of a briefing, as a fraction of the history's tokens. Default: measure a range of budgets.",
        HelpName = "FRACTION",
    };
    private readonly Option<string?> output = new("--out")
    {
        Description =
            "Write each briefing as the receiver reads it to this file, one JSON object per line. Without --budget, the budget is 0.25.",
        HelpName = "FILE",
    };
    private readonly Option<bool> json = new("--json") { Description = "Print the figures as JSON." };

    public EvalHandoffCommand(Terminal terminal)
        : base(
            "handoff",
            "Measures the built-in briefing at each service switch: the share of the values that the next service needs and the "
                + "customer does not repeat (recall), and its length as a share of the history's (compression)."
        )
    {
        this.terminal = terminal;
        Add(data);
        Add(budget);
        Add(output);
        Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var path = terminal.PathOf(parsed.GetRequiredValue(data));
        var fraction = parsed.GetValue(budget);
        if (fraction is not (null or (> 0 and <= 1)))
            throw new BadInputException("--budget must be greater than 0 and at most 1, such as 0.25.");
        var eval = new HandoffEval(Dialogue.ReadFile(path));
        if (eval.Needed == 0)
            throw new BadInputException($"{path}: there is nothing to measure, because no service switch needs a value from before.");
        if (parsed.GetValue(output) is { } file)
            WriteBriefings(eval, fraction ?? UsualBudget, terminal.PathOf(file));
        Show(eval, fraction is { } one ? [eval.At(one)] : [.. eval.Frontier()], parsed.GetValue(json));
        return ExitCode.Served;
    }

    private static void WriteBriefings(HandoffEval eval, double fraction, UserPath file)
    {
        OutputFile.Write(
            file,
            "the briefings",
            path =>
                File.WriteAllLines(
                    path,
                    eval.Switches.Select(at =>
                    {
                        var text = eval.Write(at, fraction);
                        return JsonSerializer.Serialize(
                            new WrittenBriefing(at.Dialogue.Id, at.Turn, WordCount.Of(text), text),
                            EvalOutput.Quoting.WrittenBriefing
                        );
                    })
                )
        );
    }

    private void Show(HandoffEval eval, IReadOnlyList<CarryOver> results, bool asJson)
    {
        if (asJson)
        {
            terminal.Text.WriteLine(
                JsonSerializer.Serialize(new CarryOverReport(eval.Switches.Count, eval.Needed, results), EvalOutput.Quoting.CarryOverReport)
            );
            return;
        }

        var screen = terminal.OpenScreen();
        screen.Line(0, $"{Words.Count(eval.Switches.Count, "switch", "switches")}, {Words.Count(eval.Needed, "needed value")}");
        screen.Gap();
        screen.Table("carry-over", ["briefing", "recall", "compression"], [.. results.Select(Row)]);
    }

    private static Span[] Row(CarryOver result) =>
        [
            new(result.Briefing, Tone.Name),
            result.Recall.ToString("0.000", CultureInfo.InvariantCulture),
            result.Compression.ToString("0.000", CultureInfo.InvariantCulture),
        ];
}
