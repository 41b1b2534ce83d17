namespace Baton.Cli.Output;

/// <summary>The style of a part of a line. Plain text shows all styles alike.</summary>
internal enum Tone
{
    Plain,
    Quiet,
    Strong,
    Name,
    Good,
    Warning,
    Bad,
}
