using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Journals;

<<<<<<< HEAD:src/Baton/Journals/UnreadableEntry.cs
/// <summary>Says why a stored entry cannot be read: it is damaged, or a newer Baton wrote it.</summary>
internal static class UnreadableEntry
=======
/// <summary>Describes what is wrong with stored entries.</summary>
internal static class JournalFaults
>>>>>>> docs:src/Baton/Journals/JournalFaults.cs
{
    private static readonly Dictionary<string, Type> KnownTypes = typeof(JournalEntry)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(known => (string)known.TypeDiscriminator!, known => known.DerivedType);

<<<<<<< HEAD:src/Baton/Journals/UnreadableEntry.cs
    /// <summary>Tells a line that a newer Baton wrote from a damaged one.</summary>
    public static JournalException Explain(ReadOnlySpan<byte> line, Exception? error)
=======
    public static JournalException Conflict(string conversation, long expected, long actual) => new(
        JournalFault.Conflict,
        string.Create(CultureInfo.InvariantCulture, $"Conversation '{conversation}' is at version {actual}, not {expected}: another writer was first. Read again and decide anew."));

    public static JournalException NewerFormat(string what, long format) => new(
        JournalFault.NewerFormat,
        string.Create(CultureInfo.InvariantCulture, $"{what} was written by a newer Baton (format {format}); this one reads up to {JournalFormat.Current}: update Baton."));

    /// <summary>Distinguishes a line of a newer version from a damaged one.</summary>
    public static JournalException Unreadable(ReadOnlySpan<byte> line, Exception? error)
>>>>>>> docs:src/Baton/Journals/JournalFaults.cs
    {
        if (ObjectOf(line) is not { } entry || TextOf(entry, "type") is not { } type)
            return new JournalException(JournalFault.Corrupt, "The entry is damaged: it is no JSON object with a type.", error);
        if (!KnownTypes.TryGetValue(type, out var known))
            return new JournalException(JournalFault.NewerFormat, $"The entry is of type '{type}', which a newer Baton wrote: update Baton.", error);
        return UnknownWord(entry, known, error) is { } word
            ? new JournalException(JournalFault.NewerFormat, $"The entry of type '{type}' says '{word}', which only a newer Baton knows: update Baton.", error)
            : new JournalException(JournalFault.Corrupt, $"The entry is damaged: it does not read as '{type}'.", error);
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
