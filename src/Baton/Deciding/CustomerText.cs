using Baton.Teams;
using Baton.Texts.Replies;

namespace Baton.Deciding;

/// <summary>Recognises a reply's text that no customer may read: a tool call written as text, or data in place of an answer.</summary>
internal static class CustomerText
{
    public static TextFault FaultOf(string text, Team team, TeamMember member) =>
        ModelText.FaultOf(text, member.HasTool, MayBeData(team, member));

    /// <summary>Whether an agent is to answer with data.</summary>
    public static bool MayBeData(Team team, TeamMember member) => team.FallbackOf(member.Agent).Validation.Schema is not null;
}
