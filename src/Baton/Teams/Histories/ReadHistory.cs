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
        {"type":"object","properties":{"from":{"type":"integer"},"to":{"type":"integer"},"search":{"type":"string"},
        "entry":{"type":"integer"},"offset":{"type":"integer"}}}
        """
    );

    public override string Name => ToolName;

    public override string Description =>
        "Reads earlier entries of this conversation word for word, by number, or the newest that have all words of a search, or one long "
        + "entry from an offset on.";

    public override JsonElement JsonSchema => Arguments;

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if (
            arguments.Context is not { } context
            || !context.TryGetValue(typeof(ReadHistory), out var given)
            || given is not HistoryPages pages
        )
            throw new InvalidOperationException("Only a Baton runtime can call this.");
        if (Given(arguments, "entry") is not null)
            return new(pages.ReadPart(Number(arguments, "entry", null), Number(arguments, "offset", 0, least: 0)));
        return Given(arguments, "search") is { ValueKind: JsonValueKind.String } words && !string.IsNullOrWhiteSpace(words.GetString())
            ? new(pages.Search(words.GetString()!, Number(arguments, "from", 1), Number(arguments, "to", long.MaxValue)))
            : new(pages.Read(Number(arguments, "from", null), Number(arguments, "to", null)));
    }

    private static long Number(AIFunctionArguments arguments, string name, long? otherwise, long least = 1) =>
        Given(arguments, name) is not { } element && otherwise is { } number ? number
        : Given(arguments, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var given) && given >= least ? given
        : throw new ToolException($"'{name}' must be a whole number from {least}.");

    private static JsonElement? Given(AIFunctionArguments arguments, string name) =>
        arguments.TryGetValue(name, out var value) && value is JsonElement { ValueKind: not JsonValueKind.Null } element ? element : null;
}

/// <summary>What the tool reads from.</summary>
/// <param name="Read">Reads from an entry to another.</param>
/// <param name="Search">Searches for words from an entry to another.</param>
/// <param name="ReadPart">Reads one entry from an offset on.</param>
internal sealed record HistoryPages(
    Func<long, long, string> Read,
    Func<string, long, long, string> Search,
    Func<long, long, string> ReadPart
);
