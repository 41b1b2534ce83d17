using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Baton.Cli.Output;
using Baton.Providers;

namespace Baton.Cli.Serving;

/// <summary>
/// The program as it was built, for the published one, which was compiled ahead of time. The SDKs of Anthropic and Ollama need a compiler
/// at run time, so a command with their models continues in the whole program, in the same process. By then no message was accepted and no
/// journal opened. Beside a call that takes seconds, its start does not count.
/// </summary>
internal static class WholeProgram
{
    // Where ./publish puts it.
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "whole", "Baton.Cli.dll");

    /// <summary>Whether this program cannot call all models of a team.</summary>
    public static bool IsNeededFor(Team team, ModelCatalog models) =>
        !RuntimeFeature.IsDynamicCodeSupported
        && team.Agents.SelectMany(agent => agent.Models.Count > 0 ? agent.Models.Select(string? (model) => model.Name) : [agent.Model])
            .Select(models.Describe)
            .Any(model =>
                model.StartsWith("anthropic/", StringComparison.Ordinal) || model.StartsWith("ollama/", StringComparison.Ordinal)
            );

    /// <summary>Replaces this program by the whole one, with the same arguments. Returns only if that fails.</summary>
    public static BadInputException Continue(IEnumerable<string> arguments)
    {
        _ = Replace("dotnet", ["dotnet", Program, .. arguments, null]);
        return new($"Models of Anthropic and Ollama need {Program} and the command dotnet: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [DllImport("libc", EntryPoint = "execvp", SetLastError = true)]
    private static extern int Replace(string file, string?[] arguments);

    /// <summary>A command cannot go on in this program.</summary>
    public sealed class NeededException : Exception;
}
