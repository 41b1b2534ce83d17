namespace Baton.Teams.Triage;

/// <summary>
/// How a router that learns from the agents' examples supports the entry agent's model. Everything is off by default; then nothing is
/// learned and nothing costs anything.
/// </summary>
/// <remarks>docs/routing.md explains it and has measurements.</remarks>
public sealed record TriagePolicy
{
    /// <summary>No router: the entry agent's model routes alone.</summary>
    public static readonly TriagePolicy Default = new();

    /// <summary>
    /// The router's least confidence for each part of a message, above 0 and up to 1, from which the message goes straight to the
    /// specialists, without a triage model call: every part is in scope, no person is asked for, and the entry agent may hand over to all
    /// the targets. Any other message goes to the model as usual. Default: null, every message goes to the model.
    /// </summary>
    public double? FastPathConfidence { get; init; }

    /// <summary>
    /// The router's least confidence to disagree with the entry agent's model, above 0 and up to 1: it then routes to an agent that the
    /// model gives nothing to. The router reads each message that the model routes, so each handoff has the router's opinion beside the
    /// model's. Default: null, and the router is not asked.
    /// </summary>
    public double? DisagreementConfidence { get; init; }

    /// <summary>What happens when they disagree. Default: <see cref="DisagreementAction.Note"/>.</summary>
    public DisagreementAction OnDisagreement { get; init; }
}

/// <summary>What happens when model and router disagree.</summary>
public enum DisagreementAction
{
    /// <summary>The model's routing stands; the handoff has the router's opinion beside it.</summary>
    Note,

    /// <summary>The model is told once what the router found and routes again. Its second routing stands.</summary>
    Ask,

    /// <summary>The conversation is escalated.</summary>
    Escalate,
}
