using Baton.Cli.Output;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Cli.Conversations;

/// <summary>Collects issues, models and tokens from journal entries.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<int, Issue> issues = [];
    private readonly Dictionary<string, AgentTally> agents = [];

    /// <summary>The issues with their current status.</summary>
    public IReadOnlyCollection<Issue> Issues => issues.Values;

    /// <summary>The agents that called a model, in the order of their first calls.</summary>
    public IReadOnlyCollection<AgentTally> Agents => agents.Values;

    /// <summary>Takes an earlier entry: its issues count, its tokens do not.</summary>
    public void Recall(JournalEntry entry)
    {
        if (entry is IssueOpened opened)
        {
            issues[opened.Issue.Value] = new Issue
            {
                Id = opened.Issue,
                Title = opened.Title,
                Owner = opened.Owner,
                Status = opened.Status,
            };
        }
        else if (entry is IssueChanged changed)
        {
            issues[changed.Issue.Value] = new Issue
            {
                Id = changed.Issue,
                Title = changed.Title,
                Owner = changed.Owner,
                Status = changed.Status,
                Reason = changed.Reason,
            };
        }
    }

    public void Add(JournalEntry entry)
    {
        Recall(entry);
        if (entry is ModelCallBegun begun)
            For(begun.Participant).Model = Words.Model(begun.Model);
        else if (entry is ModelCallEnded { Usage: { } usage } ended)
            For(ended.Participant).Add(usage);
        else if (entry is SummaryWritten written)
            Add(written);
    }

    private void Add(SummaryWritten written)
    {
        var writer = For(written.By);
        writer.Model = Words.Model(written.Model);
        if (written.Usage is { } usage)
            writer.Add(usage);
    }

    private AgentTally For(string agent)
    {
        if (!agents.TryGetValue(agent, out var tally))
            agents.Add(agent, tally = new AgentTally(agent));
        return tally;
    }
}
