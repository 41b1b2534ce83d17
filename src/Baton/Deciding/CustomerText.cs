using Baton.Teams;
using Baton.Teams.Markers;
using Baton.Texts.Replies;
using Baton.Texts.Searches;

namespace Baton.Deciding;

/// <summary>Recognises a reply's text that no customer may read: a tool call written as text, or data in place of an answer.</summary>
internal static class CustomerText
{
    // A customer reads a short heading.
    private const int LongestTitle = 200;

    public static TextFault FaultOf(string text, Team team, TeamMember member) =>
        ModelText.FaultOf(text, member.HasTool, MayBeData(team, member));

    /// <summary>
    /// An issue's title on one line, as a customer may read it. A model wrote it, for colleagues: sensitive data in it is masked, and where
    /// it is a call or data, the issue's number stands in its place.
    /// </summary>
    public static string TitleOf(Issue issue, Team team)
    {
        var access = team.EverybodysAccess;
        var title = TextPart.First(ForgedMarkers.Quote(OneLine.Of(access.InWords(access.Text(issue.Title)))), LongestTitle);
        return ModelText.FaultOf(title, name => team.Agents.Any(agent => team[agent.Name].HasTool(name))) == TextFault.None
            ? title
            : $"issue {issue.Id}";
    }

    /// <summary>Whether an agent is to answer with data.</summary>
    public static bool MayBeData(Team team, TeamMember member) => team.FallbackOf(member.Agent).Validation.Schema is not null;
}
