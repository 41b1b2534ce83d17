using Baton.Texts.Readable;

namespace Baton.Journals.Entries;

/// <summary>A tool call waits until a person approves it.</summary>
internal sealed record ApprovalAsked : JournalEntry
{
    /// <summary>The agent that called it.</summary>
    public required string Participant { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The id of the call, which the decision refers to.</summary>
    public required CallId CallId { get; init; }

    /// <summary>The arguments: a JSON object.</summary>
    public required JsonText Arguments { get; init; }

    /// <summary>Why it needs approval, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() =>
        [$"{Tool} waits for approval {EntryWords.Short(ReadableJson.Of(Arguments.ToString()), EntryWords.LongestArguments)} ({Reason})"];
}
