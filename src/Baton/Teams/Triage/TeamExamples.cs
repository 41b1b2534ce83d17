using Baton.Texts.Routers;

namespace Baton.Teams.Triage;

/// <summary>The training examples of a team's router: each agent is a route, and what customers say to it are its examples.</summary>
internal static class TeamExamples
{
    /// <summary>
    /// The examples of all agents, in their order. Texts that several agents would answer, such as thanks, do not tell agents apart: they
    /// belong to the entry agent if it is one of them, and otherwise to nobody.
    /// </summary>
    public static IReadOnlyList<RouterExample> Of(Team team)
    {
        var owners = new Dictionary<string, List<Agent>>(StringComparer.OrdinalIgnoreCase);
        var texts = new List<string>();
        foreach (var agent in team.Agents)
        {
            foreach (var text in agent.Examples.Concat(agent.Answers.SelectMany(answer => answer.When)).Select(text => text.Trim()))
            {
                if (!owners.TryGetValue(text, out var known))
                {
                    owners[text] = known = [];
                    texts.Add(text);
                }

                if (!known.Contains(agent))
                    known.Add(agent);
            }
        }

        return
        [
            .. texts
                .Select(text => (text, Owner: OwnerOf(owners[text], team)))
                .Where(example => example.Owner is not null)
                .Select(example => new RouterExample(example.text, example.Owner!)),
        ];
    }

    private static string? OwnerOf(List<Agent> claiming, Team team) =>
        claiming.Count == 1 ? claiming[0].Name
        : claiming.Contains(team.Entry) ? team.Entry.Name
        : null;
}
