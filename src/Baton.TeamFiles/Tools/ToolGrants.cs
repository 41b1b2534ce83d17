using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Tools;

/// <summary>The tools that one agent gets.</summary>
internal sealed class ToolGrants
{
    private readonly Dictionary<string, CatalogEntry> byName = new(StringComparer.Ordinal);
    private readonly HashSet<CatalogEntry> entries = [];

    private ToolGrants() { }

    /// <summary>The names of the agent's tools as its model calls them.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <summary>Whether there are tools whose names are not known yet.</summary>
    public bool Open { get; private set; }

    /// <summary>Whether tools were written that are not there or could not be read.</summary>
    public bool Lost { get; private set; }

    /// <summary>The entries of the catalog that the agent has tools of.</summary>
    public IReadOnlyCollection<CatalogEntry> Entries => entries;

    /// <summary>The agent's tools by entry and name, as far as the names are known.</summary>
    public IEnumerable<(CatalogEntry Entry, string Name)> All => byName.Select(granted => (granted.Value, granted.Key));

    public IEnumerable<Tool> Tools => byName.Select(granted => granted.Value.Tools.Single(tool => tool.Name == granted.Key));

    public CatalogEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Whether the agent has that tool of an entry, or may have it when the entry's tools are known.</summary>
    public bool MayHave(CatalogEntry entry, string name) => entry.Names is null ? entries.Contains(entry) : Find(name) == entry;

    /// <summary>
    /// Finds what the agent's <c>tools</c> name: an entry of the catalog, or one tool of an MCP server as <c>server/tool</c>.
    /// </summary>
    public static ToolGrants Of(AgentDraft agent, ToolCatalog catalog, ProblemList problems)
    {
        var grants = new ToolGrants();
        grants.Lost = agent.ToolsLost;
        foreach (var reference in agent.Tools)
        {
            if (ToolReference.Find(reference, catalog, problems) is { } found)
                grants.Add(found, reference, problems);
            else
                grants.Lost = true;
        }

        grants.CheckTransfers(agent, problems);
        return grants;
    }

    private void Add(ToolReference found, Word reference, ProblemList problems)
    {
        var entry = found.Entry;
        entries.Add(entry);
        Open |= found.Names is null;
        foreach (var name in found.Names ?? [])
        {
            if (byName.TryGetValue(name, out var other))
                problems.Add(
                    reference.At,
                    other == entry
                        ? $"the tool '{name}' is given twice: keep one"
                        : $"'{entry.Draft.Name.Text}' and '{other.Draft.Name.Text}' both have a tool '{name}': give one of the servers "
                            + "a 'prefix'"
                );
            else
                byName.Add(name, entry);
        }
    }

    private void CheckTransfers(AgentDraft agent, ProblemList problems)
    {
        foreach (var handoff in agent.Handoffs)
        {
            var transfer = Handoff.ToolNameFor(handoff.To.Text);
            if (byName.ContainsKey(transfer))
                problems.Add(handoff.To.At, $"the tool '{transfer}' has the name of the transfer to '{handoff.To.Text}': rename it");
        }
    }
}
