using System.Text.RegularExpressions;

namespace Baton.Teams.Files;

/// <summary>Whether the answers of an agent call tools that it has and speak of values that they find.</summary>
internal static partial class AnswerChecks
{
    /// <summary>What a look-up may take from the customer's message.</summary>
    public static readonly string[] FromMessage = ["amount", "amount2", "number", "identifier", "text"];

    public static void Check(AgentDraft agent, ToolGrants grants, Problems problems)
    {
        foreach (var answer in agent.Answers)
        {
            var found = new Dictionary<string, CatalogEntry?>(StringComparer.Ordinal);
            foreach (var lookUp in answer.LookUps)
                CheckLookUp(agent, lookUp, grants, found, problems);
            CheckPlaces(answer.Say, found, [], problems);
            if (answer.Otherwise is { } otherwise)
                CheckPlaces(otherwise, found, [], problems);
        }
    }

    private static void CheckLookUp(
        AgentDraft agent, LookUpDraft lookUp, ToolGrants grants, Dictionary<string, CatalogEntry?> found, Problems problems)
    {
        var entry = grants.Find(lookUp.Tool.Text);
        if (entry is null && !grants.Open)
            problems.Add(lookUp.Tool.At, $"'{agent.Name.Text}' has no tool '{lookUp.Tool.Text}'{Nearest.HintOrAll(lookUp.Tool.Text, grants.Names)}");
        foreach (var (name, value) in lookUp.With)
        {
            if (entry?.Arguments is { } arguments && !arguments.Contains(name.Text))
                problems.Add(name.At, $"'{lookUp.Tool.Text}' has no argument '{name.Text}'{Nearest.HintOrAll(name.Text, [.. arguments])}");
            CheckPlaces(value, found, FromMessage, problems);
        }

        var named = lookUp.As ?? lookUp.Tool;
        if (!found.TryAdd(named.Text, entry))
            problems.Add(named.At, $"two look-ups are named '{named.Text}': name one with 'as'");
    }

    /// <summary>Every <c>{place}</c> must be a look-up's field, or one of the words that may stand alone.</summary>
    private static void CheckPlaces(Word text, Dictionary<string, CatalogEntry?> found, string[] alone, Problems problems)
    {
        foreach (Match match in Place().Matches(text.Text))
        {
            var place = match.Groups[1].Value;
            if (alone.Contains(place))
                continue;
            var parts = place.Split('.', 2);
            if (parts.Length < 2)
                problems.Add(text.At, $"the place '{{{place}}}' {(alone.Length > 0 ? $"is neither {Words.Or(alone)} nor" : "is not")} a look-up's name, a dot and a field");
            else if (!found.TryGetValue(parts[0], out var entry))
                problems.Add(text.At, $"the place '{{{place}}}' names no look-up of this answer{Nearest.HintOrAll(parts[0], found.Keys)}");
            else if (entry?.Fields is { } fields && !fields.Contains(parts[1]))
                problems.Add(text.At, $"the place '{{{place}}}' names no field of '{parts[0]}'{Nearest.HintOrAll(parts[1], [.. fields])}");
        }
    }

    [GeneratedRegex(@"\{([^{}\s]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
