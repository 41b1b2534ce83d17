namespace Baton.Cli.Output;

/// <summary>Where text for people is written: a terminal or a file. The text must be safe to show.</summary>
internal abstract class Screen
{
    /// <summary>The leg of parallel work that the next lines belong to, or null.</summary>
    public Lane? Lane { get; set; }

    /// <summary>The arrow of a handoff.</summary>
    public abstract string Arrow { get; }

    /// <summary>Writes a line. Every line of a longer text is indented.</summary>
    public abstract void Line(int indent, params ReadOnlySpan<Span> spans);

    /// <summary>Writes a name and a text beside it.</summary>
    public abstract void Field(string name, string text);

    /// <summary>Writes an empty line.</summary>
    public abstract void Gap();

    /// <summary>Writes a command to be copied. It is never broken into lines.</summary>
    public abstract void Command(string label, string command);

    /// <summary>Writes a text in a box with a title.</summary>
    public abstract void Panel(string title, string text, Tone tone);

    /// <summary>Writes a table. The last column takes the remaining width.</summary>
    public abstract void Table(string title, IReadOnlyList<string> headings, IReadOnlyList<Span[]> rows);
}
