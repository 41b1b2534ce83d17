using System.Buffers;

namespace Baton.Texts.Clearances;

/// <summary>
/// The masks: how they are written, and how one is recognised in a text that was masked before, so that nothing in it is mistaken for data.
/// Two values with the same last four characters share a mask.
/// </summary>
internal sealed class MaskText
{
    private const int Shown = 4;

    private static readonly string[] Endings = ["[card ending ", "[IBAN ending ", "[SSN ending "];

    private static readonly string[] Whole =
    [
        "[password]",
        "[PIN]",
        "[CVC]",
        "[API key]",
        "[token]",
        "[private key]",
        Withheld(Clearance.Sensitive),
        Withheld(Clearance.Secret),
    ];

    private readonly string[] whole;
    private readonly SearchValues<string> openings;

    /// <summary>The known masks and those of configured patterns and fields.</summary>
    public MaskText(IEnumerable<string> names)
    {
        whole = [.. Whole, .. names.Select(Named)];
        openings = SearchValues.Create([.. Endings, .. whole], StringComparison.Ordinal);
    }

    public static string Of(SensitiveKind kind) =>
        kind switch
        {
            SensitiveKind.Password => "[password]",
            SensitiveKind.Pin => "[PIN]",
            SensitiveKind.CardCode => "[CVC]",
            SensitiveKind.ApiKey => "[API key]",
            SensitiveKind.Token => "[token]",
            SensitiveKind.PrivateKey => "[private key]",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind's mask tells how the value ends, or its name."),
        };

    /// <summary>The mask of a number, with its last four characters.</summary>
    public static string Ending(SensitiveKind kind, ReadOnlySpan<char> lastFour)
    {
        var opening = Endings[
            kind switch
            {
                SensitiveKind.Card => 0,
                SensitiveKind.BankAccount => 1,
                _ => 2,
            }
        ];
        return $"{opening}{lastFour}]";
    }

    public static string Named(string name) => $"[{name}]";

    /// <summary>The text in place of a tool's result that is above the reader's clearance.</summary>
    public static string Withheld(Clearance sensitivity) =>
        sensitivity == Clearance.Secret ? "[withheld: secret]" : "[withheld: sensitive]";

    public bool IsIn(ReadOnlySpan<char> text) => text.ContainsAny(openings);

    /// <summary>Whether the text is how a mask begins, and not yet all of it.</summary>
    public bool MayBegin(ReadOnlySpan<char> text)
    {
        foreach (var mask in whole)
        {
            if (mask.AsSpan().StartsWith(text, StringComparison.Ordinal))
                return true;
        }

        foreach (var opening in Endings)
        {
            if (
                text.Length <= opening.Length
                    ? opening.AsSpan().StartsWith(text, StringComparison.Ordinal)
                    : text.Length <= opening.Length + Shown && text.StartsWith(opening, StringComparison.Ordinal)
            )
                return true;
        }

        return false;
    }

    /// <summary>The length of the mask that the text begins with, or 0.</summary>
    public int LengthAtStart(ReadOnlySpan<char> text)
    {
        foreach (var mask in whole)
        {
            if (text.StartsWith(mask, StringComparison.Ordinal))
                return IsKey(text[mask.Length..]) ? 0 : mask.Length;
        }

        foreach (var opening in Endings)
        {
            var length = opening.Length + Shown + 1;
            if (
                text.Length >= length
                && text[length - 1] == ']'
                && text.StartsWith(opening, StringComparison.Ordinal)
                && !text.Slice(opening.Length, Shown).ContainsAnyExcept(Ascii.LettersAndDigits)
            )
                return length;
        }

        return 0;
    }

    // PHP writes the name of a field like its mask: "[pin] => 1234".
    private static bool IsKey(ReadOnlySpan<char> behind) => behind[..Math.Min(behind.Length, 8)].TrimStart(' ').StartsWith("=>");
}
