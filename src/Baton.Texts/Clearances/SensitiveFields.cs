using System.Buffers;
using System.Collections.Frozen;

namespace Baton.Texts.Clearances;

/// <summary>The fields whose values are masked whatever they contain, and where their names stand in a text.</summary>
internal sealed class SensitiveFields
{
    private const int LongestName = 64;
    private const int LongestOpening = 3;

    private static readonly SensitiveField[] Known =
    [
        new("card_number"),
        new("credit_card"),
        new("credit_card_number"),
        new("cc_number"),
        new("pan"),
        new("iban"),
        new("ssn"),
        new("social_security_number"),
        .. new[]
        {
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "pin",
            "cvc",
            "cvv",
            "cvv2",
            "security_code",
            "secret",
            "client_secret",
            "secret_key",
            "private_key",
            "api_key",
            "access_key",
            "token",
            "access_token",
            "refresh_token",
            "auth_token",
            "id_token",
            "bearer_token",
            "authorization",
        }.Select(name => new SensitiveField(name, Clearance.Secret)),
    ];

    private readonly FrozenDictionary<string, SensitiveField>.AlternateLookup<ReadOnlySpan<char>> fields;
    private readonly FrozenSet<string> declared;
    private readonly (string Folded, SensitiveField Field)[] longestFirst;
    private readonly SearchValues<string> openings;

    public SensitiveFields(ClearancePolicy policy)
    {
        // Of two fields with one name the more sensitive counts, because a policy can only add.
        var byName = Known
            .Concat(policy.Fields)
            .GroupBy(field => Folded(field.Name))
            .ToFrozenDictionary(same => same.Key, same => same.MaxBy(field => field.Sensitivity)!);
        fields = byName.GetAlternateLookup<ReadOnlySpan<char>>();
        declared = policy.Fields.Select(field => Folded(field.Name)).ToFrozenSet();
        longestFirst = [.. byName.Select(named => (named.Key, named.Value)).OrderByDescending(named => named.Key.Length)];
        openings = SearchValues.Create(
            [.. byName.Values.Select(field => OpeningOf(field.Name)).Distinct()],
            StringComparison.OrdinalIgnoreCase
        );
    }

    /// <summary>Every name that a mask may have.</summary>
    public static IEnumerable<string> NamesOf(ClearancePolicy policy) => Known.Concat(policy.Fields).Select(field => field.Name);

    /// <summary>The field of that name, however its words are joined, or null.</summary>
    public SensitiveField? Find(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestName)
            return null;
        Span<char> folded = stackalloc char[name.Length];
        var length = Fold(name, folded);
        return fields.TryGetValue(folded[..length], out var field) ? field : null;
    }

    /// <summary>Whether the team itself declared the field of that name, so that its name is no word of ordinary texts.</summary>
    public bool IsDeclared(SensitiveField field) => declared.Contains(Folded(field.Name));

    /// <summary>The first name of a field that the reader may not see, however its words are joined.</summary>
    /// <param name="text">A folded text.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="reader">The reader's clearance.</param>
    /// <param name="start">Where the name begins.</param>
    /// <param name="end">The position after it.</param>
    public SensitiveField? FindIn(ReadOnlySpan<char> text, int from, Clearance reader, out int start, out int end)
    {
        for (start = from; text[start..].IndexOfAny(openings) is >= 0 and var next; start++)
        {
            start += next;
            if (ContinuesWord(text, start))
                continue;
            foreach (var (folded, field) in longestFirst)
            {
                if (field.Sensitivity > reader && EndOf(text, start, folded) is > 0 and var after)
                {
                    end = after;
                    return field;
                }
            }
        }

        end = start;
        return null;
    }

    /// <summary>Whether a folded text has the name of a field that the reader may not see.</summary>
    public bool AreIn(ReadOnlySpan<char> text, Clearance reader) => FindIn(text, 0, reader, out _, out _) is not null;

    private static bool ContinuesWord(ReadOnlySpan<char> text, int start)
    {
        if (start == 0)
            return false;
        var before = text[start - 1];
        return char.IsLetterOrDigit(before) || (before is '_' or '-' && start > 1 && char.IsLetterOrDigit(text[start - 2]));
    }

    // The position after the name, or 0 if the text does not go on with it.
    private static int EndOf(ReadOnlySpan<char> text, int start, string folded)
    {
        var at = start;
        foreach (var letter in folded)
        {
            for (var joints = 0; at > start && at < text.Length && joints < 3 && text[at] is '_' or '-' or ' ' or '.'; joints++)
                at++;
            if (at >= text.Length || char.ToLowerInvariant(text[at]) != letter)
                return 0;
            at++;
        }

        var goesOn =
            at < text.Length
            && (char.IsLetterOrDigit(text[at]) || (text[at] is '_' or '-' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1])));
        return goesOn ? 0 : at;
    }

    private static string OpeningOf(string name)
    {
        var length = 0;
        while (length < Math.Min(name.Length, LongestOpening) && char.IsLetterOrDigit(name[length]))
            length++;
        return name[..length];
    }

    private static string Folded(string name)
    {
        Span<char> folded = stackalloc char[name.Length];
        return new string(folded[..Fold(name, folded)]);
    }

    private static int Fold(ReadOnlySpan<char> name, Span<char> folded)
    {
        var length = 0;
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter))
                folded[length++] = char.ToLowerInvariant(letter);
        }

        return length;
    }
}
