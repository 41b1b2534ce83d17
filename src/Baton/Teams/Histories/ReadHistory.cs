using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.Teams.Histories;

/// <summary>The tool by which an agent that got a summary reads the original entries, word for word, within its clearance.</summary>
internal sealed class ReadHistory : AIFunction
{
    public const string ToolName = "read_history";

    public static readonly Tool Tool = new(new ReadHistory()) { Effect = ToolEffect.ReadOnly };

    private static readonly JsonElement Arguments = JsonElement.Parse(
        """
        {
          "type": "object",
          "properties": {
            "from": {"type": "integer", "minimum": 1, "description": "The first entry to read."},
            "to": {"type": "integer", "minimum": 1, "description": "The last entry to read."}
          },
          "required": ["from", "to"],
          "additionalProperties": false
        }
        """
    );

    public override string Name => ToolName;

    public override string Description =>
        "Reads the earlier part of this conversation word for word, if you were given a summary of it. Entries are numbered as in the "
        + "summary's from and to.";

    public override JsonElement JsonSchema => Arguments;

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if (
            arguments.Context is not { } context
            || !context.TryGetValue(typeof(ReadHistory), out var given)
            || given is not Func<long, long, string> read
        )
            throw new InvalidOperationException("Only a Baton runtime can call this.");
        return new(read(Number(arguments, "from"), Number(arguments, "to")));
    }

    private static long Number(AIFunctionArguments arguments, string name) =>
        arguments.TryGetValue(name, out var value)
        && value is JsonElement { ValueKind: JsonValueKind.Number } element
        && element.TryGetInt64(out var number)
        && number >= 1
            ? number
            : throw new ToolException($"'{name}' must be a whole number from 1.");
}
