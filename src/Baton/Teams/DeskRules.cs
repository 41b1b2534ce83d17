using Baton.Teams.Escalations;
using Baton.Teams.Handoffs;

namespace Baton.Teams;

/// <summary>Checks a team's desks and its ladder.</summary>
internal static class DeskRules
{
    /// <summary>What is wrong with a team's desks, each in a sentence.</summary>
    public static List<string> Check(IReadOnlyList<Desk> desks, IEnumerable<string> agents)
    {
        var problems = new List<string>();
        foreach (var desk in desks)
        {
            if (CheckName(desk.Name) is { } wrong)
                problems.Add(wrong);
            else if (agents.Contains(desk.Name))
                problems.Add($"The desk '{desk.Name}' has the name of an agent: rename one.");
            if (desk.FirstResponse <= TimeSpan.Zero || desk.Resolution <= TimeSpan.Zero)
                problems.Add($"Desk '{desk.Name}': a due time must be more than zero.");
        }

        problems.AddRange(
            desks
                .GroupBy(desk => desk.Name)
                .Where(same => same.Count() > 1)
                .Select(same => $"{same.Count()} desks are named '{same.Key}': rename one.")
        );
        return problems;
    }

    /// <summary>What is wrong with a desk's name, or null.</summary>
    public static string? CheckName(string name) =>
        TeamRules.IsDeskName(name)
            ? null
            : $"'{name}' is not a name for a desk: use 1 to {TransferTool.LongestName} letters, digits, spaces, '-', '_' and '.', "
                + "beginning with a letter or digit.";

    /// <summary>The team's ladder.</summary>
    /// <exception cref="TeamException">It names somebody who is not in the team, or somebody twice.</exception>
    public static Ladder LadderOf(Team team)
    {
        var names = team.Escalation.Ladder is { Count: > 0 } written ? written : [.. team.Desks.Select(desk => desk.Name)];
        List<string> problems =
        [
            .. names
                .Where(name => team.FindDesk(name) is null && team.Agents.All(agent => agent.Name != name))
                .Select(name =>
                    $"The escalation ladder names '{name}', which is neither an agent nor a desk of the team: correct it, or give the "
                    + "agent to the team as one of its 'others'."
                ),
            .. names
                .GroupBy(name => name)
                .Where(same => same.Count() > 1)
                .Select(same => $"The escalation ladder names '{same.Key}' twice: keep one."),
        ];
        return problems.Count == 0 ? new Ladder(names) : throw new TeamException(problems);
    }
}
