namespace Baton.Journals.Handoffs;

/// <summary>A reply that was held back from the customer. The receiver reads its text as far as its clearance allows.</summary>
internal sealed record DraftReply
{
    /// <summary>Who wrote it.</summary>
    public required string By { get; init; }

    /// <summary>The sequence number of the <c>model_call_ended</c> entry that holds the text.</summary>
    public required long Of { get; init; }

    /// <summary>The reported confidence, from 0 to 1; null if none was reported or required.</summary>
    public double? Confidence { get; init; }

    /// <summary>The confidence that it needed; null if it is held back for another reason.</summary>
    public double? Threshold { get; init; }
}
