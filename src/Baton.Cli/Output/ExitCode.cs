namespace Baton.Cli.Output;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCode
{
    /// <summary>The command succeeded.</summary>
    public const int Served = 0;

    /// <summary>A turn ended in a degraded answer or was interrupted, a journal is damaged, or something failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line, a file or an environment variable is wrong.</summary>
    public const int BadInput = 2;
}
