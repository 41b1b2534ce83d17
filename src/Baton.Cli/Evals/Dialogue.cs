using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Cli.Evals;

/// <summary>A dialogue of the evaluation's data: one JSON a line.</summary>
internal sealed record Dialogue
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { PropertyNameCaseInsensitive = false };

    public required string Id { get; init; }

    public required IReadOnlyList<DialogueTurn> Turns { get; init; }

    /// <summary>Reads a file; what is wrong with it comes as one message with its line.</summary>
    public static List<Dialogue> ReadFile(string path) => JsonFile.Read(path, "dialogue", Read);

    private static Dialogue Read(string line)
    {
        var dialogue = JsonSerializer.Deserialize<Dialogue>(line, Form) ?? throw new FormatException("it is null.");
        if (dialogue.Id is null || dialogue.Turns is null || dialogue.Turns.Any(turn => turn?.Speaker is null || turn.Text is null))
            throw new FormatException("'id', and 'speaker' and 'text' of every turn, must be texts.");
        foreach (var turn in dialogue.Turns.Where(turn => turn.IsUser))
        {
            if (turn.Frames is not { Count: > 0 } frames)
                throw new FormatException("a user turn needs at least one frame.");
            if (frames.Any(frame => frame?.Service is null || frame.Slots is null || frame.Slots.Values.Any(values => values is null || values.Contains(null!))))
                throw new FormatException("a frame needs a 'service', and 'slots' with a list of texts each.");
        }

        return dialogue;
    }
}

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

/// <summary>What a user's turn says about one service.</summary>
internal sealed record DialogueFrame
{
    public required string Service { get; init; }

    public string? Intent { get; init; }

    /// <summary>The values that the service holds so far: for each slot, one value in all wordings.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Slots { get; init; }
}
