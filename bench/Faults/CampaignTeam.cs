using System.ComponentModel;
using Baton.TeamFiles;

namespace Baton.Bench.Faults;

/// <summary>
/// The sample team with short times, two more tools, and three ways up the ladder: as it is, with several models, and with a generalist.
/// The last two have a desk.
/// </summary>
internal static class CampaignTeam
{
    public const string GiveCredit = "give_credit";
    public const string BookCallback = "book_callback";
    public const string Helper = "helper";
    public const string HelperInstructions = "You take over from colleagues who cannot go on.";

    private const string Claude = "anthropic/claude-opus-5";
    private const string Gpt = "openai/gpt-6-luna";
    private const string Qwen = "ollama/qwen3.5:9b";

    private const string Tools = $$"""
        tools:
          {{GiveCredit}}: {function: {{GiveCredit}}}
          {{BookCallback}}: {function: {{BookCallback}}}
        """;

    private const string Desk = """
        desk: {name: people, description: our support team}
        """;

    /// <summary>The teams, by name: what follows the sample's agents, what comes before them, and their models.</summary>
    private static readonly (string Name, string Models, string Head, string Tail)[] Kinds =
    [
        ("as_it_is", Claude, "fallback: {retries: 2, retry_delay: 100ms, longest_retry_delay: 2s}\n", ""),
        ("several_models", $"[{Gpt}, \"{Qwen}\"]", $"{Desk}\nfallback: {{retries: 1, retry_delay: 100ms, longest_retry_delay: 2s}}\n", ""),
        (
            "generalist",
            Gpt,
            $"{Desk}\nfallback: {{retries: 0, generalist: {Helper}}}\n",
            $"""

              {Helper}:
                model: "{Qwen}"
                description: Takes over.
                instructions: {HelperInstructions}
                tools: [find_charge, find_plan, find_incident, find_topic, {GiveCredit}, {BookCallback}]
            """
        ),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>What the tool that may run once answers.</summary>
    public static string CreditedFor(string number) => $"Credited $5.00 for case {number}.";

    /// <summary>What the tool that may be repeated answers.</summary>
    public static string BookedFor(string number) => $"Booked a callback for case {number}.";

    /// <summary>Writes the teams' files into a folder, each in one of its own.</summary>
    /// <param name="sample">The sample's folder.</param>
    /// <param name="folder">Where they go.</param>
    /// <param name="turnTime">The time of a turn in seconds.</param>
    public static void Write(string sample, string folder, int turnTime)
    {
        var team = File.ReadAllText(Path.Combine(sample, "team.yaml"));
        foreach (var (name, models, head, tail) in Kinds)
        {
            var place = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            Directory.CreateDirectory(Path.Combine(place, "data"));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(sample, "data")))
                File.Copy(file, Path.Combine(place, "data", Path.GetFileName(file)));
            var changed = Change(team, "name: support\n", $"name: {name}\n");
            changed = Change(changed, "model: auto\n", $"model: {models}\n{head}");
            changed = Change(changed, "limits:\n", $"limits:\n  time: {turnTime}s\n  model_timeout: 1500ms\n");
            changed = Change(changed, "  model_timeout: 100s\n", "");
            changed = Change(changed, "tools:\n", Tools + "\n");
            changed = Change(changed, "tools: [find_charge, find_plan]", $"tools: [find_charge, find_plan, {GiveCredit}]");
            changed = Change(changed, "tools: [find_topic]", $"tools: [find_topic, {BookCallback}]");
            File.WriteAllText(Path.Combine(place, "team.yaml"), changed.TrimEnd() + "\n" + tail);
        }
    }

    /// <summary>Opens one of the teams, whose tools leave their mark in a log outside of the journal.</summary>
    public static Task<TeamFile> OpenAsync(string folder, string name, ExecutionLog log, TimeProvider time) =>
        TeamFile.LoadAsync(
            Path.Combine(folder, name),
            new TeamFileOptions
            {
                TimeProvider = time,
                Tools =
                {
                    [GiveCredit] = Tool.Create(
                        ([Description("The case.")] string @case, ToolCall call) => log.RunAsync(call, @case, CreditedFor(@case)),
                        GiveCredit,
                        "Credits the customer with what was promised.",
                        ToolEffect.Once
                    ),
                    [BookCallback] = Tool.Create(
                        ([Description("The case.")] string @case, ToolCall call) => log.RunAsync(call, @case, BookedFor(@case)),
                        BookCallback,
                        "Books a callback.",
                        ToolEffect.Idempotent
                    ),
                },
            }
        );

    private static string Change(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return at >= 0
            ? text[..at] + to + text[(at + from.Length)..]
            : throw new InvalidOperationException($"The sample has no '{from.Trim()}' any more: change it here too.");
    }
}
