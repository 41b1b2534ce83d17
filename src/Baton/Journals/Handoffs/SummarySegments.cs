using System.Globalization;

namespace Baton.Journals.Handoffs;

/// <summary>
/// How a long summary is put together: the stretch is cut into segments, each of which is summarised from itself alone, and the oldest may
/// be left behind. These figures and the entries give the text.
/// </summary>
internal sealed record SummarySegments
{
    /// <summary>About how many tokens of the history a segment has.</summary>
    public required int Size { get; init; }

    /// <summary>The token budget of each segment but the last; its facts may need more.</summary>
    public required int Tokens { get; init; }

    /// <summary>The segments up to this entry contain only their clearly defined facts. Null for none.</summary>
    public long? FactsTo { get; init; }

    /// <summary>What the summary does not contain, in order, without gaps inside a range. Null for nothing.</summary>
    public IReadOnlyList<EntryRange>? LeftBehind { get; init; }
}

/// <summary>Entries of a journal.</summary>
/// <param name="From">The first one.</param>
/// <param name="To">The last one.</param>
internal readonly record struct EntryRange(long From, long To)
{
    /// <summary>Lists ranges in words.</summary>
    public static string Listed(IReadOnlyList<EntryRange> ranges) =>
        string.Join(" and ", ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.From} to {range.To}")));
}
