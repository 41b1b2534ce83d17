namespace Baton.Teams.Triage;

/// <summary>
/// Lets a customer's message go to specialists without a call of the entry agent's model, when the router is sure: every part of it is in
/// scope, no person is asked for, and the entry agent hands over to all whom it is for. Anything less is the model's, as ever.
/// </summary>
/// <param name="ConfidenceAtLeast">How sure the router must be of each part, above 0 and up to 1.</param>
public sealed record FastPath(double ConfidenceAtLeast);
