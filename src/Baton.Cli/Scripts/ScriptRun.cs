using Baton.Cli.Output;
using Baton.Cli.Serving;

namespace Baton.Cli.Scripts;

/// <summary>Lets happen in a conversation what a script says, line by line.</summary>
internal static class ScriptRun
{
    /// <summary>Runs it until its end, or until an expectation fails.</summary>
    /// <param name="lines">The script.</param>
    /// <param name="service">The conversation.</param>
    /// <param name="clock">The clock on which it runs; null where no line moves it.</param>
    /// <param name="terminal">Where failures are told.</param>
    /// <param name="stop">Stops it where it is.</param>
    /// <returns>Whether all that was expected has happened.</returns>
    public static async Task<bool> RunAsync(IReadOnlyList<ScriptLine> lines, Service service, ScriptClock? clock, Terminal terminal, CancellationToken stop)
    {
        foreach (var line in lines)
        {
            switch (line)
            {
                case ScriptLine.Customer said:
                    await service.ServeAsync(said.Text, null, said.Attributes, stop);
                    break;
                case ScriptLine.Person person when await ActAsync(person, service, stop) is { Count: > 0 } failures:
                    return Fail(person, failures, terminal);
                case ScriptLine.Advance advance:
                    await service.AdvanceAsync(clock!, advance.By, stop);
                    break;
                case ScriptLine.Expect expected when Expectation.Failures(expected.What, service.Standing, service.Last) is { Count: > 0 } failures:
                    return Fail(expected, failures, terminal);
                default:
                    // It was done, or what was expected has happened.
                    break;
            }
        }

        return true;
    }

    private static bool Fail(ScriptLine line, IReadOnlyList<string> failures, Terminal terminal)
    {
        terminal.Complain($"{line.Place}: it did not happen as expected:");
        foreach (var failure in failures)
            terminal.Complain(failure);
        return false;
    }

    // What is not as expected of an act: that it was refused, and why.
    private static async Task<IReadOnlyList<string>> ActAsync(ScriptLine.Person line, Service service, CancellationToken stop)
    {
        try
        {
            await service.ActAsync(line.Name, (person, id) => line.Act(person, id, service.Standing, stop));
        }
        catch (InvalidOperationException refusal)
        {
            if (line.Refused is not { } expected)
                throw new BadInputException($"{line.Place}: {refusal.Message}");
            return refusal.Message.Contains(expected, StringComparison.Ordinal) ? [] : ["  refused", $"  - expected {expected}", $"  + actual   {refusal.Message}"];
        }

        return line.Refused is { } wanted ? ["  refused", $"  - expected {wanted}", "  + actual   it was done"] : [];
    }
}
