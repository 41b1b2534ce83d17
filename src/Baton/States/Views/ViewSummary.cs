using Baton.Journals.Handoffs;

namespace Baton.States.Views;

/// <summary>The summary that a view begins with.</summary>
/// <param name="To">The last entry that it stands for.</param>
/// <param name="Tokens">How many tokens it may have, or its last segment.</param>
/// <param name="Segments">How it is put together; null for one segment.</param>
/// <param name="AsOf">The last entry that the reader knew when it was decided.</param>
/// <param name="WrittenFrom">The first entry from which the next summary will be written anew.</param>
internal sealed record ViewSummary(long To, int Tokens, SummarySegments? Segments, long AsOf, long WrittenFrom);
