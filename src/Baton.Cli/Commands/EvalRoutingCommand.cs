using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Cli.Evals;
using Baton.Cli.Evals.Routing;
using Baton.Cli.Output;
using Baton.Texts.Routers;

namespace Baton.Cli.Commands;

/// <summary><c>baton eval routing</c>: how well a router that is trained from some texts knows who should take others.</summary>
internal sealed class EvalRoutingCommand : Command
{
    private const int MostRanked = 20;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Terminal terminal;
    private readonly Option<string[]> train = new("--train")
    {
        Description = "What to learn from, one JSON a line: 'text', and 'routes' with the names of who should take it; none when nobody should.",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> test = new("--test") { Description = "What to judge on, in the same form.", HelpName = "FILE", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> validation = new("--val")
    {
        Description = "What to calibrate confidence and rejection on, in the same form. Without it parts of what is learned from are held out for that.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string> by = new("--by") { Description = "Which field names who takes a text: routes or intent.", HelpName = "FIELD", DefaultValueFactory = _ => "routes" };
    private readonly Option<int?> shots = new("--shots") { Description = "Learns from so many texts of each route only, chosen at random, and from all that nobody should take.", HelpName = "COUNT" };
    private readonly Option<int> seed = new("--seed") { Description = "Chooses other texts for --shots.", HelpName = "NUMBER", DefaultValueFactory = _ => 1 };
    private readonly Option<double> keep = new("--keep") { Description = "The share of what is in scope that rejection is to keep.", HelpName = "SHARE", DefaultValueFactory = _ => 0.95 };
    private readonly Option<string?> person = new("--person-route") { Description = "The route that means that the customer asks for a person. Without it only what comes with Baton is used.", HelpName = "NAME" };
    private readonly Option<string?> predictions = new("--predictions")
    {
        Description = "Writes what the router says of each test text to this file, one JSON a line: 'text', 'routes' with 'route', 'score' and 'chosen', 'out_of_scope', 'wants_person' and the probability of either.",
        HelpName = "FILE",
    };
    private readonly Option<string?> output = new("--out") { Description = "Writes plots to this folder: reliability.svg, risk.svg and confusion.svg.", HelpName = "FOLDER" };
    private readonly Option<bool> json = new("--json") { Description = "Prints the figures as JSON." };

    public EvalRoutingCommand(Terminal terminal)
        : base("routing", "Measures how well a router that learns from some texts knows who should take others, how sure it is, and when nobody should.")
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
            throw new BadInputException("--keep must be a share above 0 and up to 1, such as 0.95.");
        var few = parsed.GetValue(shots);
        if (few < 1)
            throw new BadInputException("--shots must be at least 1.");

        var personRoute = parsed.GetValue(person);
        var learned = RoutingText.ReadFiles(parsed.GetRequiredValue(train), byIntent);
        var asked = RoutingText.ReadFiles(parsed.GetRequiredValue(test), byIntent);
        if (personRoute is not null && !learned.Exists(text => text.Routes.Contains(personRoute)))
            throw new BadInputException($"--person-route: no text to learn from has the route {personRoute}.");
        if (few is { } count)
            learned = Shots.Choose(learned, count, parsed.GetValue(seed));
        var eval = new RoutingEval(Examples(learned, personRoute), asked, new()
        {
            Validation = Examples(RoutingText.ReadFiles(parsed.GetValue(validation) ?? [], byIntent), personRoute),
            KeptInScope = kept,
        });
        if (parsed.GetValue(predictions) is { } file)
            OutputFile.Write(file, "the predictions", path => File.WriteAllLines(path, eval.Texts.Select(Prediction)));
        if (parsed.GetValue(output) is { } folder)
            OutputFile.Write(folder, "the plots", path => RoutingPlots.Write(eval.Texts, path));
        Show(eval.Figures(personRoute), learned, parsed.GetValue(json));
        return ExitCode.Served;
    }

    private static List<RouterExample> Examples(IEnumerable<RoutingText> texts, string? personRoute) =>
        [.. texts.Select(text => new RouterExample(text.Text, text.Routes) { WantsPerson = personRoute is null ? null : text.Routes.Contains(personRoute) })];

    private static string Prediction(RoutedText text)
    {
        var chosen = text.Said.Chosen.Count();
        return JsonSerializer.Serialize(
            new
            {
                text.Asked.Text,
                Routes = text.Said.Routes.Take(Math.Max(chosen, MostRanked)).Select((route, at) => new { Route = route.Name, Score = Math.Round(route.Confidence, 6), Chosen = at < chosen }),
                text.Said.OutOfScope,
                OutOfScopeScore = Math.Round(text.Said.OutOfScopeProbability, 6),
                text.Said.WantsPerson,
                WantsPersonScore = Math.Round(text.Said.WantsPersonProbability, 6),
                Parts = text.Said.Parts.Count < 2 ? null : text.Said.Parts.Select(part => new { part.Text, part.Start, Route = part.Routes[0].Name, Score = Math.Round(part.Routes[0].Confidence, 6) }),
            },
            Form);
    }

    private void Show(RoutingFigures figures, List<RoutingText> learned, bool asJson)
    {
        var routes = learned.SelectMany(text => text.Routes).Distinct().Count();
        if (asJson)
        {
            terminal.Text.WriteLine(JsonSerializer.Serialize(new { Learned = learned.Count, Routes = routes, Figures = figures }, Form));
            return;
        }

        var screen = terminal.OpenScreen();
        screen.Line(0, $"{Words.Count(learned.Count, "text")} learned, {Words.Count(routes, "route")}; {Words.Count(figures.Texts, "text")} judged, {figures.OutOfScope.ToString(CultureInfo.InvariantCulture)} of them out of scope");
        screen.Gap();
        screen.Table("routing", ["figure", "value"], [.. Rows(figures).Where(row => row.Value is not null).Select(row => new Span[] { new(row.Name, Tone.Name), row.Value! })]);
    }

    private static IEnumerable<(string Name, string? Value)> Rows(RoutingFigures figures) =>
    [
        ("accuracy in scope", Words.Share(figures.Accuracy)),
        ("exact set of routes", Words.Share(figures.ExactSet)),
        ("precision", Words.Share(figures.Precision)),
        ("recall", Words.Share(figures.Recall)),
        ("micro-F1", Words.Share(figures.F1)),
        ("calibration error (ECE)", figures.CalibrationError?.ToString("0.0000", CultureInfo.InvariantCulture)),
        ("kept in scope", Words.Share(figures.KeptInScope)),
        ("recall out of scope", Words.Share(figures.OutOfScopeRecall)),
        ("AUROC out of scope", figures.OutOfScopeAuroc?.ToString("0.0000", CultureInfo.InvariantCulture)),
        ("asks for a person: precision", Words.Share(figures.PersonPrecision)),
        ("asks for a person: recall", Words.Share(figures.PersonRecall)),
        ("training", string.Create(CultureInfo.InvariantCulture, $"{figures.TrainSeconds:0.00} s")),
        ("a text", string.Create(CultureInfo.InvariantCulture, $"{figures.RouteMicroseconds:0} µs")),
    ];
}
