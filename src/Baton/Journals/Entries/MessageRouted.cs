using Baton.Journals.Handoffs;

namespace Baton.Journals.Entries;

/// <summary>
/// The router read a customer's message: what it learned from the team's examples says who should take it. By itself this moves nothing;
/// what follows from it stands in the entries behind it. Probabilities are rounded down to four places.
/// </summary>
public sealed record MessageRouted : JournalEntry
{
    /// <summary>The message.</summary>
    public required MessageId Message { get; init; }

    /// <summary>Which router: 12 hexadecimal digits that are others as soon as the team's examples are.</summary>
    public required string Router { get; init; }

    /// <summary>How sure it is, from 0 to 1, that the message is in scope and the best route is right.</summary>
    public required double Confidence { get; init; }

    /// <summary>The likeliest agents for the whole message, best first, each with how likely it is that the message is in scope and this is right.</summary>
    public required IReadOnlyList<RouterOpinion> Routes { get; init; }

    /// <summary>The message in parts, in order: one for a message with one issue, none for one without words.</summary>
    public required IReadOnlyList<RoutedPart> Parts { get; init; }

    /// <summary>Whether nobody in the team should take it.</summary>
    public required bool OutOfScope { get; init; }

    /// <summary>Whether the customer asks for a person.</summary>
    public required bool WantsPerson { get; init; }

    /// <summary>Why there is no verdict, in a sentence: then everything goes on as without a router. Null otherwise.</summary>
    public string? Detail { get; init; }

    /// <summary>The rule of the team that fired on it; null when none did.</summary>
    public string? Rule { get; init; }
}

/// <summary>A part of a message that is about one thing.</summary>
public sealed record RoutedPart
{
    /// <summary>Where it begins in the message, in UTF-16 code units.</summary>
    public required int Start { get; init; }

    /// <summary>How long it is, in UTF-16 code units.</summary>
    public required int Length { get; init; }

    /// <summary>Whether nobody in the team should take it.</summary>
    public required bool OutOfScope { get; init; }

    /// <summary>The likeliest agents for this part, best first, each with how likely it is that the part is in scope and this is right.</summary>
    public required IReadOnlyList<RouterOpinion> Routes { get; init; }
}
