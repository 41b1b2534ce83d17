using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Cli.Output;
using Baton.Texts.Routers;

namespace Baton.Cli.Evals.Switching;

/// <summary>A dialogue in which the customer switches tasks: one JSON object per line.</summary>
internal sealed record TaskDialogue
{
    /// <summary>The tasks on offer, or null for all tasks.</summary>
    public IReadOnlyList<string>? Caps { get; init; }

    [JsonRequired]
    public IReadOnlyList<TaskTurn> Turns { get; init; } = [];

    /// <summary>Reads a file. An error names the line.</summary>
    public static List<TaskDialogue> ReadFile(UserPath path) => JsonFile.Read(path, "dialogue", Read);

    /// <summary>The dialogue as training data for a router.</summary>
    public RouterDialogue Learned() => new([.. Turns.Select(turn => new RoutedMessage(turn.User, turn.Task))], Caps);

    private static TaskDialogue Read(string line)
    {
        var dialogue = JsonSerializer.Deserialize(line, EvalInput.Default.TaskDialogue) ?? throw new FormatException("it is null.");
        if (dialogue.Turns is null || dialogue.Turns.Any(turn => turn?.User is null))
            throw new FormatException("'turns' must be a list, and 'user' of every turn a text.");
        if (dialogue.Caps?.Contains(null!) == true)
            throw new FormatException("'caps' must be a list of texts.");
        return dialogue;
    }
}
