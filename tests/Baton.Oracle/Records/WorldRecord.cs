namespace Baton.Oracle.Records;

/// <summary>All that happened in a world, seen from outside.</summary>
/// <param name="Team">The team.</param>
/// <param name="Secrets">What was planted in messages and tool results, each with who may see it.</param>
/// <param name="Happenings">What happened, in order.</param>
public sealed record WorldRecord(TeamFacts Team, IReadOnlyList<Secret> Secrets, IReadOnlyList<Happening> Happenings);

/// <summary>A piece of text that not everybody may see.</summary>
/// <param name="Text">The text, which occurs nowhere else by chance.</param>
/// <param name="Clearance">The least clearance that may read it, on the scale of <see cref="AgentFacts.Clearance"/>.</param>
/// <param name="Customer">The customer whose it is: it never reaches another customer's conversation.</param>
public sealed record Secret(string Text, int Clearance, string Customer);
