using System.Globalization;

namespace Baton.TeamFiles.Reading;

/// <summary>The numbers that a setting takes.</summary>
/// <param name="Least">The least one, which it takes too unless <paramref name="IsAbove"/>.</param>
/// <param name="Most">The greatest one.</param>
/// <param name="IsAbove">Whether a number must be more than <paramref name="Least"/>.</param>
internal sealed record NumberRange(double Least, double Most = double.MaxValue, bool IsAbove = false)
{
    public static readonly NumberRange Share = new(0, 1);

    public static readonly NumberRange ShareAboveZero = new(0, 1, IsAbove: true);

    public bool Holds(double number) => (IsAbove ? number > Least : number >= Least) && number <= Most;

    /// <summary>What must be given, for a message.</summary>
    public override string ToString() =>
        (IsAbove, Most) switch
        {
            (false, double.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"a number from {Least}"),
            (false, _) => string.Create(CultureInfo.InvariantCulture, $"a number from {Least} to {Most}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"a number above {Least} and up to {Most}"),
        };
}
