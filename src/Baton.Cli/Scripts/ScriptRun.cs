using Baton.Cli.Output;
using Baton.Cli.Serving;

namespace Baton.Cli.Scripts;

/// <summary>Runs a script in a conversation.</summary>
internal static class ScriptRun
{
    /// <summary>Runs the lines in order until one does not meet its expectation.</summary>
    /// <param name="lines">The script.</param>
    /// <param name="host">The conversation.</param>
    /// <param name="clock">The clock that the script moves; null if no line does.</param>
    /// <param name="terminal">Where failures are written.</param>
    /// <param name="stop">Stops the run.</param>
    /// <returns>Whether all expectations were met.</returns>
    public static async Task<bool> RunAsync(
        IReadOnlyList<ScriptLine> lines,
        ConversationHost host,
        ScriptClock? clock,
        Terminal terminal,
        CancellationToken stop
    )
    {
        foreach (var line in lines)
        {
            switch (line)
            {
                case ScriptLine.Customer said:
                    await host.ServeAsync(said.Text, null, said.Attributes, stop);
                    break;
                case ScriptLine.Person person when await ActAsync(person, host, stop) is { Count: > 0 } failures:
                    return Fail(person, failures, terminal);
                case ScriptLine.Advance advance:
                    await host.AdvanceAsync(clock!, advance.By, stop);
                    break;
                case ScriptLine.Expect expected when Expectation.Failures(expected.What, host.Status, host.Last) is { Count: > 0 } failures:
                    return Fail(expected, failures, terminal);
                default:
                    // The action was carried out, or the expectation was met.
                    break;
            }
        }

        return true;
    }

    private static bool Fail(ScriptLine line, IReadOnlyList<string> failures, Terminal terminal)
    {
        terminal.Complain($"{line.Place}: the expectation is not met:");
        foreach (var failure in failures)
            terminal.Complain(failure);
        return false;
    }

    // Whether the runtime refused the action, where the script expects that and where it does not.
    private static async Task<IReadOnlyList<string>> ActAsync(ScriptLine.Person line, ConversationHost host, CancellationToken stop)
    {
        try
        {
            await host.ActAsync(line.Name, (person, id) => line.Act(person, id, host.Status, stop));
        }
        catch (InvalidOperationException refusal)
        {
            if (line.Refused is not { } expected)
                throw new BadInputException($"{line.Place}: {refusal.Message}");
            return refusal.Message.Contains(expected, StringComparison.Ordinal)
                ? []
                : ["  refused", $"  - expected {expected}", $"  + actual   {refusal.Message}"];
        }

        return line.Refused is { } wanted ? ["  refused", $"  - expected {wanted}", "  + actual   not refused"] : [];
    }
}
