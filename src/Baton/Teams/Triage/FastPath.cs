namespace Baton.Teams.Triage;

/// <summary>
/// Sends a message that the router classifies with high confidence straight to the specialists, without a triage model call: every part is
/// in scope, no person is asked for, and the entry agent may hand over to all the targets. Any other message goes to the model as usual.
/// </summary>
/// <param name="ConfidenceAtLeast">The router's least confidence for each part, above 0 and up to 1.</param>
public sealed record FastPath(double ConfidenceAtLeast);
