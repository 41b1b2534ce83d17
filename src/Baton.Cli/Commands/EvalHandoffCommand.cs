using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Cli.Evals;
using Baton.Cli.Output;
using Baton.Texts.Summaries;

namespace Baton.Cli.Commands;

/// <summary><c>baton eval handoff</c>: how much of what the next agent needs the built-in briefing carries over, at which size.</summary>
internal sealed class EvalHandoffCommand : Command
{
    private const double UsualBudget = 0.25;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Terminal terminal;
    private readonly Option<string> data = new("--data")
    {
        Description = "Dialogues with service switches, one JSON a line: 'id', and 'turns' with 'speaker' (user or system), 'text' and, for the user, 'frames' with 'service', 'intent' and 'slots'.",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<double?> budget = new("--budget")
    {
        Description = "How large a briefing may be, as a fraction of the history's words and marks. Without it the whole frontier is measured.",
        HelpName = "FRACTION",
    };
    private readonly Option<string?> output = new("--out")
    {
        Description = "Writes each briefing as its receiver reads it to this file, one JSON a line. Without --budget those of 0.25.",
        HelpName = "FILE",
    };
    private readonly Option<bool> json = new("--json") { Description = "Prints the figures as JSON." };

    public EvalHandoffCommand(Terminal terminal)
        : base("handoff", "Measures at each switch of service how many values that the next one needs, and the customer does not say again, are in the briefing, against the briefing's size.")
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
        var path = parsed.GetRequiredValue(data);
        var fraction = parsed.GetValue(budget);
        if (fraction is not (null or (> 0 and <= 1)))
            throw new BadInputException("--budget must be a fraction above 0 and up to 1, such as 0.25.");
        var eval = new HandoffEval(Dialogue.ReadFile(path));
        if (eval.Needed == 0)
            throw new BadInputException($"{path}: at no switch of service is a value needed, so there is nothing to measure.");
        if (parsed.GetValue(output) is { } file)
            WriteBriefings(eval, fraction ?? UsualBudget, file);
        Show(eval, fraction is { } one ? [eval.At(one)] : [.. eval.Frontier()], parsed.GetValue(json));
        return ExitCode.Served;
    }

    private static void WriteBriefings(HandoffEval eval, double fraction, string file)
    {
        OutputFile.Write(file, "the briefings", path => File.WriteAllLines(path, eval.Switches.Select(at =>
        {
            var text = eval.Write(at, fraction);
            return JsonSerializer.Serialize(new { Dialogue = at.Dialogue.Id, at.Turn, Tokens = WordCount.Of(text), Text = text }, Form);
        })));
    }

    private void Show(HandoffEval eval, IReadOnlyList<CarryOver> results, bool asJson)
    {
        if (asJson)
        {
            terminal.Text.WriteLine(JsonSerializer.Serialize(new { Switches = eval.Switches.Count, eval.Needed, Results = results }, Form));
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
