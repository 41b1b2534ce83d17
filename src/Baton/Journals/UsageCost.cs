using System.Globalization;

namespace Baton;

/// <summary>What model calls cost, by the team's prices at the time of each call.</summary>
/// <param name="Amount">The amount.</param>
/// <param name="Currency">Its currency.</param>
public sealed record UsageCost(decimal Amount, string Currency)
{
    /// <summary>The amount, to a hundredth of a cent, and the currency.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00##} {Currency}");

    /// <summary>Both together. A team has one currency at a time: what was paid in another is left out.</summary>
    public static UsageCost? Sum(UsageCost? left, UsageCost? right) =>
        left is null ? right
        : right is null || right.Currency != left.Currency ? left
        : left with { Amount = left.Amount + right.Amount };
}
