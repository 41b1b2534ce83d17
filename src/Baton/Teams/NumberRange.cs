using System.Globalization;

namespace Baton.Teams;

/// <summary>The numbers that a setting accepts.</summary>
/// <param name="Least">The least number; accepted unless <paramref name="IsAbove"/>.</param>
/// <param name="Most">The greatest one.</param>
/// <param name="IsAbove">Whether a number must be more than <paramref name="Least"/>.</param>
internal sealed record NumberRange(double Least, double Most = double.MaxValue, bool IsAbove = false)
{
    public bool Holds(double number) => (IsAbove ? number > Least : number >= Least) && number <= Most;

    /// <summary>The range in words, for a message.</summary>
    public override string ToString() =>
        (IsAbove, Most) switch
        {
            (false, double.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"a number from {Least}"),
            (false, _) => string.Create(CultureInfo.InvariantCulture, $"a number from {Least} to {Most}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"a number above {Least} and up to {Most}"),
        };
}
