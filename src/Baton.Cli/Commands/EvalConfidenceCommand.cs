using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Baton.Cli.Commands.Options;
using Baton.Cli.Evals;
using Baton.Cli.Evals.Confidences;
using Baton.Cli.Evals.Routing;
using Baton.Cli.Output;
using Baton.Texts.Routers;

namespace Baton.Cli.Commands;

/// <summary><c>baton eval confidence</c>: how well confidence predicts correct answers, and which threshold to use.</summary>
internal sealed class EvalConfidenceCommand : Command
{
    private static readonly double[] Coverages = [0.5, 0.8, 0.9, 0.95];

    private readonly Terminal terminal;
    private readonly Option<string[]> validation = new("--val")
    {
        Description =
            "The data on which thresholds are chosen: one JSON object per line with 'confidence' and 'correct'. With --train: labelled "
            + "texts, in the format of --train.",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> test = new("--test")
    {
        Description = "The data on which the thresholds are tested, in the same format.",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> train = new("--train")
    {
        Description =
            "Trains a router on these texts and evaluates its confidence. One JSON object per line: 'text', and 'routes' with the right "
            + "routes (empty: out of scope).",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string?> by = new("--by")
    {
        Description = "With --train: the field with a text's label, routes or intent. Default: routes.",
        HelpName = "FIELD",
    };
    private readonly Option<double> precision = new("--precision")
    {
        Description = "The precision that the suggested threshold must reach.",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0.95,
    };
    private readonly Option<string?> output = new("--out")
    {
        Description = "Write plots of the test data to this folder: reliability.svg and risk.svg.",
        HelpName = "FOLDER",
    };
    private readonly Option<bool> json = new("--json") { Description = "Print the figures as JSON." };

    public EvalConfidenceCommand(Terminal terminal)
        : base("confidence", "Measures how well confidence predicts correct answers, and suggests a threshold.")
    {
        this.terminal = terminal;
        foreach (var option in new Option[] { validation, test, train, by, precision, output, json })
            Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var wanted = parsed.GetValue(precision);
        if (wanted is not (> 0 and <= 1))
            throw new BadInputException("--precision must be greater than 0 and at most 1, such as 0.95.");
        var (chosen, judged) = Answers(parsed);
        var (from, on, reliability) = (new RiskCurve(chosen), new RiskCurve(judged), Reliability.Of(judged));
        var suggested = from.ForPrecision(wanted);
        var suggestion = suggested is null ? null : on.At(suggested.Threshold);
        if (parsed.GetValue(output) is { } folder)
        {
            OutputFile.Write(
                terminal.PathOf(folder),
                "the plots",
                path =>
                {
                    Directory.CreateDirectory(path);
                    File.WriteAllText(Path.Combine(path, "reliability.svg"), ConfidencePlots.ReliabilityOf(reliability, "confidence"));
                    File.WriteAllText(Path.Combine(path, "risk.svg"), ConfidencePlots.RiskOf(on, suggestion));
                }
            );
        }

        var coverages = Array.ConvertAll(
            Coverages,
            share => from.ForCoverage(share) is var point ? (Share: share, From: point, On: on.At(point.Threshold)) : default
        );
        if (parsed.GetValue(json))
        {
            terminal.Text.WriteLine(
                JsonSerializer.Serialize(
                    new ConfidenceReport(
                        reliability.Error,
                        on.Area,
                        coverages.Select(row => new Coverage(row.Share, row.From.Threshold, row.From, row.On)),
                        new Suggestion(wanted, suggested?.Threshold, suggested, suggestion)
                    ),
                    EvalOutput.Default.ConfidenceReport
                )
            );
            return ExitCode.Served;
        }

        var screen = terminal.OpenScreen();
        screen.Line(0, $"thresholds chosen on {Words.Count(chosen.Count, "answer")}, tested on {Words.Count(judged.Count, "answer")}");
        screen.Line(
            0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"calibration error (ECE) {reliability.Error:0.0000}, area under the risk-coverage curve {on.Area:0.0000}"
            )
        );
        screen.Gap();
        screen.Table(
            "risk at coverage",
            ["target", "threshold", "coverage", "risk", "validation risk"],
            [
                .. coverages.Select(row =>
                    new Span[]
                    {
                        new(Words.Share(row.Share), Tone.Name),
                        Number(row.From.Threshold),
                        Words.Share(row.On.Coverage),
                        (Words.Share(row.On.Risk) ?? "-"),
                        (Words.Share(row.From.Risk) ?? "-"),
                    }
                ),
            ]
        );
        screen.Gap();
        if (suggested is null || suggestion is null)
        {
            screen.Line(0, $"No threshold reaches a precision of {Words.Share(wanted)} on the validation data.");
            return ExitCode.Served;
        }

        screen.Line(0, $"Suggested threshold for a precision of {Words.Share(wanted)}: at_least: {Number(suggested.Threshold)}");
        screen.Table(
            "at the suggested threshold",
            ["figure", "validation", "test"],
            [
                Row("precision", point => Words.Share(1 - point.Risk) ?? "-"),
                Row("accepted", point => Of(point.Acted, point.Answers)),
                Row("escalated", point => Of(point.Held, point.Answers)),
                Row("  rightly (wrong answer)", point => Of(point.HeldRightly, point.Held)),
                Row("  needlessly (right answer)", point => Of(point.HeldWrongly, point.Held)),
            ]
        );
        return ExitCode.Served;

        Span[] Row(string name, Func<RiskPoint, string> figure) => [new(name, Tone.Name), figure(suggested), figure(suggestion)];
    }

    private (List<(double Confidence, bool Right)> Chosen, List<(double Confidence, bool Right)> Judged) Answers(ParseResult parsed)
    {
        var field = parsed.GetValue(by);
        var byIntent = RouteField.IsIntent(field);
        if (parsed.GetValue(train) is not { Length: > 0 } learned)
        {
            return field is null
                ? (Prediction.ReadFiles(Files(parsed, validation)), Prediction.ReadFiles(Files(parsed, test)))
                : throw new BadInputException("--by can only be used with --train.");
        }

        var texts = RoutingText.ReadFiles(learned.Select(terminal.PathOf), byIntent);
        var held = RoutingText.ReadFiles(Files(parsed, validation), byIntent);
        var asked = RoutingText.ReadFiles(Files(parsed, test), byIntent);
        var eval = new RoutingEval(Examples(texts), [.. held, .. asked], new() { Validation = Examples(held) });
        var answers = eval.Texts.Select(text => text.Answer).ToList();
        return (answers[..held.Count], answers[held.Count..]);
    }

    private IEnumerable<UserPath> Files(ParseResult parsed, Option<string[]> option) =>
        parsed.GetRequiredValue(option).Select(terminal.PathOf);

    private static List<RouterExample> Examples(List<RoutingText> texts) =>
        texts.ConvertAll(text => new RouterExample(text.Text, text.Routes));

    private static string Number(double number) => number.ToString("0.###############", CultureInfo.InvariantCulture);

    private static string Of(int part, int whole) =>
        whole == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{part} ({100.0 * part / whole:0.0} %)");
}
