using Baton.Texts.Readable;

namespace Baton.Journals.Entries;

/// <summary>A tool is about to run. If a crash follows before its end, its outcome is in doubt.</summary>
public sealed record ToolCallBegun : JournalEntry
{
    /// <summary>The agent that called it.</summary>
    public required string Participant { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The id of the call, which is the tool's idempotency key.</summary>
    public required CallId CallId { get; init; }

    /// <summary>The arguments: a JSON object.</summary>
    public required JsonText Arguments { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() =>
        [$"{Tool} {EntryWords.Short(ReadableJson.Of(Arguments.ToString()), EntryWords.LongestArguments)}"];
}
