using Baton.Journals.Entries;

namespace Baton.Teams.Rules;

/// <summary>
/// A rule's condition on the router's verdict on a customer's message (docs/routing.md): a part of it belongs to one of some agents with
/// high confidence, or nobody in the team should take it.
/// </summary>
public sealed record RouterCondition
{
    /// <summary>
    /// Agents of the team; one of them must be the likeliest for a part of the message. Default: none, and then <see cref="OutOfScope"/>
    /// must be set.
    /// </summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>The least confidence, from 0 to 1. Default: 0.9.</summary>
    public double ConfidenceAtLeast { get; init; } = DefaultConfidence;

    /// <summary>Whether the whole message must be for nobody in the team. Default: false.</summary>
    public bool OutOfScope { get; init; }

    internal const double DefaultConfidence = 0.9;

    internal bool Holds(MessageRouted routed) =>
        routed.Detail is null
        && (
            OutOfScope
                ? routed.OutOfScope
                : routed.Parts.Any(part =>
                    part is { OutOfScope: false, Routes: [var best, ..] }
                    && best.Confidence >= ConfidenceAtLeast
                    && Agents.Contains(best.To, StringComparer.Ordinal)
                )
        );
}
