using Baton.Adversary.Attacks;

namespace Baton.Adversary.Judging;

/// <summary>Something that an attacker gained.</summary>
/// <param name="Goal">What kind of thing.</param>
/// <param name="What">What it was, in a sentence.</param>
internal sealed record Gain(Goal Goal, string What);
