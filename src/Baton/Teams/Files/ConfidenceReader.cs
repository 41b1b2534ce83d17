using Baton.Teams.Confidences;
using Baton.Teams.Files.Yaml;

namespace Baton.Teams.Files;

/// <summary>Reads how sure agents have to be of their replies.</summary>
internal static class ConfidenceReader
{
    private const string Key = "confidence";

    private static readonly NumberRange Share = new(0, 1);

    public static ConfidencePolicy? Read(Section holder, Problems problems) => holder.Map(Key, TeamKeys.Confidence) is not { } section ? null : new ConfidencePolicy
    {
        AtLeast = section.Number("at_least", Share),
        Categories = Categories(section, problems),
    };

    private static Dictionary<string, double> Categories(Section section, Problems problems)
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
            if (numbers.Number(name, Share) is { } least && !categories.TryAdd(name.Trim(), least))
                problems.Add(numbers.KeyAt(name), $"the category '{name}' appears twice: case does not matter");
        }

        return categories;
    }
}
