namespace Baton.Cli.Output;

/// <summary>Plain text for files and pipes: no colours, no boxes, no line breaks within a line.</summary>
internal sealed class PlainScreen(TextWriter output) : Screen
{
    public override string Arrow => "->";

    public override void Line(int indent, params ReadOnlySpan<Span> spans)
    {
        var text = "";
        foreach (var span in spans)
            text += span.Text;
        Indented(indent, text);
    }

    public override void Field(string name, string text) => Indented(2, $"{name, -10} {text}");

    public override void Gap() => output.WriteLine();

    public override void Command(string label, string command) => output.WriteLine(label + command);

    public override void Panel(string title, string text, Tone tone)
    {
        output.WriteLine($"{title}:");
        Indented(2, text);
    }

    public override void Table(string title, IReadOnlyList<string> headings, IReadOnlyList<Span[]> rows)
    {
        output.WriteLine($"{title}:");
        var widths = headings
            .Select((heading, column) => rows.Select(row => row[column].Text.Length).Append(heading.Length).Max())
            .ToList();
        Row([.. headings]);
        foreach (var row in rows)
            Row([.. row.Select(cell => cell.Text)]);

        void Row(IReadOnlyList<string> cells) =>
            Indented(2, string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private void Indented(int indent, string text)
    {
        var margin = (Lane is { } lane ? $"[{lane.Leg} {lane.Holder}] " : "") + new string(' ', indent);
        foreach (var line in text.Split('\n'))
            output.WriteLine(line.Length == 0 ? margin.TrimEnd() : margin + line);
    }
}
