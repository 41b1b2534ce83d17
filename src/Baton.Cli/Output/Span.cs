namespace Baton.Cli.Output;

/// <summary>A stretch of a line. Its text is shown as it is, so it must be safe already.</summary>
internal readonly record struct Span(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Span(string text) => new(text);
}

/// <summary>How a stretch is meant; a screen without colours shows all alike.</summary>
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
