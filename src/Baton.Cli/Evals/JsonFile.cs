using System.Text.Json;
using Baton.Cli.Output;

namespace Baton.Cli.Evals;

/// <summary>Reads files with one JSON a line.</summary>
internal static class JsonFile
{
    /// <summary>Reads a file; what is wrong with it comes as one message with its line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What a line is, such as "dialogue".</param>
    /// <param name="read">Reads a line; throws a <see cref="JsonException"/> or <see cref="FormatException"/> that says what is wrong.</param>
    public static List<T> Read<T>(string path, string what, Func<string, T> read)
    {
        if (Directory.Exists(path))
            throw new BadInputException($"{path}: this is a folder. It needs a file with one {what} a line, as JSON.");
        if (!File.Exists(path))
            throw new BadInputException($"{path}: there is no such file.");
        var found = new List<T>();
        var number = 0;
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                    found.Add(read(line));
            }
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            throw new BadInputException($"{path}:{number}: this is not a valid {what}: {wrong.Message.Split(" Path: ")[0]}");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read: {wrong.Message}");
        }

        return found.Count > 0 ? found : throw new BadInputException($"{path}: there are no {what}s in it.");
    }
}
