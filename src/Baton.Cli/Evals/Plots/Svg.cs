using System.Globalization;
using System.Security;
using System.Text;

namespace Baton.Cli.Evals.Plots;

/// <summary>An SVG drawing. Lengths are in pixels from the upper left corner.</summary>
internal sealed class Svg
{
    private readonly StringBuilder shapes = new();
    private readonly double width;
    private readonly double height;

    public Svg(double width, double height)
    {
        this.width = width;
        this.height = height;
        Box(0, 0, width, height, "#ffffff");
    }

    public void Box(double x, double y, double boxWidth, double boxHeight, string fill, double opacity = 1) =>
        Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{boxWidth:0.##}\" height=\"{boxHeight:0.##}\" fill=\"{fill}\" "
                    + $"fill-opacity=\"{opacity:0.###}\"/>"
            )
        );

    public void Line(double x1, double y1, double x2, double y2, string stroke, string dashes = "none") =>
        Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" "
                    + $"stroke=\"{stroke}\" stroke-dasharray=\"{dashes}\"/>"
            )
        );

    public void Curve(IEnumerable<(double X, double Y)> points, string stroke)
    {
        var path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}")));
        Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"2\"/>"
            )
        );
    }

    /// <summary>Writes a text.</summary>
    /// <param name="x">The horizontal position of the anchor.</param>
    /// <param name="y">The baseline.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor">The part of the text at the position: start, middle or end.</param>
    /// <param name="size">The font size.</param>
    /// <param name="turn">The rotation in degrees.</param>
    public void Text(double x, double y, string text, string anchor = "start", double size = 12, double turn = 0)
    {
        var safe = SecurityElement.Escape(new string([.. text.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))]));
        Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\" font-size=\"{size:0.##}\" font-family=\"sans-serif\" "
                    + $"fill=\"#222222\" transform=\"rotate({turn:0.##} {x:0.##} {y:0.##})\">{safe}</text>"
            )
        );
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0.##}\" height=\"{height:0.##}\" viewBox=\"0 0 {width:0.##} "
                + $"{height:0.##}\">\n{shapes}</svg>\n"
        );

    private void Add(string shape) => shapes.Append(shape).Append('\n');
}
