using Baton.Journals.Handoffs;

namespace Baton.Journals.Entries;

/// <summary>
/// The router's verdict on a customer's message: which agents should take it. It changes nothing by itself; the entries after it say what
/// followed. Probabilities are rounded down to four places.
/// </summary>
internal sealed record MessageRouted : JournalEntry
{
    /// <summary>The message.</summary>
    public required MessageId Message { get; init; }

    /// <summary>The router: 12 hexadecimal digits that change with the team's examples.</summary>
    public required string Router { get; init; }

    /// <summary>The probability, from 0 to 1, that the message is in scope and the best route is right.</summary>
    public required double Confidence { get; init; }

    /// <summary>
    /// The likeliest agents for the whole message, best first, each with the probability that the message is in scope and this agent is
    /// right.
    /// </summary>
    public required IReadOnlyList<RouterOpinion> Routes { get; init; }

    /// <summary>The message in parts, in order: one for a message with one issue, none for one without words.</summary>
    public required IReadOnlyList<RoutedPart> Parts { get; init; }

    /// <summary>Whether nobody in the team should take it.</summary>
    public required bool OutOfScope { get; init; }

    /// <summary>Whether the customer asks for a person.</summary>
    public required bool WantsPerson { get; init; }

    /// <summary>Why there is no verdict, in a sentence; the turn then goes on as without a router. Null otherwise.</summary>
    public string? Detail { get; init; }

    /// <summary>The rule of the team that fired on it; null if none did.</summary>
    public string? Rule { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() =>
        [
            Detail is null
                ? $"router: "
                    + (Parts.Count == 0 ? "no text" : string.Join("; ", Parts.Select(ChoiceFor)))
                    + (WantsPerson ? "; asks for a person" : "")
                : $"router: no answer ({Detail})",
        ];

    private static string ChoiceFor(RoutedPart part) =>
        part.OutOfScope || part.Routes.Count == 0
            ? "out of scope"
            : $"{part.Routes[0].To}, {EntryWords.Confidence(part.Routes[0].Confidence)}";
}

/// <summary>A part of a message that is about one thing.</summary>
internal sealed record RoutedPart
{
    /// <summary>Where it begins in the message, in UTF-16 code units.</summary>
    public required int Start { get; init; }

    /// <summary>How long it is, in UTF-16 code units.</summary>
    public required int Length { get; init; }

    /// <summary>Whether nobody in the team should take it.</summary>
    public required bool OutOfScope { get; init; }

    /// <summary>
    /// The likeliest agents for this part, best first, each with the probability that the part is in scope and this agent is right.
    /// </summary>
    public required IReadOnlyList<RouterOpinion> Routes { get; init; }
}
