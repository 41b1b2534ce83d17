using Baton.Journals.Entries;
using Baton.States.Snapshots;
using Baton.Texts.Facts;

namespace Baton.States.Histories;

/// <summary>
/// The beginning of a transcript, up to the end of a turn, in a snapshot: the utterances from which summaries may still be written, and of
/// those before them the sums.
/// </summary>
internal sealed record TranscriptSnapshot
{
    public static readonly TranscriptSnapshot None = new();

    /// <summary>How many entries it covers.</summary>
    public int Entries { get; init; }

    /// <summary>How many utterances it only has sums of.</summary>
    public int Before { get; init; }

    /// <summary>The entry of the last of those; 0 for none.</summary>
    public long Forgotten { get; init; }

    /// <summary>Their bytes.</summary>
    public int Bytes { get; init; }

    /// <summary>Their tokens.</summary>
    public int Tokens { get; init; }

    /// <summary>The facts of all that it covers.</summary>
    public int Facts { get; init; }

    public TurnsSnapshot Turns { get; init; } = TurnsSnapshot.None;

    public IReadOnlyList<SaidSnapshot> Said { get; init; } = [];

    public string? Desk { get; init; }

    /// <summary>The summaries that models wrote, as lines of the journal.</summary>
    public IReadOnlyList<string>? Written { get; init; }

    public OpenIssuesSnapshot? OpenIssues { get; init; }

    public IReadOnlyList<SegmentSnapshot> Segments { get; init; } = [];
}

/// <summary>An utterance in a snapshot. Of a tool's result the entry is kept, as a line of the journal.</summary>
internal sealed record SaidSnapshot(long Seq, string Speaker, string? Text, bool? IsCustomer, string? Result, string? Counted)
{
    public static SaidSnapshot Of(Utterance utterance, ToolCallEnded? result, string counted) =>
        new(
            utterance.Seq,
            utterance.Speaker,
            result is null ? utterance.Text : null,
            utterance.IsCustomer ? true : null,
            result is null ? null : EntryLines.Of([result])![0],
            ReferenceEquals(counted, utterance.Text) ? null : counted
        );

    public (Utterance Utterance, ToolCallEnded? Result) Read()
    {
        var result = Result is null ? null : EntryLines.Read<ToolCallEnded>([Result]).Single();
        return (new Utterance(Speaker, Text ?? result!.Result, Seq, IsCustomer == true), result);
    }
}
