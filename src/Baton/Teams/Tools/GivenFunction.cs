using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Baton.Teams.Tools;

/// <summary>A function with a name of its own, some of whose parameters the runtime gives.</summary>
internal sealed class GivenFunction : DelegatingAIFunction
{
    // Those that the function's own schema shows to models.
    private readonly IReadOnlyList<ParameterInfo> shown;

    private GivenFunction(AIFunction function, string name, IReadOnlyList<ParameterInfo> shown, IReadOnlyList<ParameterInfo> given)
        : base(function)
    {
        this.shown = shown;
        Given = given;
        Name = name;
        JsonSchema = shown.Count == 0 ? function.JsonSchema : Without(shown, function.JsonSchema);
    }

    public override string Name { get; }

    public override JsonElement JsonSchema { get; }

    /// <summary>The parameters that the runtime gives.</summary>
    public IReadOnlyList<ParameterInfo> Given { get; }

    /// <summary>A function that somebody else made; the same if nothing of its schema is given and its name is its own.</summary>
    /// <param name="function">The function.</param>
    /// <param name="container">What the container can give.</param>
    public static AIFunction Of(AIFunction function, ContainerTypes container)
    {
        var name = FunctionName.Of(function);
        var shown = ShownIn(function, container);
        if (shown.Count == 0 && name == function.Name)
            return function;
        return new GivenFunction(function, name, shown, [.. GivenBy(function), .. shown]);
    }

    /// <summary>A function that <see cref="GivenParameter.Binding"/> binds.</summary>
    public static AIFunction OfMethod(AIFunction function)
    {
        var name = FunctionName.Of(function);
        List<ParameterInfo> given =
        [
            .. function.UnderlyingMethod!.GetParameters().Where(parameter => GivenParameter.IsGiven(parameter, ContainerTypes.None)),
        ];
        return given.Exists(parameter => parameter.ParameterType != typeof(ToolCall)) || name != function.Name
            ? new GivenFunction(function, name, [], given)
            : function;
    }

    /// <summary>The parameters of a function that nobody can give.</summary>
    public static IEnumerable<ParameterInfo> Missing(AIFunction function, ContainerTypes container) =>
        GivenBy(function)
            .Concat(
                (function.UnderlyingMethod?.GetParameters() ?? []).Where(parameter => parameter.ParameterType == typeof(IServiceProvider))
            )
            .Where(parameter => GivenParameter.IsMissing(parameter, container));

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(GivenFunction) && serviceKey is null ? this : base.GetService(serviceType, serviceKey);

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if (shown.Count == 0)
            return base.InvokeCoreAsync(arguments, cancellationToken);
        // Whatever a model writes under such a name is not taken.
        var complete = new AIFunctionArguments(arguments) { Services = arguments.Services, Context = arguments.Context };
        foreach (var parameter in shown)
            complete[parameter.Name!] = GivenParameter.ValueOf(parameter, complete);
        return base.InvokeCoreAsync(complete, cancellationToken);
    }

    private static IReadOnlyList<ParameterInfo> GivenBy(AIFunction function) => function.GetService<GivenFunction>()?.Given ?? [];

    private static List<ParameterInfo> ShownIn(AIFunction function, ContainerTypes container) =>
        function.UnderlyingMethod is { } method
        && function.JsonSchema.ValueKind == JsonValueKind.Object
        && function.JsonSchema.TryGetProperty("properties", out var properties)
            ?
            [
                .. method
                    .GetParameters()
                    .Where(parameter =>
                        parameter.Name is { } name && properties.TryGetProperty(name, out _) && GivenParameter.IsGiven(parameter, container)
                    ),
            ]
            : [];

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
