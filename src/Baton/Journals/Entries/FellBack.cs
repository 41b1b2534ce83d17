using System.Globalization;
using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>
/// Something failed, and the next rung of the fallback ladder is taken: what failed, what it cost, and what is tried now.
/// </summary>
public sealed record FellBack : JournalEntry
{
    /// <summary>The participant that failed.</summary>
    public required string Participant { get; init; }

    /// <summary>The rung that is taken now.</summary>
    public required FallbackRung Rung { get; init; }

    /// <summary>What failed.</summary>
    public required FailureCause Cause { get; init; }

    /// <summary>What happened, in a sentence, without stack or secrets.</summary>
    public required string Detail { get; init; }

    /// <summary>The model that failed, as <c>provider/name</c> if known.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// What is tried now, if it is not the same model: a model, an agent or a desk. Beside a degraded answer, the agent that serves its own
    /// issues first.
    /// </summary>
    public string? To { get; init; }

    /// <summary>Which attempt at that model failed, from 1; null if this is not about attempts.</summary>
    public int? Attempt { get; init; }

    /// <summary>
    /// The duration in milliseconds: of the attempt, of all attempts at a model that is skipped from now on, or of the turn so far.
    /// </summary>
    public long? TookMs { get; init; }

    /// <summary>The wait before the next attempt, in milliseconds.</summary>
    public long? WaitMs { get; init; }

    /// <summary>What the failed attempt used, if the provider says so.</summary>
    [JsonInclude]
    internal TokenUsage? Usage { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"fell back to {NextTry} ({EntryWords.Of(Cause)}): {Detail}{Cost}"];

    private string NextTry =>
        Rung switch
        {
            FallbackRung.Retry => $"another attempt with {EntryWords.Model(Model)}",
            FallbackRung.OtherModel => $"{EntryWords.Model(To)} after {EntryWords.Model(Model)}",
            FallbackRung.Degraded => To is null ? "a degraded answer" : $"a degraded answer, after {To} has served its issues",
            _ => To ?? EntryWords.Of(Rung),
        };

    private string Cost
    {
        get
        {
            string?[] parts = [TookMs is { } took ? $"took {Seconds(took)}" : null, WaitMs is { } wait ? $"waits {Seconds(wait)}" : null];
            return parts is [null, null] ? "" : $" ({string.Join(", ", parts.OfType<string>())})";
        }
    }

    private static string Seconds(long milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000.0:0.0##} s");
}

/// <summary>A rung of the fallback ladder.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FallbackRung>))]
public enum FallbackRung
{
    /// <summary>The same model again, with the same history.</summary>
    [JsonStringEnumMemberName("retry")]
    Retry,

    /// <summary>Another model for the same agent.</summary>
    [JsonStringEnumMemberName("other_model")]
    OtherModel,

    /// <summary>A generalist agent.</summary>
    [JsonStringEnumMemberName("generalist")]
    Generalist,

    /// <summary>A person.</summary>
    [JsonStringEnumMemberName("person")]
    Person,

    /// <summary>An honest partial answer, written without a model.</summary>
    [JsonStringEnumMemberName("degraded")]
    Degraded,

    /// <summary>
    /// The agent of which the team's own router is sure, before a generalist is: the entry agent's model gave nothing.
    /// </summary>
    [JsonStringEnumMemberName("router")]
    Router,
}
