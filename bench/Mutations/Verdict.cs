using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Bench.Mutations;

/// <summary>How a run of the simulator ended.</summary>
internal enum RunEnd
{
    /// <summary>No world broke a rule.</summary>
    Clean,

    /// <summary>A world broke a rule.</summary>
    Failed,

    /// <summary>The simulator ended in another way.</summary>
    Crashed,

    /// <summary>The simulator did not end within the time limit.</summary>
    Hung,
}

/// <summary>What the simulator says of the product.</summary>
/// <param name="End">How the run ended.</param>
/// <param name="Seed">The seed of the world that broke a rule; null if none did.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Text">What was wrong; of a crash, what the simulator said.</param>
/// <param name="Reached">How often the mutation made a difference to the source that ran; null if that is unknown.</param>
internal sealed partial record Verdict(RunEnd End, long? Seed, string? Rule, string Text, long? Reached)
{
    /// <summary>Begins the line that a mutated product writes to its errors when it ends.</summary>
    public const string ReachedWord = "mutant reached ";

    /// <summary>Whether the mutation was found. A mutation that makes the product crash or hang is.</summary>
    public bool IsFound => End != RunEnd.Clean;

    /// <summary>Reads what a run said.</summary>
    /// <param name="exitCode">Its exit code; null if it was ended because of the time limit.</param>
    /// <param name="output">What it wrote.</param>
    /// <param name="errors">What it wrote as errors.</param>
    public static Verdict Of(int? exitCode, string output, string errors)
    {
        var reached = Reach().Match(errors) is { Success: true } count
            ? long.Parse(count.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : (long?)null;
        if (Failure().Match(output) is { Success: true } failure)
        {
            var seed = long.Parse(failure.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            return new Verdict(RunEnd.Failed, seed, failure.Groups[2].Value, failure.Groups[3].Value.Trim(), reached);
        }

        return exitCode switch
        {
            null => new Verdict(RunEnd.Hung, null, null, "it did not end within the time limit", reached),
            0 => new Verdict(RunEnd.Clean, null, null, "", reached),
            var code => new Verdict(RunEnd.Crashed, null, null, $"exit code {code}: {LastLine(errors, output)}", reached),
        };
    }

    private static string LastLine(string errors, string output) =>
        $"{output}\n{errors}"
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .LastOrDefault(line =>
                !line.StartsWith(ReachedWord, StringComparison.Ordinal) && !line.StartsWith("at ", StringComparison.Ordinal)
            )
        ?? "it said nothing";

    [GeneratedRegex(@"^FAILED seed ([0-9]+): ([^:\r\n]*): ?(.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Failure();

    [GeneratedRegex("^" + ReachedWord + "([0-9]+) times", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Reach();
}
