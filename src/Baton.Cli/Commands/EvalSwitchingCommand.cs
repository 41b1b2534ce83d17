using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Baton.Cli.Evals;
using Baton.Cli.Evals.Switching;
using Baton.Cli.Output;

namespace Baton.Cli.Commands;

/// <summary><c>baton eval switching</c>: whether a router notices when a customer switches tasks.</summary>
internal sealed class EvalSwitchingCommand : Command
{
    private readonly Terminal terminal;
    private readonly Option<string?> data = new("--data")
    {
        Description =
            "Dialogues, one JSON object per line: 'turns' with 'user' and, if there is one, 'task'; 'caps' with the tasks on offer. "
            + "Evaluated by cross-validation.",
        HelpName = "FILE",
    };
    private readonly Option<int> folds = new("--folds")
    {
        Description = "The number of folds for cross-validation.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 5,
    };
    private readonly Option<string?> train = new("--train")
    {
        Description = "Instead of --data: the dialogues to train on.",
        HelpName = "FILE",
    };
    private readonly Option<string?> test = new("--test")
    {
        Description = "Instead of --data: the dialogues to test on.",
        HelpName = "FILE",
    };
    private readonly Option<bool> json = new("--json") { Description = "Print the figures as JSON." };

    public EvalSwitchingCommand(Terminal terminal)
        : base("switching", "Measures how well a router follows customers from task to task, given its own earlier answers.")
    {
        this.terminal = terminal;
        foreach (var option in new Option[] { data, folds, train, test, json })
            Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var eval = new SwitchingEval();
        if (parsed.GetValue(data) is { } path)
        {
            if (parsed.GetValue(train) is not null || parsed.GetValue(test) is not null)
                throw new BadInputException("Give either --data, or --train and --test.");
            var dialogues = TaskDialogue.ReadFile(terminal.PathOf(path));
            var parts = parsed.GetValue(folds);
            if (parts < 2 || parts > dialogues.Count)
                throw new BadInputException(
                    "--folds must be at least 2 and at most the number of dialogues, "
                        + $"{dialogues.Count.ToString(CultureInfo.InvariantCulture)}."
                );
            for (var part = 0; part < parts; part++)
                eval.Run([.. dialogues.Where((_, at) => at % parts != part)], [.. dialogues.Where((_, at) => at % parts == part)]);
        }
        else if (parsed.GetValue(train) is { } learned && parsed.GetValue(test) is { } asked)
            eval.Run(TaskDialogue.ReadFile(terminal.PathOf(learned)), TaskDialogue.ReadFile(terminal.PathOf(asked)));
        else
            throw new BadInputException("Give either --data, or --train and --test.");
        Show(eval.Figures(), parsed.GetValue(json));
        return ExitCode.Served;
    }

    private void Show(SwitchingFigures figures, bool asJson)
    {
        if (asJson)
        {
            terminal.Text.WriteLine(JsonSerializer.Serialize(figures, EvalOutput.Default.SwitchingFigures));
            return;
        }

        var screen = terminal.OpenScreen();
        screen.Line(0, $"tested on {Words.Count(figures.Messages, "message")} with {Words.Count(figures.Switches, "switch", "switches")}");
        screen.Gap();
        screen.Table(
            "switching",
            ["figure", "value"],
            [
                Row("accuracy", figures.Accuracy),
                Row("accuracy on first messages", figures.FirstAccuracy),
                Row("accuracy on switches", figures.SwitchAccuracy),
                Row("false switches", figures.FalseSwitches),
                Row("calibration error (ECE)", figures.CalibrationError),
            ]
        );
    }

    private static Span[] Row(string name, double value) => [new(name, Tone.Name), value.ToString("0.0000", CultureInfo.InvariantCulture)];
}
