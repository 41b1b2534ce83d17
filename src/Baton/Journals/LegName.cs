using System.Globalization;

namespace Baton.Journals;

/// <summary>The names of legs: <c>3</c> for the third of a conversation, <c>3.1</c> for the first that this one opened.</summary>
internal static class LegName
{
    /// <summary>By number and not by letter: 2 comes before 10.</summary>
    public static readonly IComparer<string> Order = Comparer<string>.Create((left, right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right));

    /// <summary>The name of the next leg.</summary>
    /// <param name="parent">The leg that opens it; null for the conversation's own line.</param>
    /// <param name="opened">How many that one has opened before.</param>
    public static string Next(string? parent, int opened) =>
        string.Create(CultureInfo.InvariantCulture, $"{parent}{(parent is null ? "" : ".")}{opened + 1}");

    /// <summary>How deep in legs a line is: 0 for the conversation's own.</summary>
    public static int DepthOf(string? leg) => leg is null ? 0 : leg.AsSpan().Count('.') + 1;

    /// <summary>Whether one line is the other, or delegated it, or delegated who delegated it.</summary>
    public static bool Holds(string? line, string? leg) =>
        line is null || line == leg || (leg is not null && leg.StartsWith(line + ".", StringComparison.Ordinal));

    /// <summary>The leg of a line that another leg is, or is within.</summary>
    public static string ChildOf(string? line, string leg) => leg.IndexOf('.', line is null ? 0 : line.Length + 1) is > 0 and var dot ? leg[..dot] : leg;

    /// <summary>The line that opened a leg.</summary>
    public static string? ParentOf(string leg) => leg.LastIndexOf('.') is > 0 and var dot ? leg[..dot] : null;
}
