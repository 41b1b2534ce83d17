using System.Runtime.CompilerServices;
using Baton.Cli.Output;

namespace Baton.IntegrationTests.Cli;

/// <summary>The environment in which tests run commands: no provider is configured but those that the test names.</summary>
internal static class CliEnvironment
{
    /// <summary>The command's name, as the script in the repository's root passes it. Printed commands begin with it.</summary>
    public const string Command = "baton";

    /// <summary>Variables of this machine that would change what a command does.</summary>
    public static readonly string[] Providers =
    [
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_AUTH_TOKEN",
        "ANTHROPIC_BASE_URL",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "OLLAMA_HOST",
        "OLLAMA_MODEL",
        "NO_COLOR",
        "BATON_ENCRYPTION_KEYS",
    ];

    /// <summary>Reads a variable: from the test's own, or else from this machine's.</summary>
    public static Func<string, string?> With(IReadOnlyDictionary<string, string>? variables) =>
        name => variables?.GetValueOrDefault(name) ?? (Providers.Contains(name) ? null : Environment.GetEnvironmentVariable(name));

    // A process has one name for as long as it runs, so the command line reads it only once.
    [ModuleInitializer]
    internal static void NameCommand() => Environment.SetEnvironmentVariable(CommandText.Variable, Command);
}
