using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>A model answered.</summary>
public sealed record ModelCallEnded : JournalEntry
{
    /// <summary>The agent whose model it is.</summary>
    public required string Participant { get; init; }

    /// <summary>
    /// The model that answered, as <c>provider/name</c>. Written together with <see cref="Private"/>, which only that model may see again.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>The text of the reply, if it has any.</summary>
    public string? Text { get; init; }

    /// <summary>The tools that the reply calls, in its order.</summary>
    [JsonInclude]
    internal IReadOnlyList<ModelToolCall>? Calls { get; init; }

    /// <summary>Whether <see cref="Calls"/> were written as text, which is then not in <see cref="Text"/>; null if not.</summary>
    [JsonInclude]
    internal bool? ReadFromText { get; init; }

    /// <summary>The provider's own blocks (signed reasoning), sent back to the same model only.</summary>
    [JsonInclude]
    internal IReadOnlyList<PrivateBlock>? Private { get; init; }

    /// <summary>
    /// Why the model stopped, in the words of Microsoft.Extensions.AI: <c>stop</c>, <c>tool_calls</c>, <c>length</c>,
    /// <c>content_filter</c>.
    /// </summary>
    public string? Finish { get; init; }

    /// <summary>What the call used, if the provider says so.</summary>
    [JsonInclude]
    internal TokenUsage? Usage { get; init; }

    /// <summary>The rule that fired on the text, so that the customer does not read it; null if none did.</summary>
    public string? Rule { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;
}

/// <summary>A call in a model's reply.</summary>
internal sealed record ModelToolCall
{
    // Most calls are as they should be, and have no room for what is odd.
    private readonly Oddities? odd;

    /// <summary>Baton's id of the call.</summary>
    public required CallId CallId { get; init; }

    /// <summary>
    /// The tool that the model meant. If there is no such tool, it is the name as the model wrote it, in letters that every provider
    /// accepts.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The arguments: a JSON object.</summary>
    public required JsonText Arguments { get; init; }

    /// <summary>What was wrong with the arguments, if they could not be parsed.</summary>
    public string? Malformed
    {
        get => odd?.Malformed;
        init => odd = value is null && odd is null ? null : (odd ?? new Oddities()) with { Malformed = value };
    }

    /// <summary>
    /// What is missing or wrong in the arguments by the tool's schema, with how to call it; null if they fit. Such a call is not made.
    /// </summary>
    public string? Misfit
    {
        get => odd?.Misfit;
        init => odd = value is null && odd is null ? null : (odd ?? new Oddities()) with { Misfit = value };
    }

    /// <summary>The arguments as the model wrote them, where <see cref="Arguments"/> are what it meant.</summary>
    public JsonText? Written
    {
        get => odd?.Written;
        init => odd = value is null && odd is null ? null : (odd ?? new Oddities()) with { Written = value };
    }

    /// <summary>The arguments that were left out because the tool has none of that name; null for none.</summary>
    public IReadOnlyList<string>? Dropped
    {
        get => odd?.Dropped;
        init => odd = value is null && odd is null ? null : (odd ?? new Oddities()) with { Dropped = value };
    }

    /// <summary>The name as the model wrote it, where <see cref="Name"/> is another.</summary>
    public string? Named
    {
        get => odd?.Named;
        init => odd = value is null && odd is null ? null : (odd ?? new Oddities()) with { Named = value };
    }

    /// <summary>The key under which the model had wrapped the arguments, if it had.</summary>
    public string? Wrapped
    {
        get => odd?.Wrapped;
        init => odd = value is null && odd is null ? null : (odd ?? new Oddities()) with { Wrapped = value };
    }

    /// <summary>The tools that the model was offered, where <see cref="Name"/> is none of them.</summary>
    public IReadOnlyList<string>? Offered
    {
        get => odd?.Offered;
        init => odd = value is null && odd is null ? null : (odd ?? new Oddities()) with { Offered = value };
    }

    private sealed record Oddities
    {
        public string? Malformed { get; init; }

        public string? Misfit { get; init; }

        public JsonText? Written { get; init; }

        public IReadOnlyList<string>? Dropped { get; init; }

        public string? Named { get; init; }

        public string? Wrapped { get; init; }

        public IReadOnlyList<string>? Offered { get; init; }
    }
}

/// <summary>Reasoning in a provider's own format.</summary>
internal sealed record PrivateBlock
{
    /// <summary>The readable part, if any.</summary>
    public string? Text { get; init; }

    /// <summary>The signed or encrypted part, if any.</summary>
    public string? Protected { get; init; }
}
