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
            "from": {"type": "integer", "minimum": 1, "description": "The first entry. Required unless you search."},
            "to": {"type": "integer", "minimum": 1, "description": "The last entry. Required unless you search."},
            "search": {"type": "string", "description": "Words to find: you get the newest entries that contain all of them."}
          },
          "additionalProperties": false
        }
        """
    );

    public override string Name => ToolName;

    public override string Description =>
        "Reads the earlier part of this conversation word for word, if you were given a summary of it, or searches it for words, such as "
        + "an order number. Entries are numbered as in the summary's from and to.";

    public override JsonElement JsonSchema => Arguments;

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if (
            arguments.Context is not { } context
            || !context.TryGetValue(typeof(ReadHistory), out var given)
            || given is not HistoryPages pages
        )
            throw new InvalidOperationException("Only a Baton runtime can call this.");
        return Given(arguments, "search") is { ValueKind: JsonValueKind.String } words && !string.IsNullOrWhiteSpace(words.GetString())
            ? new(pages.Search(words.GetString()!, Number(arguments, "from", 1), Number(arguments, "to", long.MaxValue)))
            : new(pages.Read(Number(arguments, "from", null), Number(arguments, "to", null)));
    }

    private static long Number(AIFunctionArguments arguments, string name, long? otherwise) =>
        Given(arguments, name) is not { } element && otherwise is { } number ? number
        : Given(arguments, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var given) && given >= 1 ? given
        : throw new ToolException($"'{name}' must be a whole number from 1.");

    private static JsonElement? Given(AIFunctionArguments arguments, string name) =>
        arguments.TryGetValue(name, out var value) && value is JsonElement { ValueKind: not JsonValueKind.Null } element ? element : null;
}

/// <summary>What the tool reads from.</summary>
/// <param name="Read">Reads from an entry to another.</param>
/// <param name="Search">Searches for words from an entry to another.</param>
internal sealed record HistoryPages(Func<long, long, string> Read, Func<string, long, long, string> Search);
