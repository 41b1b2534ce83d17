namespace Baton.Journals.Handoffs;

/// <summary>A reply that was held back from the customer. The receiver reads its text as far as its clearance allows.</summary>
public sealed record DraftReply
{
    /// <summary>Who wrote it.</summary>
    public required string By { get; init; }

    /// <summary>The sequence number of the <c>model_call_ended</c> entry that holds the text.</summary>
    public required long Of { get; init; }

    /// <summary>How sure its writer was of it, from 0 to 1; null when it did not say, or was not asked.</summary>
    public double? Confidence { get; init; }

    /// <summary>How sure it has to be; null when it is held back for another reason.</summary>
    public double? Threshold { get; init; }
}
