using Spectre.Console;
using Spectre.Console.Rendering;

namespace Baton.Cli.Output;

/// <summary>
/// A terminal with colours and boxes. Text is always a <see cref="Paragraph"/>, never markup, so that nothing in it is read as a style.
/// </summary>
internal sealed class RichScreen(IAnsiConsole console) : Screen
{
    /// <summary>Below this width, a table is shown as a list.</summary>
    private const int Narrow = 60;

    /// <summary>The width of a field's name.</summary>
    private const int FieldName = 10;

    /// <summary>The width of the column with the leg and its holder.</summary>
    private const int Gutter = 14;

    private static readonly Color[] LaneColors = [Color.Blue, Color.Fuchsia, Color.Orange1, Color.MediumPurple];

    public override string Arrow => console.Profile.Capabilities.Unicode ? "→" : "->";

    public override void Line(int indent, params ReadOnlySpan<Span> spans)
    {
        var paragraph = new Paragraph();
        foreach (var span in spans)
            paragraph.Append(span.Text, StyleOf(span.Tone));
        var text = new Padder(paragraph, new Padding(indent, 0, 0, 0));
        if (Lane is { } lane)
            Beside(lane, text);
        else
            console.Write(text);
    }

    // A table with a border between its two columns, so that the vertical line is as tall as the text.
    private void Beside(Lane lane, Padder text)
    {
        var isNarrow = console.Profile.Width < Narrow;
        var style = new Style(LaneColors[lane.Number % LaneColors.Length]);
        var name = SafeText.Short(isNarrow ? lane.Leg : $"{lane.Leg} {lane.Holder}", Gutter - 1);
        var table = new Table
        {
            Border = new Side(console.Profile.Capabilities.Unicode ? "│" : "|"),
            BorderStyle = style,
            ShowHeaders = false,
            Expand = true,
        };
        table.AddColumn(
            new TableColumn("")
            {
                Width = isNarrow ? Math.Max(3, name.Length) : Gutter,
                Padding = new Padding(0, 0, 0, 0),
                NoWrap = true,
            }
        );
        table.AddColumn(new TableColumn("") { Padding = new Padding(1, 0, 0, 0) });
        table.AddRow(new Paragraph(name, style), text);
        console.Write(table);
    }

    public override void Field(string name, string text)
    {
        var grid = new Grid();
        grid.AddColumn(
            new GridColumn
            {
                Width = FieldName,
                Padding = new Padding(2, 0, 1, 0),
                NoWrap = true,
            }
        );
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        grid.AddRow(new Paragraph(name, StyleOf(Tone.Quiet)), new Paragraph(text));
        console.Write(grid);
    }

    public override void Gap() => console.WriteLine();

    public override void Command(string label, string command)
    {
        // Not wrapped: the terminal breaks the line itself and still copies it as one.
        console.Write(new Text(label, StyleOf(Tone.Quiet)));
        console.Profile.Out.Writer.WriteLine(command);
    }

    public override void Panel(string title, string text, Tone tone) =>
        console.Write(
            new Panel(new Paragraph(text))
            {
                Header = new PanelHeader(Markup.Escape($" {title} ")),
                Border = BoxBorder.Rounded,
                BorderStyle = StyleOf(tone),
                Expand = true,
            }
        );

    public override void Table(string title, IReadOnlyList<string> headings, IReadOnlyList<Span[]> rows)
    {
        if (console.Profile.Width < Narrow)
            Stack(title, headings, rows);
        else
            Columns(title, headings, rows);
    }

    private void Columns(string title, IReadOnlyList<string> headings, IReadOnlyList<Span[]> rows)
    {
        Line(0, new Span(title, Tone.Strong));
        var table = new Table { Border = TableBorder.Rounded, BorderStyle = StyleOf(Tone.Quiet) };
        for (var column = 0; column < headings.Count; column++)
        {
            var isLast = column == headings.Count - 1;
            table.AddColumn(new TableColumn(new Paragraph(headings[column], StyleOf(Tone.Quiet))) { NoWrap = !isLast });
        }

        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Paragraph(cell.Text, StyleOf(cell.Tone))));
        console.Write(table);
    }

    private void Stack(string title, IReadOnlyList<string> headings, IReadOnlyList<Span[]> rows)
    {
        Line(0, new Span(title, Tone.Strong));
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                if (row[column].Text.Length > 0)
                    Line(column == 0 ? 0 : 2, new Span($"{headings[column]} ", Tone.Quiet), row[column]);
            }
        }
    }

    /// <summary>A border with only a line between two columns.</summary>
    private sealed class Side(string line) : TableBorder
    {
        public override string GetPart(TableBorderPart part) => part == TableBorderPart.CellSeparator ? line : "";
    }

    private static Style StyleOf(Tone tone) =>
        tone switch
        {
            Tone.Quiet => new Style(decoration: Decoration.Dim),
            Tone.Strong => new Style(decoration: Decoration.Bold),
            Tone.Name => new Style(Color.Aqua),
            Tone.Good => new Style(Color.Green),
            Tone.Warning => new Style(Color.Yellow),
            Tone.Bad => new Style(Color.Red),
            _ => Style.Plain,
        };
}
