using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Baton.Texts.Facts;

namespace Baton.TeamFiles.Tables;

/// <summary>Compares what a model asks for with what a table holds: people write the same thing in several ways.</summary>
internal static partial class CellText
{
    // What models write where they have nothing to say.
    private static readonly FrozenSet<string> Nothing = new[]
    {
        "n/a",
        "na",
        "none",
        "null",
        "nil",
        "undefined",
        "unknown",
        "not provided",
        "not specified",
        "not given",
        "unspecified",
        "any",
        "string",
        "-",
        "--",
        "–",
        "—",
        "?",
        "*",
        "...",
        "…",
        "keine",
        "k.a.",
        "k. a.",
        "aucun",
        "ninguno",
        "nessuno",
        "nenhum",
        "geen",
        "brak",
        "なし",
        "无",
        "無",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether both mean the same: as amounts when both are numbers, otherwise as text without regard to case.</summary>
    public static bool Same(string asked, string held)
    {
        if (WrittenAmount.Read(asked) is { } left && WrittenAmount.Read(held) is { } right)
            return left.CanMean(right);
        return string.Equals(Plain(asked), Plain(held), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether it is a number, perhaps with a currency.</summary>
    public static bool IsNumber(string text) => WrittenAmount.Read(text) is not null;

    /// <summary>Whether a model says with it that it does not know.</summary>
    public static bool SaysNothing(string text) =>
        string.IsNullOrWhiteSpace(text) || Nothing.Contains(text.Trim().Trim('"', '\'', '[', ']', '<', '>'));

    private static string Plain(string text) =>
        Spaces().Replace(WrittenAmount.WithPlainDigits(text.Normalize(NormalizationForm.FormC)).Trim(), " ");

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
