namespace Baton.Cli.Output;

/// <summary>What a person looks at: a terminal, or a file that they open later. It takes text that is safe to show.</summary>
internal abstract class Screen
{
    /// <summary>The leg that what is shown next belongs to; null for none.</summary>
    public Lane? Lane { get; set; }

    /// <summary>The arrow of a handoff.</summary>
    public abstract string Arrow { get; }

    /// <summary>A line, or a paragraph whose lines are all indented.</summary>
    public abstract void Line(int indent, params ReadOnlySpan<Span> spans);

    /// <summary>A text with its name before it; its further lines stand below the first.</summary>
    public abstract void Field(string name, string text);

    /// <summary>An empty line.</summary>
    public abstract void Gap();

    /// <summary>A command to be copied: it is never broken into lines.</summary>
    public abstract void Command(string label, string command);

    /// <summary>Text that stands out.</summary>
    public abstract void Panel(string title, string text, Tone tone);

    /// <summary>Rows below headings; the last column takes what room is left.</summary>
    public abstract void Table(string title, IReadOnlyList<string> headings, IReadOnlyList<Span[]> rows);
}
