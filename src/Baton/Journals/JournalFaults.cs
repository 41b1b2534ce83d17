using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Journals;

/// <summary>Finds the words for what is wrong with stored entries.</summary>
internal static class JournalFaults
{
    private static readonly HashSet<string> KnownTypes =
        [.. typeof(JournalEntry).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(known => (string)known.TypeDiscriminator!)];

    public static JournalException Conflict(string conversation, long expected, long actual) => new(
        JournalFault.Conflict,
        string.Create(CultureInfo.InvariantCulture, $"Conversation '{conversation}' is at version {actual}, not {expected}: another writer was first. Read again and decide anew."));

    public static JournalException NewerFormat(string what, long format) => new(
        JournalFault.NewerFormat,
        string.Create(CultureInfo.InvariantCulture, $"{what} was written by a newer Baton (format {format}); this one reads up to {JournalFormat.Current}: update Baton."));

    /// <summary>Tells a line from the future from a damaged one.</summary>
    public static JournalException Unreadable(ReadOnlySpan<byte> line, Exception? error) => TypeOf(line) switch
    {
        { } type when !KnownTypes.Contains(type) => new(
            JournalFault.NewerFormat, $"The entry is of type '{type}', which a newer Baton wrote: update Baton.", error),
        { } type => new(JournalFault.Corrupt, $"The entry is damaged: it does not read as '{type}'.", error),
        null => new(JournalFault.Corrupt, "The entry is damaged: it is no JSON object with a type.", error),
    };

    private static string? TypeOf(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 128 });
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement is { ValueKind: JsonValueKind.Object } entry
                && entry.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                ? type.GetString()
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
