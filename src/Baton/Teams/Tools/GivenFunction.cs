using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Baton.Teams.Tools;

/// <summary>A function with a name of its own, some of whose parameters the runtime gives.</summary>
internal sealed class GivenFunction : DelegatingAIFunction
{
    private readonly IReadOnlyList<ParameterInfo> given;

    private GivenFunction(AIFunction function, string name, IReadOnlyList<ParameterInfo> given)
        : base(function)
    {
        this.given = given;
        Name = name;
        JsonSchema = given.Count == 0 ? function.JsonSchema : Without(given, function.JsonSchema);
    }

    public override string Name { get; }

    public override JsonElement JsonSchema { get; }

    /// <summary>The function itself, if nothing of its schema is given and its name is its own.</summary>
    /// <param name="function">The function.</param>
    /// <param name="isGiven">Whether the runtime gives a parameter of its method.</param>
    public static AIFunction Of(AIFunction function, Func<ParameterInfo, bool> isGiven)
    {
        var name = FunctionName.Of(function);
        List<ParameterInfo> given = function.UnderlyingMethod is { } method
            ? [.. method.GetParameters().Where(parameter => IsShown(function, parameter) && isGiven(parameter))]
            : [];
        return given.Count == 0 && name == function.Name ? function : new GivenFunction(function, name, given);
    }

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if (given.Count == 0)
            return base.InvokeCoreAsync(arguments, cancellationToken);
        // Whatever a model writes under such a name is not taken.
        var complete = new AIFunctionArguments(arguments) { Services = arguments.Services, Context = arguments.Context };
        foreach (var parameter in given)
            complete[parameter.Name!] = GivenParameter.ValueOf(parameter, complete);
        return base.InvokeCoreAsync(complete, cancellationToken);
    }

    private static bool IsShown(AIFunction function, ParameterInfo parameter) =>
        parameter.Name is { } name
        && function.JsonSchema.ValueKind == JsonValueKind.Object
        && function.JsonSchema.TryGetProperty("properties", out var properties)
        && properties.TryGetProperty(name, out _);

    private static JsonElement Without(IReadOnlyList<ParameterInfo> given, JsonElement schema)
    {
        var written = JsonObject.Create(schema)!;
        foreach (var parameter in given)
        {
            written["properties"]!.AsObject().Remove(parameter.Name!);
            if (written["required"] is JsonArray required)
                required.RemoveAll(name => name?.GetValue<string>() == parameter.Name);
        }

        if (written["required"] is JsonArray { Count: 0 })
            written.Remove("required");
        return JsonSerializer.SerializeToElement(written, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonObject)));
    }
}
