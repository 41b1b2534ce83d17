using System.Buffers;
using System.Text.Json;

namespace Baton.Texts.Clearances;

/// <summary>Sensitive fields of JSON that are named by a value: <c>{"name": "ssn", "value": "123"}</c>, or by a table's columns.</summary>
internal sealed class NamedPairs(SensitiveData data, SensitiveFields fields)
{
    private static readonly SearchValues<char> NoName = SearchValues.Create("{}[]<>\"'=");

    private static readonly string[] ValueNames = ["value", "val", "values", "content", "data", "answer", "text", "raw"];

    /// <summary>The field that a name is of, in any form of its letters; null if everybody may see it.</summary>
    public SensitiveField? Find(string name, Clearance reader)
    {
        var folded = data.Fold(name, DecodedText.Of(name)).Text;
        return fields.Find(folded) is { } field && field.Sensitivity > reader ? field : null;
    }

    /// <summary>The field that one of an object's values names, and whether the other value with that name belongs to it.</summary>
    public SensitiveField? NamedBy(JsonElement pair, Clearance reader, out Func<JsonProperty, bool> isItsValue)
    {
        isItsValue = _ => false;
        foreach (var property in pair.EnumerateObject())
        {
            if (FieldOf(property.Value, reader) is not { } field)
                continue;
            var naming = property.Name;
            if (pair.EnumerateObject().Any(other => IsValueName(other.Name)))
                isItsValue = other => IsValueName(other.Name);
            else if (fields.IsDeclared(field))
                isItsValue = other => other.Name != naming && other.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False);
            else
                continue;
            return field;
        }

        return null;
    }

    /// <summary>The field that the first of several items names.</summary>
    public SensitiveField? NamedByFirst(JsonElement list, Clearance reader) =>
        list.GetArrayLength() is > 1 and var length && FieldOf(list[0], reader) is { } field && (length == 2 || fields.IsDeclared(field))
            ? field
            : null;

    /// <summary>How sensitive a column is whose name stands in a list of names: which of the values it has cannot be told.</summary>
    public Clearance? UntoldIn(JsonElement document, Clearance reader)
    {
        var (lists, tables, named) = (0, 0, default(SensitiveField));
        Look(document);
        return named is { } field && (tables > 0 || (lists > 1 && fields.IsDeclared(field))) ? field.Sensitivity : null;

        void Look(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in value.EnumerateObject())
                    Look(property.Value);
            }
            else if (value.ValueKind == JsonValueKind.Array)
            {
                lists++;
                tables += value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Array) ? 1 : 0;
                foreach (var item in value.EnumerateArray())
                {
                    if (FieldOf(item, reader) is { } field && (named is null || field.Sensitivity > named.Sensitivity))
                        named = field;
                    Look(item);
                }
            }
        }
    }

    private static bool IsValueName(string name) => ValueNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    // What holds more than a name, such as JSON with a field of that name, names nothing.
    private SensitiveField? FieldOf(JsonElement value, Clearance reader) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is var text && !text.AsSpan().ContainsAny(NoName)
            ? Find(text!, reader)
            : null;
}
