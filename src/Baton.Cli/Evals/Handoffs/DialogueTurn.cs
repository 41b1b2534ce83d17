using System.Text.Json.Serialization;

namespace Baton.Cli.Evals.Handoffs;

/// <summary>One turn of a dialogue.</summary>
internal sealed record DialogueTurn
{
    public required string Speaker { get; init; }

    public required string Text { get; init; }

    /// <summary>The services that a user's turn is about; none for the system's.</summary>
    public IReadOnlyList<DialogueFrame>? Frames { get; init; }

    [JsonIgnore]
    public bool IsUser => Speaker == "user";

    /// <summary>The only frame's service, or of several the last with an intent; null for the system's turns.</summary>
    [JsonIgnore]
    public string? Service => !IsUser ? null : (Frames!.Count == 1 ? Frames[0] : Frames.LastOrDefault(frame => frame.Intent != "NONE") ?? Frames[0]).Service;
}
