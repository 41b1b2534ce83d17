namespace Baton.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>The customer was served, or what was asked for was found in order.</summary>
    public const int Served = 0;

    /// <summary>A turn ended in a degraded answer or was stopped, a journal is damaged, or something failed.</summary>
    public const int Failed = 1;

    /// <summary>The command, a file or a setting is wrong: change it and try again.</summary>
    public const int BadInput = 2;
}
