namespace Baton.States;

/// <summary>A rule that fired.</summary>
/// <param name="Name">Its name.</param>
/// <param name="On">The sequence number of the entry that it fired on.</param>
internal sealed record FiredRule(string Name, long On);
