namespace Baton.Teams.Triage;

/// <summary>
/// Has the router read each message that the entry agent's model routes, so that its opinion stands beside the model's in each handoff, and
/// says what follows when it is sure of somebody to whom the model gives nothing.
/// </summary>
/// <param name="ConfidenceAtLeast">How sure the router must be to disagree, above 0 and up to 1.</param>
/// <param name="Then">What follows.</param>
public sealed record Disagreement(double ConfidenceAtLeast, DisagreementAction Then = DisagreementAction.Note);

/// <summary>What follows when model and router disagree.</summary>
public enum DisagreementAction
{
    /// <summary>The model's routing holds; the handoff has the router's opinion beside it.</summary>
    Note,

    /// <summary>The model is told once what the router thinks and routes anew; what it says then holds.</summary>
    Ask,

    /// <summary>The conversation is escalated.</summary>
    Escalate,
}
