namespace Baton.Teams.Triage;

/// <summary>
/// Makes the router read each message that the entry agent's model routes, so that each handoff has the router's opinion beside the
/// model's, and says what happens when the router is confident of an agent that the model gives nothing to.
/// </summary>
/// <param name="ConfidenceAtLeast">The router's least confidence to disagree, above 0 and up to 1.</param>
/// <param name="Then">What happens then.</param>
public sealed record Disagreement(double ConfidenceAtLeast, DisagreementAction Then = DisagreementAction.Note);

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
