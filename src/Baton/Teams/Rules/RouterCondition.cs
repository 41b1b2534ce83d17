using Baton.Journals.Entries;

namespace Baton.Teams.Rules;

/// <summary>
/// What a rule asks of the router's verdict on a customer's message (docs/routing.md): that a part of it is sure to be for one of some agents, or
/// that nobody in the team should take it.
/// </summary>
public sealed record RouterCondition
{
    /// <summary>Agents of the team, of which a part of the message is likeliest for one. Default: none, and then <see cref="OutOfScope"/> is asked.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>How likely that has to be, from 0 to 1. Default: 0.9.</summary>
    public double ConfidenceAtLeast { get; init; } = DefaultConfidence;

    /// <summary>The whole message is for nobody in the team. Default: false.</summary>
    public bool OutOfScope { get; init; }

    internal const double DefaultConfidence = 0.9;

    internal bool Holds(MessageRouted routed) => routed.Detail is null && (OutOfScope
        ? routed.OutOfScope
        : routed.Parts.Any(part => part is { OutOfScope: false, Routes: [var best, ..] } && best.Confidence >= ConfidenceAtLeast && Agents.Contains(best.To, StringComparer.Ordinal)));
}
