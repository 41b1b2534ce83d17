namespace Baton.Cli.Output;

/// <summary>A part of a line in one style. Its text must be safe to show.</summary>
internal readonly record struct Span(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Span(string text) => new(text);
}
