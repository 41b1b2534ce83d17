using Baton.Adversary.Worlds;

namespace Baton.Adversary.Judging;

/// <summary>What came of an attack.</summary>
/// <param name="Arrived">Whether its text or its calls reached the team at all.</param>
/// <param name="Said">Whether the customer read words that the attacker wanted them to read, which is no gain.</param>
/// <param name="Gains">What was gained.</param>
/// <param name="Events">What happened.</param>
internal sealed record Outcome(bool Arrived, bool Said, IReadOnlyList<Gain> Gains, IReadOnlyList<WorldEvent> Events);
