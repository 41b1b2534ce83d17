using System.Globalization;
using System.Text.RegularExpressions;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Tools;

namespace Baton.TeamFiles.Checking;

/// <summary>Whether the answers of an agent call tools that it has and speak of values that they find.</summary>
internal static partial class AnswerChecks
{
    /// <summary>What an answer may take from the customer's message.</summary>
    public static readonly string[] FromMessage = ["amount", "amount2", "number", "identifier", "email", "text"];

    public static void Check(AgentDraft agent, ToolGrants grants, ProblemList problems)
    {
        foreach (var answer in agent.Answers)
        {
            var found = new Dictionary<string, CatalogEntry?>(StringComparer.Ordinal);
            foreach (var lookUp in answer.LookUps)
                CheckLookUp(agent, lookUp, grants, found, problems);
            CheckPlaces(answer.Say, found, problems);

            // It is said when a look-up found nothing, so no look-up has values for it.
            if (answer.Otherwise is { } otherwise)
                CheckPlaces(otherwise, [], problems);
        }
    }

    private static void CheckLookUp(
        AgentDraft agent,
        LookUpDraft lookUp,
        ToolGrants grants,
        Dictionary<string, CatalogEntry?> found,
        ProblemList problems
    )
    {
        var entry = grants.Find(lookUp.Tool.Text);
        // Every agent may have that one; where it has not, the answer's 'otherwise' is said.
        if (entry is null && !grants.Open && lookUp.Tool.Text != ToolNames.Escalate)
            problems.Add(
                lookUp.Tool.At,
                $"'{agent.Name.Text}' has no tool '{lookUp.Tool.Text}'{Nearest.HintOrAll(lookUp.Tool.Text, grants.Names)}"
            );
        foreach (var (name, value) in lookUp.With)
        {
            if (entry?.Arguments is { } arguments && !arguments.Contains(name.Text))
                problems.Add(name.At, $"'{lookUp.Tool.Text}' has no argument '{name.Text}'{Nearest.HintOrAll(name.Text, [.. arguments])}");
            CheckPlaces(value, found, problems);
        }

        var named = lookUp.As ?? lookUp.Tool;
        if (!found.TryAdd(named.Text, entry))
            problems.Add(named.At, $"two look-ups are named '{named.Text}': name one with 'as'");
    }

    /// <summary>Every <c>{place}</c> must be something that a message holds, or a field of a look-up.</summary>
    private static void CheckPlaces(Word text, Dictionary<string, CatalogEntry?> found, ProblemList problems)
    {
        foreach (var place in Place().Matches(text.Text).Select(match => match.Groups[1].Value.Trim()))
        {
            var path = place.Split('.');
            if (path.Length < 2)
            {
                if (!FromMessage.Contains(place))
                    problems.Add(
                        text.At,
                        $"'{{{place}}}' is neither a look-up's name, a dot and a field, nor something that a message holds"
                            + $"{Nearest.HintOrAll(place, FromMessage)}"
                    );
            }
            else if (!found.TryGetValue(path[0], out var entry))
            {
                problems.Add(
                    text.At,
                    $"'{{{place}}}' names no look-up whose values are known here{Nearest.HintOrAll(path[0], found.Keys)}"
                );
            }
            else if (entry?.Fields is { } fields && Field(path) is { } field && !fields.Contains(field, StringComparer.OrdinalIgnoreCase))
            {
                problems.Add(text.At, $"'{{{place}}}' names no field of '{path[0]}'{Nearest.HintOrAll(field, [.. fields])}");
            }
        }
    }

    /// <summary>
    /// The column that a path through a table's answer names, such as <c>charge.amount</c> or <c>charge.rows.1.amount</c>.
    /// </summary>
    private static string? Field(string[] path)
    {
        var field = path.Skip(1)
            .SkipWhile(step => step == "rows" || int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .FirstOrDefault();
        return field is "count" ? null : field;
    }

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
