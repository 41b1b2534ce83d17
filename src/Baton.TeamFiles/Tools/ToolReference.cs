using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Tools;

/// <summary>
/// What a file means by a name of tools: an entry of its <c>tools</c>, or one tool of an MCP server as <c>server/tool</c>.
/// </summary>
/// <param name="Entry">The entry.</param>
/// <param name="Names">The names that models call, or null while they are unknown.</param>
internal sealed record ToolReference(CatalogEntry Entry, IReadOnlyCollection<string>? Names)
{
    /// <summary>Finds what is meant; null, and a problem, when there is no such tool.</summary>
    public static ToolReference? Find(Word reference, ToolCatalog catalog, ProblemList problems)
    {
        var slash = reference.Text.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? reference.Text : reference.Text[..slash];
        if (catalog.Find(name) is { } entry)
            return slash < 0 ? new ToolReference(entry, entry.Names) : One(entry, reference, reference.Text[(slash + 1)..], problems);
        problems.Add(reference.At, $"there is no tool '{name}'{Nearest.HintOrAll(name, catalog.Names)}");
        return null;
    }

    private static ToolReference? One(CatalogEntry entry, Word reference, string tool, ProblemList problems)
    {
        // What could not be read has been reported: nothing can be said of its tools.
        if (entry.Draft is RefusedDraft)
            return new ToolReference(entry, null);
        if (entry.Draft is not McpDraft mcp)
        {
            problems.Add(
                reference.At,
                $"'{entry.Draft.Name.Text}' is one tool, not a server with several: write '{entry.Draft.Name.Text}'"
            );
            return null;
        }

        if (entry.Names is null)
            return new ToolReference(entry, null);
        if (entry.NameOf(tool) is var name && entry.Names.Contains(name))
            return new ToolReference(entry, [name]);
        var own = entry.OwnNames?.Where(pair => entry.Names.Contains(pair.Value)).Select(pair => pair.Key);
        var names = own ?? mcp.Tools.Select(listed => listed.Name.Text);
        problems.Add(reference.At, $"'{mcp.Name.Text}' has no tool '{tool}'{Nearest.HintOrAll(tool, [.. names])}");
        return null;
    }
}
