using System.Text.RegularExpressions;

namespace Baton.Runtime;

/// <summary>What a program says of a customer, as the journal keeps it.</summary>
internal static partial class CustomerAttributes
{
    private const int Most = 32;
    private const int LongestValue = 200;

    /// <summary>The attributes in the order of their names; null for none.</summary>
    /// <exception cref="ArgumentException">There are too many, or one has another form.</exception>
    public static IReadOnlyDictionary<string, string>? Checked(IReadOnlyDictionary<string, string>? attributes, string parameter)
    {
        if (attributes is not { Count: > 0 })
            return null;
        if (attributes.Count > Most)
            throw new ArgumentException($"There are {attributes.Count} customer attributes, and at most {Most} are allowed.", parameter);
        foreach (var (name, value) in attributes)
        {
            if (CheckName(name) is { } wrong)
                throw new ArgumentException(wrong, parameter);
            if (value is null || value.Length > LongestValue)
                throw new ArgumentException($"The customer's '{name}' must be a text of up to {LongestValue} characters.", parameter);
        }

        return new SortedDictionary<string, string>(attributes.ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? CheckName(string name) => AttributeName().IsMatch(name)
        ? null
        : $"'{name}' is not a name for an attribute of the customer: use 1 to 64 letters, digits, '-', '_' and '.'.";

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AttributeName();
}
