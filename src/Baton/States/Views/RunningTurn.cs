using Baton.Journals.Entries;

namespace Baton.States.Views;

/// <summary>The turn under way, as an agent reads it.</summary>
/// <param name="Number">The number of the customer's message.</param>
/// <param name="Leg">The leg that reads; null for the conversation itself. Finished turns read the same in all legs.</param>
/// <param name="HeldBy">
/// The handoff of an earlier turn by which the agent still holds the baton: its notes are repeated in each turn until the next handoff.
/// </param>
internal sealed record RunningTurn(int Number, string? Leg, HandedOff? HeldBy);
