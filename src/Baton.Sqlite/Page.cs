namespace Baton.Sqlite;

/// <summary>As many batches as are read at once.</summary>
/// <param name="Batches">In order.</param>
/// <param name="HasMore">Whether there may be more.</param>
internal sealed record Page(List<Batch> Batches, bool HasMore)
{
    public static readonly Page Empty = new([], false);
}
