using System.Globalization;

namespace Baton.Cli.Evals.Plots;

/// <summary>A chart with two axes.</summary>
internal sealed class Chart
{
    private const double Left = 70;
    private const double Top = 50;
    private const double Size = 400;
    private const int Ticks = 5;

    private readonly Svg svg = new(Left + Size + 40, Top + Size + 70);
    private readonly double mostX;
    private readonly double mostY;

    /// <param name="title">The title.</param>
    /// <param name="across">The label of the horizontal axis.</param>
    /// <param name="up">The label of the vertical axis.</param>
    /// <param name="mostX">The end of the horizontal axis, which begins at 0.</param>
    /// <param name="mostY">The end of the vertical axis, which begins at 0.</param>
    public Chart(string title, string across, string up, double mostX, double mostY)
    {
        this.mostX = mostX;
        this.mostY = mostY;
        svg.Text(Left + (Size / 2), 28, title, "middle", 15);
        svg.Text(Left + (Size / 2), Top + Size + 48, across, "middle");
        svg.Text(22, Top + (Size / 2), up, "middle", turn: -90);
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var (x, y) = At(mostX * tick / Ticks, mostY * tick / Ticks);
            svg.Line(x, Top, x, Top + Size, "#e4e4e4");
            svg.Line(Left, y, Left + Size, y, "#e4e4e4");
            svg.Text(x, Top + Size + 20, (mostX * tick / Ticks).ToString("0.###", CultureInfo.InvariantCulture), "middle");
            svg.Text(Left - 8, y + 4, (mostY * tick / Ticks).ToString("0.###", CultureInfo.InvariantCulture), "end");
        }

        svg.Line(Left, Top + Size, Left + Size, Top + Size, "#222222");
        svg.Line(Left, Top, Left, Top + Size, "#222222");
    }

    public void Bar(double from, double to, double height, double opacity)
    {
        var (x, y) = At(from, height);
        svg.Box(x + 1, y, At(to, 0).X - x - 2, Top + Size - y, "#3b76b0", opacity);
    }

    public void Curve(IEnumerable<(double X, double Y)> points, string color) =>
        svg.Curve(points.Select(point => At(point.X, point.Y)), color);

    public void Guide(double x1, double y1, double x2, double y2)
    {
        var (from, to) = (At(x1, y1), At(x2, y2));
        svg.Line(from.X, from.Y, to.X, to.Y, "#b0413e", "5,4");
    }

    public void Note(double x, double y, string text)
    {
        var at = At(x, y);
        svg.Text(at.X, at.Y, text);
    }

    public override string ToString() => svg.ToString();

    private (double X, double Y) At(double x, double y) => (Left + (Size * x / mostX), Top + Size - (Size * Math.Min(y / mostY, 1)));
}
