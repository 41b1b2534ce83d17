using System.Text.Json;

namespace Baton.Cli.Commands;

/// <summary>A file of customer messages, each a line <c>{"customer": "..."}</c>.</summary>
internal static class Script
{
    private const string Key = "customer";

    public static IReadOnlyList<string> Read(string path)
    {
        var messages = new List<string>();
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                messages.Add(Message(line) ?? throw new BadInputException($"{path}:{number}: the line must be {{\"customer\": \"...\"}} with some text, and nothing else."));
        }

        return messages.Count > 0 ? messages : throw new BadInputException($"{path}: the script has no messages.");
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException(fault is FileNotFoundException or DirectoryNotFoundException
                ? $"{path}: there is no such script."
                : $"{path}: the script cannot be read ({fault.GetType().Name}).");
        }
    }

    private static string? Message(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.EnumerateObject().Count() == 1
                && root.TryGetProperty(Key, out var text)
                && text.ValueKind == JsonValueKind.String
                && text.GetString() is { } message
                && !string.IsNullOrWhiteSpace(message)
                ? message
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // No JSON, or half a surrogate pair: what it should be is said where the line's number is known.
            return null;
        }
    }
}
