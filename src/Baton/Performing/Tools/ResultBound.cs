using System.Globalization;
using Baton.Texts.Searches;

namespace Baton.Performing.Tools;

/// <summary>Bounds what a journal keeps of a tool's result. A model reads a long one in parts.</summary>
internal static class ResultBound
{
    // More is a file and no answer, and every store and reader of the journal would carry it.
    private const int MostKept = 16_000_000;

    /// <summary>The result, or its beginning with a note of what was cut.</summary>
    public static string Kept(string result) =>
        result.Length <= MostKept
            ? result
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{TextPart.First(result, MostKept)}\n(Cut by the runtime: the result has {result.Length:N0} characters. Ask for less.)"
            );
}
