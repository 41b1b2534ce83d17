using System.Text.RegularExpressions;

namespace Baton.Journals.Entries;

/// <summary>The customer said something. It begins a turn.</summary>
public sealed partial record MessageReceived : JournalEntry
{
    /// <summary>The sender's id of the message.</summary>
    public required MessageId Message { get; init; }

    /// <summary>What was said, word for word.</summary>
    public required string Text { get; init; }

    /// <summary>True if this makes the conversation sensitive: it is never summarised from then on.</summary>
    public bool? Sensitive { get; init; }

    /// <summary>The topic that made it sensitive; null otherwise.</summary>
    public string? Topic { get; init; }

    /// <summary>True if it asks for a person; null otherwise.</summary>
    public bool? AsksForPerson { get; init; }

    /// <summary>New attributes of the customer, such as a tier or a region, that apply from this message on; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>The rule that fired on it, so that no agent goes on; null if none did.</summary>
    public string? Rule { get; init; }

    /// <summary>What is wrong with a name of <see cref="Attributes"/>, or null.</summary>
    public static string? CheckAttribute(string name) =>
        AttributeName().IsMatch(name)
            ? null
            : $"'{name}' is not a name for an attribute of the customer: use 1 to 64 letters, digits, '-', '_' and '.'.";

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"customer: {Text}"];

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AttributeName();
}
