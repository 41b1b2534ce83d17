using System.Text;
using System.Text.Json;

namespace Baton.Texts.Replies;

/// <summary>Finds the calls in a JSON value, in the forms that models were taught: a name and its arguments, in several words.</summary>
internal static class NamedCalls
{
    private const int Deepest = 4;

    private static readonly string[] Wrappers = ["tool_calls", "function_calls", "tool_call", "function_call", "tool_uses"];

    private static readonly string[] Names = ["name", "tool", "tool_name", "function", "function_name", "action", "recipient_name"];

    private static readonly string[] Arguments =
    [
        "arguments",
        "parameters",
        "args",
        "input",
        "tool_input",
        "action_input",
        "params",
        "kwargs",
    ];

    /// <summary>Whether it can be the name of a tool.</summary>
    public static bool IsName(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= 128 && LooseReader.NameAt(name, 0).Length == name.Length;

    public static bool IsNameKey(ReadOnlySpan<char> key) => IsOneOf(Names, key);

    /// <summary>Whether a key that is still being written may become the one of a name.</summary>
    public static bool MayBeNameKey(ReadOnlySpan<char> start)
    {
        foreach (var name in Names)
        {
            if (name.AsSpan().StartsWith(start, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    public static bool IsArgumentsKey(ReadOnlySpan<char> key) => IsOneOf(Arguments, key);

    /// <summary>Adds the calls that the value is made of. False if any part of it is something else.</summary>
    /// <param name="json">JSON.</param>
    /// <param name="calls">The calls so far.</param>
    /// <param name="isOffered">Whether the model was offered a tool of that name.</param>
    public static bool Add(string json, List<WrittenCall> calls, Func<string, bool> isOffered)
    {
        using var document = JsonDocument.Parse(json);
        return Add(document.RootElement, calls, isOffered, 0);
    }

    private static bool Add(JsonElement value, List<WrittenCall> calls, Func<string, bool> isOffered, int depth)
    {
        if (depth > Deepest)
            return false;
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var each in value.EnumerateArray())
            {
                if (each.ValueKind != JsonValueKind.Object || !Add(each, calls, isOffered, depth + 1))
                    return false;
            }

            return value.GetArrayLength() > 0;
        }

        if (value.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var wrapper in Wrappers)
        {
            if (value.TryGetProperty(wrapper, out var inner) && inner.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                return Add(inner, calls, isOffered, depth + 1);
        }

        return value.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object
            ? Add(function, calls, isOffered, depth + 1)
            : AddCall(value, calls, isOffered);
    }

    private static bool AddCall(JsonElement value, List<WrittenCall> calls, Func<string, bool> isOffered)
    {
        if (NameOf(value) is not var (key, name))
            return false;
        var hasArguments = false;
        foreach (var property in value.EnumerateObject())
        {
            if (property.Name == key || !IsArgumentsKey(property.Name))
                continue;
            hasArguments = true;
            if (ArgumentsOf(property.Value) is { } arguments)
            {
                calls.Add(new WrittenCall(name, arguments));
                return true;
            }
        }

        // Without a word for the arguments, only a tool's exact name tells a call from data. What else is there are its arguments.
        if (hasArguments || !isOffered(name))
            return false;
        calls.Add(new WrittenCall(name, Others(value, key)));
        return true;
    }

    private static (string Key, string Name)? NameOf(JsonElement value)
    {
        foreach (var key in Names)
        {
            if (value.TryGetProperty(key, out var named) && named.ValueKind == JsonValueKind.String && IsName(named.GetString()))
                return (key, named.GetString()!);
        }

        return null;
    }

    private static string? ArgumentsOf(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return value.GetRawText();
            case JsonValueKind.Null:
                return "{}";
            case JsonValueKind.String:
                return ObjectIn(value.GetString());
            default:
                return null;
        }
    }

    /// <summary>The object that a text is; an empty one for no text; null if it is something else.</summary>
    public static string? ObjectIn(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty)
            return "{}";
        var json = new StringBuilder(text.Length);
        var reader = new LooseReader(text, 0);
        return text[0] == '{' && reader.TryRead(json) && reader.At == text.Length ? json.ToString() : null;
    }

    private static string Others(JsonElement value, string nameKey)
    {
        var json = new StringBuilder("{");
        foreach (var property in value.EnumerateObject())
        {
            if (property.Name == nameKey || IsFrame(property))
                continue;
            if (json.Length > 1)
                json.Append(',');
            LooseReader.AppendString(json, property.Name);
            json.Append(':').Append(property.Value.GetRawText());
        }

        return json.Append('}').ToString();
    }

    // What providers put around a call: its type and their own id.
    private static bool IsFrame(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.String
        && property.Name switch
        {
            "type" => property.Value.GetString() is "function" or "tool_use" or "tool_call" or "function_call",
            "id" or "call_id" or "tool_call_id" => property.Value.GetString()!.StartsWith("call", StringComparison.Ordinal)
                || property.Value.GetString()!.StartsWith("toolu", StringComparison.Ordinal),
            _ => false,
        };

    private static bool IsOneOf(string[] words, ReadOnlySpan<char> word)
    {
        foreach (var each in words)
        {
            if (word.SequenceEqual(each))
                return true;
        }

        return false;
    }
}
