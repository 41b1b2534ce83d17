using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.Providers.Offline;

/// <summary>A tool call to make.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record PlannedCall(string Tool, IReadOnlyDictionary<string, object?> Arguments)
{
    /// <summary>The same for calls with the same tool and arguments.</summary>
    public string Key { get; } = KeyOf(Tool, Arguments);

    public static string KeyOf(string tool, IEnumerable<KeyValuePair<string, object?>>? arguments)
    {
        var key = new StringBuilder(tool);
        foreach (var (name, value) in (arguments ?? []).OrderBy(argument => argument.Key, StringComparer.Ordinal))
            key.Append('\0').Append(name).Append('\0').Append(TextOf(value));
        return key.ToString();
    }

    // Arguments from a journal are JSON, and a number may have gained or lost a trailing zero.
    private static string TextOf(object? value) =>
        value switch
        {
            decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
            JsonElement { ValueKind: JsonValueKind.Number } json when json.TryGetDecimal(out var number) => TextOf(number),
            JsonElement { ValueKind: JsonValueKind.True } => TextOf(true),
            JsonElement { ValueKind: JsonValueKind.False } => TextOf(false),
            double number when Math.Abs(number) < 1e15 => TextOf((decimal)number),
            sbyte or byte or short or ushort or int or uint or long or ulong => TextOf(
                Convert.ToDecimal(value, CultureInfo.InvariantCulture)
            ),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? "",
        };
}

/// <summary>The tools that a request offers, and the calls that were made since the text arrived.</summary>
internal sealed class ToolCalls
{
    private readonly Dictionary<string, AIFunctionDeclaration> offered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ToolResult> made = new(StringComparer.Ordinal);

    public ToolCalls(ChatOptions? options, IReadOnlyList<ChatMessage> since)
    {
        if (options?.ToolMode is not NoneChatToolMode)
        {
            foreach (var tool in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
                offered[tool.Name] = tool;
        }

        var results = new Dictionary<string, FunctionResultContent>(StringComparer.Ordinal);
        foreach (var result in since.SelectMany(message => message.Contents).OfType<FunctionResultContent>())
            results[result.CallId] = result;
        foreach (var call in since.SelectMany(message => message.Contents).OfType<FunctionCallContent>())
        {
            if (Transfers.IsTransfer(call))
                Transferred.Add(call.Name);
            else
                made[PlannedCall.KeyOf(call.Name, call.Arguments)] = ToolResult.Of(results.GetValueOrDefault(call.CallId));
        }
    }

    /// <summary>The transfers that were called since. A call that is still visible did not hand over.</summary>
    public HashSet<string> Transferred { get; } = new(StringComparer.Ordinal);

    public bool Offers(string tool) => offered.ContainsKey(tool);

    /// <summary>The result of a call; null if it was not made.</summary>
    public ToolResult? ResultOf(PlannedCall call) => made.GetValueOrDefault(call.Key);

    /// <summary>A value in the type that the tool's schema requires.</summary>
    public object? Typed(string tool, string argument, string value)
    {
        if (
            !offered[tool].JsonSchema.TryGetProperty("properties", out var properties)
            || !properties.TryGetProperty(argument, out var schema)
            || schema.ValueKind != JsonValueKind.Object
            || !schema.TryGetProperty("type", out var type)
        )
        {
            return value;
        }

        var types =
            type.ValueKind == JsonValueKind.Array
                ? [.. type.EnumerateArray().Select(item => item.GetString())]
                : new[] { type.GetString() };
        if (types.Contains("string"))
            return value;
        if (types.Contains("boolean") && bool.TryParse(value, out var truth))
            return truth;
        var isNumber = decimal.TryParse(
            value,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        );
        if (isNumber && types.Contains("integer") && decimal.IsInteger(number) && Math.Abs(number) <= long.MaxValue)
            return (long)number;
        return isNumber && types.Contains("number") ? number : value;
    }
}
