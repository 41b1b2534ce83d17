using System.Collections.Frozen;
using System.Text.Json;
using Baton.Teams.Arguments;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Models;

/// <summary>Arguments that a model wrote inside one more object: {"arguments": {…}}, or {"name": "…", "parameters": {…}}.</summary>
internal static class WrappedArguments
{
    // A wrapper has the arguments, and at most the tool's name, an id and a type beside them.
    private const int MostMembers = 4;

    private static readonly FrozenSet<string> Wrappers = FrozenSet.ToFrozenSet(
        ["arguments", "args", "input", "inputs", "parameters", "params", "kwargs", "properties"],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly FrozenSet<string> Labels = FrozenSet.ToFrozenSet(
        ["name", "tool", "tool_name", "function", "function_name", "id", "type"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The key under which the arguments may be wrapped; null for plain arguments.</summary>
    public static string? KeyIn(IDictionary<string, object?> arguments)
    {
        if (arguments.Count > MostMembers)
            return null;
        string? key = null;
        foreach (var name in arguments.Keys)
        {
            if (key is null && Wrappers.Contains(name))
                key = name;
            else if (!Labels.Contains(name))
                return null;
        }

        return key;
    }

    /// <summary>
    /// The arguments without the wrapper; null if the tool has an argument of that name itself, or if what is inside is not for it.
    /// </summary>
    public static Dictionary<string, object?>? Inside(IDictionary<string, object?> arguments, string key, AITool? tool)
    {
        if (
            tool is not AIFunctionDeclaration { JsonSchema: { ValueKind: JsonValueKind.Object } schema }
            || ObjectIn(arguments[key]) is not { } inside
        )
            return null;
        var known = schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object;
        if (known && arguments.Keys.Any(name => properties.TryGetProperty(name, out _)))
            return null;
        var members = new CallArguments(inside);
        if (
            inside.GetPropertyCount() > 0
            && !(known && properties.EnumerateObject().Any(property => members.Find(property.Name) is not null))
        )
            return null;
        var unwrapped = new Dictionary<string, object?>();
        foreach (var property in inside.EnumerateObject())
            unwrapped[property.Name] = property.Value;
        return unwrapped;
    }

    private static JsonElement? ObjectIn(object? value) =>
        value switch
        {
            JsonElement { ValueKind: JsonValueKind.Object } element => element,
            JsonElement { ValueKind: JsonValueKind.String } element => Inner(element.GetString()!),
            string text => Inner(text),
            _ => null,
        };

    private static JsonElement? Inner(string text) =>
        LooseValue.Inner(text.Trim()) is { ValueKind: JsonValueKind.Object } inner ? inner : null;
}
