using Baton.Texts.Clearances;
using Baton.Texts.Readable;

namespace Baton.Journals.Entries;

/// <summary>A tool call ended.</summary>
public sealed record ToolCallEnded : JournalEntry
{
    /// <summary>The agent that called it.</summary>
    public required string Participant { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The id of the call.</summary>
    public required CallId CallId { get; init; }

    /// <summary>How it ended.</summary>
    public required ToolOutcome Outcome { get; init; }

    /// <summary>What the model reads: the result, or what went wrong in a sentence, without stack or secrets.</summary>
    public required string Result { get; init; }

    /// <summary>The sensitivity of the tool's results when it returned this one; null if anybody may see it.</summary>
    public Clearance? Sensitivity { get; init; }

    /// <summary>The rule that fired on it, so that no agent goes on; null if none did.</summary>
    public string? Rule { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"{Tool} {EntryWords.Of(Outcome)} {EntryWords.Short(ReadableJson.Of(Result))}"];
}
