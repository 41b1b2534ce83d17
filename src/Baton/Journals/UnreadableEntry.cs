using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Journals;

/// <summary>Says why a stored entry cannot be read: it is damaged, or a newer Baton wrote it.</summary>
internal static class UnreadableEntry
{
    private static readonly Dictionary<string, Type> KnownTypes = typeof(JournalEntry)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(known => (string)known.TypeDiscriminator!, known => known.DerivedType);

    /// <summary>Tells a line that a newer Baton wrote from a damaged one.</summary>
    public static JournalException Explain(ReadOnlySpan<byte> line, Exception? error)
    {
        if (ObjectOf(line) is not { } entry || TextOf(entry, "type") is not { } type)
            return new JournalException(JournalFault.Corrupt, "The entry is damaged: it is not a JSON object with a type.", error);
        if (!KnownTypes.TryGetValue(type, out var known))
            return new JournalException(
                JournalFault.NewerFormat,
                $"The entry has the type '{type}' of a newer Baton. Update Baton.",
                error
            );
        return UnknownWord(entry, known, error) is { } word
            ? new JournalException(
                JournalFault.NewerFormat,
                $"The entry of type '{type}' has the value '{word}' of a newer Baton. Update Baton.",
                error
            )
            : new JournalException(JournalFault.Corrupt, $"The entry is damaged: it is not a valid '{type}'.", error);
    }

    // A field with a closed set of words may get new words. Reading then stops at that field, and its value is text.
    private static string? UnknownWord(JsonElement entry, Type type, Exception? error)
    {
        var name = (error as JsonException)?.Path is ['$', '.', .. var path] ? path : "";
        var property = JournalJson.Default.GetTypeInfo(type)?.Properties.FirstOrDefault(property => property.Name == name);
        return property?.PropertyType.IsEnum == true ? TextOf(entry, name) : null;
    }

    // Invalid Unicode is detected only when the text is read.
    private static string? TextOf(JsonElement entry, string name)
    {
        try
        {
            return entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? ObjectOf(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 128 });
            return JsonElement.ParseValue(ref reader) is { ValueKind: JsonValueKind.Object } entry ? entry : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
