using System.Text;

namespace Baton.TeamFiles.Tables;

/// <summary>Reads a table from a CSV file or from a JSON file that holds an array of objects.</summary>
internal static class TableFile
{
    /// <summary>The most columns: what has more is no table that anybody asks about.</summary>
    public const int MostColumns = 500;

    private const int Largest = 32 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="TableException">The file cannot be read as a table.</exception>
    public static Table Read(string path)
    {
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => CsvTable.Read(Text(Content(path))),
            ".json" => JsonTable.Read(Content(path)),
            var other => throw new TableException($"a table must be a .csv or .json file, not '{other}'"),
        };
    }

    private static byte[] Content(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw new TableException("this is a folder");
            var file = new FileInfo(path);
            if (!file.Exists)
                throw new TableException("there is no such file");
            if (file.Length > Largest)
                throw new TableException(
                    $"the file has more than {Largest / (1024 * 1024)} MB: a table is held in memory, so make it smaller"
                );
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new TableException("the file cannot be read", inner: fault);
        }
    }

    private static string Text(byte[] content)
    {
        try
        {
            var text = Utf8.GetString(content);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException fault)
        {
            throw new TableException("the file is not UTF-8 text", inner: fault);
        }
    }
}
