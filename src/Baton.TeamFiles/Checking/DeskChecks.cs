using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Reading;

namespace Baton.TeamFiles.Checking;

/// <summary>Whether a file's desks can be told from its agents, and its ladder leads to somebody.</summary>
internal static class DeskChecks
{
    public static void Check(TeamDraft draft, IReadOnlyCollection<string> agents, ProblemList problems)
    {
        foreach (var desk in draft.Desks)
        {
            if (Desk.CheckName(desk.Name.Text) is { } wrong)
                problems.Add(desk.Name.At, wrong.TrimEnd('.'));
            else if (agents.Contains(desk.Name.Text))
                problems.Add(desk.Name.At, $"The desk '{desk.Name.Text}' has the name of an agent: rename one");
        }

        RuleReader.Check(draft, [.. agents, .. draft.Desks.Select(desk => desk.Name.Text)], problems);
        if (draft.Escalation is not { Ladder: { } ladder, LadderAt: var at })
            return;
        if (ladder.Count == 0)
            problems.Add(at, "'ladder' is empty: name agents and desks, or leave it out for all desks");
        List<string> known = [.. agents, .. draft.Desks.Select(desk => desk.Name.Text)];
        foreach (var name in ladder.Where(name => !known.Contains(name.Text)))
            problems.Add(name.At, $"there is no agent and no desk '{name.Text}'{Nearest.HintOrAll(name.Text, known)}");
    }
}
