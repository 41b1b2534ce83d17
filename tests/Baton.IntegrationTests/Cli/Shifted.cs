namespace Baton.IntegrationTests.Cli;

/// <summary>The clock of the command line's processes, and how far another one is from it.</summary>
internal sealed class Shifted(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
