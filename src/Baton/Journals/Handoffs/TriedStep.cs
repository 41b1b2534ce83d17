using System.Text.Json.Serialization;

namespace Baton.Journals.Handoffs;

/// <summary>A step on an issue. Its result can be read at its entry; results are not repeated in briefings.</summary>
internal sealed record TriedStep
{
    /// <summary>The participant who took it.</summary>
    public required string By { get; init; }

    /// <summary>What was done.</summary>
    public required TriedAction What { get; init; }

    /// <summary>The tool that was called.</summary>
    public string? Tool { get; init; }

    /// <summary>The call's arguments; null if they are longer than 500 characters.</summary>
    public JsonText? Arguments { get; init; }

    /// <summary>How the call ended.</summary>
    public ToolOutcome? Outcome { get; init; }

    /// <summary>
    /// The sequence number of its entry: the call's end with its result, the words to the customer, or the issue's change.
    /// </summary>
    public required long Entry { get; init; }

    /// <summary>The issues of the step, if those are not all that are handed over.</summary>
    public IReadOnlyList<IssueId>? Issues { get; init; }
}

/// <summary>What somebody did about an issue.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TriedAction>))]
internal enum TriedAction
{
    /// <summary>Called a tool.</summary>
    [JsonStringEnumMemberName("called")]
    Called,

    /// <summary>Asked the customer.</summary>
    [JsonStringEnumMemberName("asked")]
    Asked,

    /// <summary>Answered, and the issue was resolved until it was reopened.</summary>
    [JsonStringEnumMemberName("answered")]
    Answered,

    /// <summary>Gave it to somebody else.</summary>
    [JsonStringEnumMemberName("handed_on")]
    HandedOn,
}
