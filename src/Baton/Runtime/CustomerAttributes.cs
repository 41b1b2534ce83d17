using Baton.Journals.Entries;

namespace Baton.Runtime;

/// <summary>What a program says of a customer, as the journal keeps it.</summary>
internal static class CustomerAttributes
{
    private const int Most = 32;
    private const int LongestValue = 200;

    /// <summary>The attributes, checked and ordered by name; null for none.</summary>
    /// <exception cref="ArgumentException">There are too many, or one has an invalid form.</exception>
    public static IReadOnlyDictionary<string, string>? Checked(IReadOnlyDictionary<string, string>? attributes, string parameter)
    {
        if (attributes is not { Count: > 0 })
            return null;
        if (attributes.Count > Most)
            throw new ArgumentException($"There are {attributes.Count} customer attributes, and at most {Most} are allowed.", parameter);
        foreach (var (name, value) in attributes)
        {
            if (MessageReceived.CheckAttribute(name) is { } wrong)
                throw new ArgumentException(wrong, parameter);
            if (value is null || value.Length > LongestValue)
                throw new ArgumentException($"The customer's '{name}' must be a text of up to {LongestValue} characters.", parameter);
        }

        return new SortedDictionary<string, string>(attributes.ToDictionary(), StringComparer.Ordinal);
    }
}
