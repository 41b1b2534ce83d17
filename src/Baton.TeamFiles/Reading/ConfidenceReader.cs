using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;
using Baton.Teams.Confidences;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads how sure agents have to be of their replies.</summary>
internal static class ConfidenceReader
{
    private const string Key = "confidence";

    public static ConfidencePolicy? Read(Section holder, ProblemList problems) =>
        holder.Map(Key, TeamKeys.Confidence) is not { } section
            ? null
            : new ConfidencePolicy { AtLeast = section.Number("at_least", NumberRange.Share), Categories = Categories(section, problems) };

    private static Dictionary<string, double> Categories(Section section, ProblemList problems)
    {
        var categories = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        if (section.Value("categories") is not { } value)
            return categories;
        if (value is not YamlMap map)
        {
            Section.Refuse(value, section.KeyAt("categories"), Section.Quote("categories"), "a map of categories and numbers", problems);
            return categories;
        }

        var names = map.Pairs.Select(pair => pair.Key.Text).Distinct(StringComparer.Ordinal).ToList();
        var numbers = new Section(map, names, problems);
        foreach (var name in names)
        {
            if (numbers.Number(name, NumberRange.Share) is { } least && !categories.TryAdd(name.Trim(), least))
                problems.Add(numbers.KeyAt(name), $"the category '{name}' appears twice: case does not matter");
        }

        return categories;
    }
}
