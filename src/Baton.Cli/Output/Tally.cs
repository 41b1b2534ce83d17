using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Cli.Output;

/// <summary>Adds up what entries say of issues, models and tokens.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<int, Issue> issues = [];
    private readonly Dictionary<string, AgentTally> agents = [];

    /// <summary>The issues as they stand.</summary>
    public IReadOnlyCollection<Issue> Issues => issues.Values;

    /// <summary>The agents that asked a model, in the order in which they first did.</summary>
    public IReadOnlyCollection<AgentTally> Agents => agents.Values;

    /// <summary>Takes an entry of before: its issues count, its tokens do not.</summary>
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

/// <summary>What one agent used.</summary>
internal sealed class AgentTally(string agent)
{
    public string Agent { get; } = agent;

    /// <summary>The model that served it last.</summary>
    public string Model { get; set; } = "";

    /// <summary>Its tokens, or null when no provider said how many there were.</summary>
    public TokenUsage? Usage { get; private set; }

    public void Add(TokenUsage usage) => Usage = usage + (Usage ?? default);
}
