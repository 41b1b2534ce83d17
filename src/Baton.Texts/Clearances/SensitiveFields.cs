using System.Collections.Frozen;

namespace Baton.Texts.Clearances;

/// <summary>The JSON fields whose values are masked whatever they contain.</summary>
internal sealed class SensitiveFields
{
    private const int LongestName = 64;

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

    public SensitiveFields(ClearancePolicy policy)
    {
        // Of two fields with one name the more sensitive counts, because a policy can only add.
        fields = Known
            .Concat(policy.Fields)
            .GroupBy(field => Folded(field.Name))
            .ToFrozenDictionary(same => same.Key, same => same.MaxBy(field => field.Sensitivity)!)
            .GetAlternateLookup<ReadOnlySpan<char>>();
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

    /// <summary>Whether JSON text may contain such a field that the reader may not see.</summary>
    public bool AreIn(ReadOnlySpan<char> json, Clearance reader)
    {
        for (var at = 0; json[at..].IndexOf(':') is >= 0 and var next; at++)
        {
            at += next;
            var name = json[..at].TrimEnd(" \t\r\n");
            if (!name.EndsWith('"'))
                continue;
            name = name[..^1];
            name = name[Math.Max(0, name.Length - LongestName - 1)..];
            if (name.LastIndexOf('"') is >= 0 and var quote && Find(name[(quote + 1)..])?.Sensitivity > reader)
                return true;
        }

        return false;
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
