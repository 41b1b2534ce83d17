using Baton.Journals.Constraints;
using Baton.Teams;
using Baton.Teams.Clearances;
using Baton.Teams.SharedStates;

namespace Baton.Performing.SharedStates;

/// <summary>Who writes shared values: an agent, or one of the roles that state keys allow.</summary>
/// <param name="Name">The agent's name, <see cref="StateKey.Orchestrator"/> or <see cref="StateKey.Desk"/>.</param>
/// <param name="State">The keys of the team.</param>
/// <param name="Reader">Recognises masks, so that a mask is never written in place of the real value.</param>
internal sealed record StateAuthor(string Name, StateCatalog State, ReaderAccess Reader)
{
    /// <summary>An agent.</summary>
    public static StateAuthor Of(TeamMember member) => new(member.Agent.Name, member.State, member.AccessWithin(Constraint.None));

    /// <summary>The program that runs the team, or the people at its desks.</summary>
    public static StateAuthor Of(Team team, string role) => new(role, team.StateCatalog, team.EverybodysAccess);
}
