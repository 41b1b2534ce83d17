using System.Collections.Immutable;

namespace Baton.States;

/// <summary>A part of the turn's reply.</summary>
/// <param name="Participant">Who wrote it.</param>
/// <param name="Text">What it says.</param>
/// <param name="Issues">What it is about.</param>
internal sealed record ReplyPart(string Participant, string Text, ImmutableArray<IssueId> Issues);
