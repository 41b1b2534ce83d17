using Baton.Journals;
using Baton.Performing.SharedStates;
using Microsoft.Extensions.Logging;

namespace Baton.Performing.Tools;

/// <summary>What running tools reach through their calls, the same for all calls of a runtime.</summary>
internal sealed class CallAccess(Team team, IJournal journal, ILogger logger)
{
    public Team Team => team;

    public IJournal Journal => journal;

    public ILogger Logger => logger;

    public StateAuthor Author { get; } = StateAuthor.Of(team, Teams.SharedStates.StateKey.Orchestrator);

    public StateWriter StateWriter { get; } = new(team, journal);

    public GuardChecks Guards { get; } = new(team.Guards, logger);
}
