using Baton.Teams;
using Baton.Texts.Replies;

namespace Baton.Deciding;

/// <summary>Recognises a reply's text that no customer may read: a tool call written as text, or data in place of an answer.</summary>
internal static class CustomerText
{
    public static TextFault FaultOf(string text, Team team, TeamMember member) =>
        ModelText.FaultOf(text, member.HasTool, mayBeData: team.FallbackOf(member.Agent).Validation.Schema is not null);
}
