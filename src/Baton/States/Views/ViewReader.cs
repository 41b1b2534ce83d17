using Baton.Teams;
using Baton.Teams.Clearances;

namespace Baton.States.Views;

/// <summary>Who reads a view.</summary>
/// <param name="Member">The agent.</param>
/// <param name="Access">What it may see.</param>
/// <param name="Model">Its model: only this one sees its private blocks again.</param>
/// <param name="Team">The team that it is in.</param>
internal sealed record ViewReader(TeamMember Member, ReaderAccess Access, string? Model, Team Team)
{
    /// <summary>Whether a participant is an agent; all others are at a desk.</summary>
    public bool IsAgent(string participant) => Team.Find(participant) is not null;

    /// <summary>Whether a participant's tool changes something; also where that is not known.</summary>
    public bool HasEffect(string participant, string tool) =>
        Team.Find(participant)?.Tools.GetValueOrDefault(tool) is not { Effect: ToolEffect.ReadOnly };
}
