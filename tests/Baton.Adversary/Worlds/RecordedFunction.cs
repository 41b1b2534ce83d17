using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.Adversary.Worlds;

/// <summary>A tool that takes whatever it is sent, as a lax one does, and records it. Its schema allows more than it names.</summary>
internal sealed class RecordedFunction(ShopWorld world, string agent, string name, string description, string argument, string type)
    : AIFunction
{
    public override string Name => name;

    public override string Description => description;

    public override JsonElement JsonSchema { get; } =
        JsonElement.Parse($$"""{"type":"object","properties":{"{{argument}}":{"type":["{{type}}","string","null"]} } }""");

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        world.Record(new ToolRan(agent, name, JsonText.Of(arguments)));
        return new(world.ResultOf(name));
    }
}
