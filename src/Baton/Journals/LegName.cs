using System.Globalization;

namespace Baton.Journals;

/// <summary>The names of legs: <c>3</c> for the third of a conversation, <c>3.1</c> for the first that this one opened.</summary>
internal static class LegName
{
    /// <summary>By number and not by letter: 2 comes before 10.</summary>
    public static readonly IComparer<string> Order = Comparer<string>.Create(
        (left, right) => left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right)
    );

    /// <summary>The name of the next leg.</summary>
    /// <param name="parent">The leg that opens it; null for the conversation itself.</param>
    /// <param name="opened">How many legs that one has opened before.</param>
    public static string Next(string? parent, int opened) =>
        string.Create(CultureInfo.InvariantCulture, $"{parent}{(parent is null ? "" : ".")}{opened + 1}");

    /// <summary>The nesting depth: 0 for the conversation itself.</summary>
    public static int DepthOf(string? leg) => leg is null ? 0 : leg.AsSpan().Count('.') + 1;

    /// <summary>Whether <paramref name="leg"/> is <paramref name="outer"/> or is nested in it; null is the conversation itself.</summary>
    public static bool Holds(string? outer, string? leg) =>
        outer is null || outer == leg || (leg is not null && leg.StartsWith(outer + ".", StringComparison.Ordinal));

    /// <summary>The direct child of <paramref name="outer"/> that <paramref name="leg"/> is or is nested in.</summary>
    public static string ChildOf(string? outer, string leg) =>
        leg.IndexOf('.', outer is null ? 0 : outer.Length + 1) is > 0 and var dot ? leg[..dot] : leg;

    /// <summary>The leg that opened a leg; null for the conversation itself.</summary>
    public static string? ParentOf(string leg) => leg.LastIndexOf('.') is > 0 and var dot ? leg[..dot] : null;
}
