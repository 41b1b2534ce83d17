using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Checking;

/// <summary>Whether the writers of summaries that a file names are there.</summary>
internal static class WriterChecks
{
    public static void Check(TeamDraft draft, IReadOnlyCollection<string> agents, ProblemList problems)
    {
        foreach (var writer in Histories(draft).Select(history => history.Writer).OfType<Word>())
        {
            if (writer.Text is var name && TeamKeys.Writers.Contains(name))
            {
                // A word that means two things would be understood as the other one by somebody.
                if (agents.Contains(name))
                    problems.Add(writer.At, $"'{name}' is a way to write and the name of an agent: rename the agent");
            }
            else if (!agents.Contains(name))
            {
                problems.Add(writer.At, $"'{name}' is not a writer{Nearest.HintOrAll(name, [.. TeamKeys.Writers, .. agents])}");
            }
        }
    }

    /// <summary>The agents that write; a misspelt one counts as the nearest right one.</summary>
    /// <param name="draft">The file.</param>
    /// <param name="known">Finds an agent that may be misspelt.</param>
    /// <param name="lost">Whether there are writers of whom it is unknown who they are.</param>
    public static HashSet<string> Named(TeamDraft draft, Func<string, AgentDraft?> known, out bool lost)
    {
        var histories = Histories(draft).ToList();
        var named = histories.Select(history => history.WritingAgent).OfType<Word>().Select(writer => known(writer.Text)).ToList();
        lost = named.Contains(null) || histories.Any(history => history.WriterLost);
        return [.. named.OfType<AgentDraft>().Select(agent => agent.Name.Text)];
    }

    private static IEnumerable<HistoryDraft> Histories(TeamDraft draft) =>
        draft
            .Agents.SelectMany(agent => agent.Handoffs.Select(handoff => handoff.History).Append(agent.History))
            .Append(draft.History)
            .OfType<HistoryDraft>();
}
