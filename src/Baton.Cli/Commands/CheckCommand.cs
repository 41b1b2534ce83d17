using System.CommandLine;
using System.Text.Json;
using Baton.Cli.Output;
using Baton.TeamFiles;

namespace Baton.Cli.Commands;

/// <summary><c>baton check</c>: validates a team file.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string> team = new("TEAM") { Description = "A team file, or a folder that holds a team.yaml." };

    public CheckCommand(Terminal terminal, TimeProvider time)
        : base(
            "check",
            "Validates a team file and connects to the MCP servers that it names. Prints every problem with line and column, or a "
                + "summary of the team."
        )
    {
        this.terminal = terminal;
        this.time = time;
        Add(team);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var path = terminal.PathOf(parsed.GetRequiredValue(team)).Full;
        await using var file = await TeamFile.LoadAsync(path, new TeamFileOptions { TimeProvider = time }, stop);
        Show(file.Team);
        return ExitCode.Served;
    }

    private void Show(Team checkedTeam)
    {
        var screen = terminal.OpenScreen();
        var agents = checkedTeam.Agents;
        screen.Line(
            0,
            new Span($"team {checkedTeam.Name}", Tone.Strong),
            $" is valid: {Words.Count(agents.Count, "agent")}, {Words.Count(Tools(agents), "tool")}, "
                + $"{Words.Count(agents.Sum(agent => agent.Handoffs.Count), "handoff")}"
        );
        screen.Gap();
        screen.Table("agents", ["agent", "model", "tools", "hands over to"], [.. agents.Select(Row)]);
        var loose = ToolsWithoutShape(checkedTeam);
        if (loose.Count == 0)
            return;
        screen.Gap();
        screen.Line(
            0,
            $"{(loose.Count == 1 ? "This tool declares" : "These tools declare")} no shape of results: "
                + $"{SafeText.OneLine(string.Join(", ", loose))}. Sensitive fields are searched for in the text, and a result is withheld "
                + "from agents without clearance where that cannot tell."
        );
    }

    // Whether a result is JSON with named fields matters only where the team declares such fields.
    private static List<string> ToolsWithoutShape(Team team) =>
        team.ClearancePolicy.Fields.Count == 0
            ? []
            :
            [
                .. team
                    .Agents.SelectMany(agent => agent.Tools)
                    .Where(tool => tool.Function.ReturnJsonSchema is not { } shape || !HasFields(shape))
                    .Select(tool => tool.Name)
                    .Distinct(),
            ];

    private static bool HasFields(JsonElement shape) =>
        shape.ValueKind == JsonValueKind.Object && (shape.TryGetProperty("properties", out _) || shape.TryGetProperty("items", out _));

    private static int Tools(IEnumerable<Agent> agents) =>
        agents.SelectMany(agent => agent.Tools).Select(tool => tool.Name).Distinct().Count();

    private static Span[] Row(Agent agent) =>
        [
            new(SafeText.OneLine(agent.Name), Tone.Name),
            SafeText.OneLine(agent.Models.Count > 0 ? string.Join(", ", agent.Models.Select(model => model.Name)) : agent.Model ?? "auto"),
            SafeText.OneLine(string.Join(", ", agent.Tools.Select(tool => tool.Name))),
            SafeText.OneLine(string.Join(", ", agent.Handoffs.Select(handoff => handoff.Target.Name))),
        ];
}
