using System.Text.Json.Serialization;

namespace Baton.Cli.Evals.Handoffs;

/// <summary>One turn of a dialogue.</summary>
internal sealed record DialogueTurn
{
    public required string Speaker { get; init; }

    public required string Text { get; init; }

    /// <summary>The services that a user's turn is about. The system's turns have none.</summary>
    public IReadOnlyList<DialogueFrame>? Frames { get; init; }

    [JsonIgnore]
    public bool IsUser => Speaker == "user";

    /// <summary>The service of the only frame, or of the last frame with an intent; null for the system's turns.</summary>
    [JsonIgnore]
    public string? Service =>
        !IsUser ? null : (Frames!.Count == 1 ? Frames[0] : Frames.LastOrDefault(frame => frame.Intent != "NONE") ?? Frames[0]).Service;
}
