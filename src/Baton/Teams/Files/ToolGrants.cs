using Baton.Agents;
using Baton.Handoffs;

namespace Baton.Teams.Files;

/// <summary>The tools that one agent gets.</summary>
internal sealed class ToolGrants
{
    private readonly Dictionary<string, CatalogEntry> byName = new(StringComparer.Ordinal);

    private ToolGrants()
    {
    }

    /// <summary>The names of the agent's tools as its model calls them.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <summary>Whether there are tools whose names are not known yet.</summary>
    public bool Open { get; private set; }

    public IEnumerable<Tool> Tools => byName.Select(granted => granted.Value.Tools.Single(tool => tool.Name == granted.Key));

    public CatalogEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Finds what the agent's <c>tools</c> name: an entry of the catalog, or one tool of an MCP server as <c>server/tool</c>.</summary>
    public static ToolGrants Of(AgentDraft agent, ToolCatalog catalog, Problems problems)
    {
        var grants = new ToolGrants();
        foreach (var reference in agent.Tools)
        {
            var slash = reference.Text.IndexOf('/', StringComparison.Ordinal);
            var name = slash < 0 ? reference.Text : reference.Text[..slash];
            if (catalog.Find(name) is not { } entry)
                problems.Add(reference.At, $"there is no tool '{name}'{Nearest.HintOrAll(name, catalog.Names)}");
            else if (slash >= 0)
                grants.AddOne(entry, reference, reference.Text[(slash + 1)..], problems);
            else if (entry.Names is { } names)
                grants.Add(entry, reference, names, problems);
            else
                grants.Open = true;
        }

        grants.CheckTransfers(agent, problems);
        return grants;
    }

    private void AddOne(CatalogEntry entry, Word reference, string tool, Problems problems)
    {
        if (entry.Draft is McpDraft mcp)
        {
            if (entry.Names is null)
                Open = true;
            else if (entry.Names.Contains(mcp.Prefix + tool))
                Add(entry, reference, [mcp.Prefix + tool], problems);
            else
                problems.Add(reference.At, $"'{mcp.Name.Text}' has no tool '{tool}'{Nearest.HintOrAll(tool, [.. entry.Names.Select(name => name[mcp.Prefix.Length..])])}");
        }
        else if (entry.Draft is not RefusedDraft)
        {
            problems.Add(reference.At, $"'{entry.Draft.Name.Text}' is one tool, not a server with several: write '{entry.Draft.Name.Text}'");
        }
    }

    private void Add(CatalogEntry entry, Word reference, IReadOnlyCollection<string> names, Problems problems)
    {
        foreach (var name in names)
        {
            if (byName.TryGetValue(name, out var other))
                problems.Add(reference.At, other == entry
                    ? $"the tool '{name}' is given twice: keep one"
                    : $"'{entry.Draft.Name.Text}' and '{other.Draft.Name.Text}' both have a tool '{name}': give one of the servers a 'prefix'");
            else
                byName.Add(name, entry);
        }
    }

    private void CheckTransfers(AgentDraft agent, Problems problems)
    {
        foreach (var handoff in agent.Handoffs)
        {
            var transfer = TransferTool.NameFor(handoff.To.Text);
            if (byName.ContainsKey(transfer))
                problems.Add(handoff.To.At, $"the tool '{transfer}' has the name of the transfer to '{handoff.To.Text}': rename it");
        }
    }
}
