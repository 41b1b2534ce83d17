using System.Text;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>Finds and reads a team file.</summary>
internal static class TeamSource
{
    /// <summary>What a team file is called in a folder.</summary>
    public const string FileName = "team.yaml";

    private const int Largest = 1024 * 1024;

    /// <summary>The file that is meant by a path to it or to its folder.</summary>
    public static string Find(string path) => Directory.Exists(path) ? Path.Combine(path, FileName) : path;

    public static TeamDraft? Read(string file, ProblemList problems) => Text(file, problems) is { } text ? Parse(text, problems) : null;

    public static TeamDraft? Parse(string text, ProblemList problems) =>
        YamlText.Read(text, problems) is { } root ? TeamReader.Read(root, problems) : null;

    private static string? Text(string file, ProblemList problems)
    {
        try
        {
            var information = new FileInfo(file);
            if (!information.Exists)
                problems.Add($"there is no such file; a team is a YAML file, or a folder with a {FileName}");
            else if (information.Length > Largest)
                problems.Add($"the file has {information.Length / 1024} kB; a team file may have {Largest / 1024}");
            else
                return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            problems.Add("the file is not UTF-8 text");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problems.Add($"the file cannot be read ({fault.GetType().Name})");
        }

        return null;
    }
}
