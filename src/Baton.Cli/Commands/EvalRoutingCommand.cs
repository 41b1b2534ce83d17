using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Baton.Cli.Commands.Options;
using Baton.Cli.Evals;
using Baton.Cli.Evals.Routing;
using Baton.Cli.Output;
using Baton.Texts.Routers;

namespace Baton.Cli.Commands;

/// <summary><c>baton eval routing</c>: how well a router classifies texts.</summary>
internal sealed class EvalRoutingCommand : Command
{
    private const int MostRanked = 20;

    private readonly Terminal terminal;
    private readonly Option<string[]> train = new("--train")
    {
        Description = "The training data, one JSON object per line: 'text', and 'routes' with the right routes (empty: out of scope).",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> test = new("--test")
    {
        Description = "The test data, in the same format.",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> validation = new("--val")
    {
        Description =
            "The data on which confidence and rejection are calibrated, in the same format. Default: a part of the training data is "
            + "held out.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string> by = new("--by")
    {
        Description = "The field with a text's label: routes or intent.",
        HelpName = "FIELD",
        DefaultValueFactory = _ => "routes",
    };
    private readonly Option<int?> shots = new("--shots")
    {
        Description = "Train on this many texts of each route, chosen at random, and on all texts that are out of scope.",
        HelpName = "COUNT",
    };
    private readonly Option<int> seed = new("--seed")
    {
        Description = "The random seed for --shots.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<double> keep = new("--keep")
    {
        Description = "The share of the texts in scope that must not be rejected.",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0.95,
    };
    private readonly Option<string?> person = new("--person-route")
    {
        Description =
            "The route of the texts in which the customer asks for a person. Without it, the router only uses its built-in examples.",
        HelpName = "NAME",
    };
    private readonly Option<string?> predictions = new("--predictions")
    {
        Description =
            "Write the router's answer to each test text to this file, one JSON object per line: 'text', 'routes' with 'route', 'score' "
            + "and 'chosen', and 'out_of_scope' and 'wants_person' with their scores.",
        HelpName = "FILE",
    };
    private readonly Option<string?> output = new("--out")
    {
        Description = "Write plots to this folder: reliability.svg, risk.svg and confusion.svg.",
        HelpName = "FOLDER",
    };
    private readonly Option<bool> json = new("--json") { Description = "Print the figures as JSON." };

    public EvalRoutingCommand(Terminal terminal)
        : base(
            "routing",
            "Trains a router on labelled texts and measures its accuracy, its calibration and its out-of-scope detection on other texts."
        )
    {
        this.terminal = terminal;
        foreach (var option in new Option[] { train, test, validation, by, shots, seed, keep, person, predictions, output, json })
            Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var byIntent = RouteField.IsIntent(parsed.GetRequiredValue(by));
        var kept = parsed.GetValue(keep);
        if (kept is not (> 0 and <= 1))
            throw new BadInputException("--keep must be greater than 0 and at most 1, such as 0.95.");
        var few = parsed.GetValue(shots);
        if (few < 1)
            throw new BadInputException("--shots must be at least 1.");

        var personRoute = parsed.GetValue(person);
        var learned = RoutingText.ReadFiles(parsed.GetRequiredValue(train).Select(terminal.PathOf), byIntent);
        var asked = RoutingText.ReadFiles(parsed.GetRequiredValue(test).Select(terminal.PathOf), byIntent);
        if (personRoute is not null && !learned.Exists(text => text.Routes.Contains(personRoute)))
            throw new BadInputException($"--person-route: no training text has the route {personRoute}.");
        if (few is { } count)
            learned = Shots.Choose(learned, count, parsed.GetValue(seed));
        var eval = new RoutingEval(
            Examples(learned, personRoute),
            asked,
            new()
            {
                Validation = Examples(
                    RoutingText.ReadFiles((parsed.GetValue(validation) ?? []).Select(terminal.PathOf), byIntent),
                    personRoute
                ),
                KeptInScope = kept,
            }
        );
        if (parsed.GetValue(predictions) is { } file)
            OutputFile.Write(terminal.PathOf(file), "the predictions", path => File.WriteAllLines(path, eval.Texts.Select(Prediction)));
        if (parsed.GetValue(output) is { } folder)
            OutputFile.Write(terminal.PathOf(folder), "the plots", path => RoutingPlots.Write(eval.Texts, path));
        Show(eval.Figures(personRoute), learned, parsed.GetValue(json));
        return ExitCode.Served;
    }

    private static List<RouterExample> Examples(IEnumerable<RoutingText> texts, string? personRoute) =>
        [
            .. texts.Select(text => new RouterExample(text.Text, text.Routes)
            {
                WantsPerson = personRoute is null ? null : text.Routes.Contains(personRoute),
            }),
        ];

    private static string Prediction(RoutedText text)
    {
        var chosen = text.Said.Chosen.Count();
        return JsonSerializer.Serialize(
            new PredictedText(
                text.Asked.Text,
                text.Said.Routes.Take(Math.Max(chosen, MostRanked))
                    .Select((route, at) => new PredictedRoute(route.Name, Math.Round(route.Confidence, 6), at < chosen)),
                text.Said.OutOfScope,
                Math.Round(text.Said.OutOfScopeProbability, 6),
                text.Said.WantsPerson,
                Math.Round(text.Said.WantsPersonProbability, 6),
                text.Said.Parts.Count < 2
                    ? null
                    : text.Said.Parts.Select(part => new PredictedPart(
                        part.Text,
                        part.Start,
                        part.Routes[0].Name,
                        Math.Round(part.Routes[0].Confidence, 6)
                    ))
            ),
            EvalOutput.Quoting.PredictedText
        );
    }

    private void Show(RoutingFigures figures, List<RoutingText> learned, bool asJson)
    {
        var routes = learned.SelectMany(text => text.Routes).Distinct().Count();
        if (asJson)
        {
            terminal.Text.WriteLine(
                JsonSerializer.Serialize(new RoutingReport(learned.Count, routes, figures), EvalOutput.Quoting.RoutingReport)
            );
            return;
        }

        var screen = terminal.OpenScreen();
        screen.Line(
            0,
            $"trained on {Words.Count(learned.Count, "text")} with {Words.Count(routes, "route")}; tested on "
                + $"{Words.Count(figures.Texts, "text")}, of which {figures.OutOfScope.ToString(CultureInfo.InvariantCulture)} out of scope"
        );
        screen.Gap();
        screen.Table(
            "routing",
            ["figure", "value"],
            [.. Rows(figures).Where(row => row.Value is not null).Select(row => new Span[] { new(row.Name, Tone.Name), row.Value! })]
        );
    }

    private static IEnumerable<(string Name, string? Value)> Rows(RoutingFigures figures) =>
        [
            ("in-scope accuracy", Words.Share(figures.Accuracy)),
            ("exact match of all routes", Words.Share(figures.ExactSet)),
            ("precision", Words.Share(figures.Precision)),
            ("recall", Words.Share(figures.Recall)),
            ("micro-F1", Words.Share(figures.F1)),
            ("calibration error (ECE)", figures.CalibrationError?.ToString("0.0000", CultureInfo.InvariantCulture)),
            ("in scope and not rejected", Words.Share(figures.KeptInScope)),
            ("out-of-scope recall", Words.Share(figures.OutOfScopeRecall)),
            ("out-of-scope AUROC", figures.OutOfScopeAuroc?.ToString("0.0000", CultureInfo.InvariantCulture)),
            ("asks for a person: precision", Words.Share(figures.PersonPrecision)),
            ("asks for a person: recall", Words.Share(figures.PersonRecall)),
            ("training time", string.Create(CultureInfo.InvariantCulture, $"{figures.TrainSeconds:0.00} s")),
            ("time per text", string.Create(CultureInfo.InvariantCulture, $"{figures.RouteMicroseconds:0} µs")),
        ];
}
