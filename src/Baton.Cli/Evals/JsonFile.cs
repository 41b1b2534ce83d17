using System.Text.Json;
using Baton.Cli.Output;

namespace Baton.Cli.Evals;

/// <summary>Reads files with one JSON object per line.</summary>
internal static class JsonFile
{
    /// <summary>Reads a file. An error names the line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What a line holds, such as "dialogue".</param>
    /// <param name="read">Parses a line. Throws a <see cref="JsonException"/> or <see cref="FormatException"/> if it is not valid.</param>
    public static List<T> Read<T>(UserPath path, string what, Func<string, T> read)
    {
        if (Directory.Exists(path.Full))
            throw new BadInputException($"{path}: this is a folder, not a file with one {what} per line as JSON.");
        if (!File.Exists(path.Full))
            throw new BadInputException($"{path}: there is no such file.");
        var found = new List<T>();
        var number = 0;
        try
        {
            foreach (var line in File.ReadLines(path.Full))
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
