using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.Teams.SharedStates;

/// <summary>
/// The tool by which an agent writes shared values. The function only declares the tool: all writes of a reply are one step of the runtime.
/// </summary>
internal sealed class WriteState(IReadOnlyList<DeclaredKey> writable) : AIFunction
{
    public const string ToolName = "write_state";

    public override string Name => ToolName;

    public override string Description { get; } =
        "Writes a value that agents share. All writes of one reply apply together or not at all. What you can write:"
        + StateToolText.Keys(writable, forWriting: true);

    public override JsonElement JsonSchema { get; } =
        JsonElement.Parse(
            $$"""
            {
              "type": "object",
              "properties": {
                "key": {"type": "string", "enum": {{StateToolText.Names(writable)}}},
                "value": {"description": "The value, as the key's schema has it."},
                "expected_revision": {"type": "integer", "minimum": 0,
                  "description": "The revision that you read; 0 for a value that was never written."}
              },
              "required": ["key", "value"],
              "additionalProperties": false
            }
            """
        );

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Only a Baton runtime can call this.");
}
