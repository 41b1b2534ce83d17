using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.Teams.SharedStates;

/// <summary>The tool by which an agent reads shared values, with the revisions that writes need.</summary>
internal sealed class ReadState(IReadOnlyList<DeclaredKey> readable) : AIFunction
{
    public const string ToolName = "read_state";

    /// <summary>Reads values with the caller's clearance. The runtime passes one with each call.</summary>
    public delegate ValueTask<StateReading> Reader(IReadOnlyList<DeclaredKey> keys, CancellationToken cancellationToken);

    public override string Name => ToolName;

    public override string Description { get; } =
        "Reads values that agents share, each with its revision (0: never written). What you can read:"
        + StateToolText.Keys(readable, forWriting: false);

    public override JsonElement JsonSchema { get; } =
        JsonElement.Parse(
            $$"""
            {
              "type": "object",
              "properties": {
                "keys": {"type": "array", "items": {"type": "string", "enum": {{StateToolText.Names(
                readable
            )}}}, "description": "The keys to read. Default: all."}
              },
              "additionalProperties": false
            }
            """
        );

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Context is not { } context || !context.TryGetValue(typeof(ReadState), out var given) || given is not Reader read)
            throw new InvalidOperationException("Only a Baton runtime can call this.");
        return await read(Asked(arguments), cancellationToken).ConfigureAwait(false);
    }

    private List<DeclaredKey> Asked(AIFunctionArguments arguments)
    {
        if (!arguments.TryGetValue("keys", out var given) || given is not JsonElement { ValueKind: not JsonValueKind.Null } keys)
            return [.. readable];
        if (keys.ValueKind != JsonValueKind.Array)
            throw new ToolException("'keys' must be a list of names.");
        var asked = new List<DeclaredKey>();
        foreach (var name in keys.EnumerateArray().Select(key => key.ToString()).Distinct())
        {
            asked.Add(
                readable.FirstOrDefault(key => key.Name == name)
                    ?? throw new ToolException(
                        $"There is no state '{name}' that you can read: you can read {StateToolText.Listed(readable)}."
                    )
            );
        }

        return asked.Count > 0 ? asked : [.. readable];
    }
}
