using System.Text.Json;
using Baton.Cli.Output;

namespace Baton.Cli.Evals.Handoffs;

/// <summary>A dialogue of the evaluation data: one JSON object per line.</summary>
internal sealed record Dialogue
{
    public required string Id { get; init; }

    public required IReadOnlyList<DialogueTurn> Turns { get; init; }

    /// <summary>Reads a file. An error names the line.</summary>
    public static List<Dialogue> ReadFile(UserPath path) => JsonFile.Read(path, "dialogue", Read);

    private static Dialogue Read(string line)
    {
        var dialogue = JsonSerializer.Deserialize(line, EvalInput.Default.Dialogue) ?? throw new FormatException("it is null.");
        if (dialogue.Id is null || dialogue.Turns is null || dialogue.Turns.Any(turn => turn?.Speaker is null || turn.Text is null))
            throw new FormatException("'id', and 'speaker' and 'text' of every turn, must be texts.");
        foreach (var turn in dialogue.Turns.Where(turn => turn.IsUser))
        {
            if (turn.Frames is not { Count: > 0 } frames)
                throw new FormatException("a user turn needs at least one frame.");
            if (
                frames.Any(frame =>
                    frame?.Service is null
                    || frame.Slots is null
                    || frame.Slots.Values.Any(values => values is null || values.Contains(null!))
                )
            )
                throw new FormatException("a frame needs a 'service', and 'slots' with a list of texts each.");
        }

        return dialogue;
    }
}
