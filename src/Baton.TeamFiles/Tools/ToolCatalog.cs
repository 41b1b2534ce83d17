using Baton.Mcp;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Tables;
using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Tools;

/// <summary>The tools of a file under the names that agents ask for them by.</summary>
internal sealed class ToolCatalog
{
    private readonly Dictionary<string, CatalogEntry> entries = new(StringComparer.Ordinal);

    private ToolCatalog() { }

    public IReadOnlyCollection<string> Names => entries.Keys;

    public IReadOnlyCollection<CatalogEntry> Entries => entries.Values;

    public CatalogEntry? Find(string name) => entries.GetValueOrDefault(name);

    /// <summary>Reads tables and finds functions. MCP servers stay as they are: what they offer is known when they run.</summary>
    /// <param name="draft">The file.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <param name="functions">The registered functions; null leaves functions unchecked.</param>
    /// <param name="problems">What is wrong.</param>
    public static ToolCatalog Of(TeamDraft draft, string folder, IDictionary<string, Tool>? functions, ProblemList problems)
    {
        var catalog = new ToolCatalog();
        foreach (var tool in draft.Tools)
        {
            catalog.entries.Add(
                tool.Name.Text,
                tool switch
                {
                    TableDraft table => Table(table, folder, problems),
                    FunctionDraft function => Function(function, functions, problems),
                    McpDraft mcp => new CatalogEntry(mcp) { Names = Listed(mcp) },
                    _ => new CatalogEntry(tool),
                }
            );
        }

        return catalog;
    }

    private static HashSet<string>? Listed(McpDraft mcp) =>
        mcp.Tools.Count == 0 ? null : [.. mcp.Tools.Select(tool => McpServer.NameFor(mcp.Prefix, tool.Name.Text))];

    private static CatalogEntry Table(TableDraft draft, string folder, ProblemList problems)
    {
        try
        {
            var table = TableFile.Read(Path.Combine(folder, draft.File.Text));
            foreach (
                var column in draft
                    .Match.Select(match => match.Key)
                    .Concat(draft.Return)
                    .Where(column => !table.Columns.Contains(column.Text))
            )
                problems.Add(
                    column.At,
                    $"'{draft.File.Text}' has no column '{column.Text}'{Nearest.HintOrAll(column.Text, [.. table.Columns])}"
                );
            var function = new TableFunction(
                draft.Name.Text,
                draft.Description?.Text,
                table,
                [.. draft.Match.Select(column => KeyValuePair.Create(column.Key.Text, column.Value?.Text))],
                [.. draft.Return.Select(column => column.Text)],
                draft.Limit ?? TableFunction.DefaultLimit
            );
            var tool = new Tool(function)
            {
                Effect = ToolEffect.ReadOnly,
                Timeout = draft.Timeout ?? new Tool(function).Timeout,
                Needs = draft.Needs?.Permission,
                NeedsArgument = draft.Needs?.Argument,
                Approval = draft.Approval?.Rule,
                Sensitivity = draft.Sensitivity ?? Clearance.Normal,
                LongestResult = draft.LongestResult,
            };
            return new CatalogEntry(draft)
            {
                Names = [draft.Name.Text],
                Tools = [tool],
                Arguments = [.. draft.Match.Select(column => column.Key.Text)],
                Fields = draft.Return.Count > 0 ? [.. draft.Return.Select(column => column.Text)] : table.Columns,
            };
        }
        catch (TableException fault)
        {
            foreach (var problem in fault.Problems)
                problems.Add(draft.File.At, $"{draft.File.Text}: {problem}");
            return new CatalogEntry(draft);
        }
    }

    private static CatalogEntry Function(FunctionDraft draft, IDictionary<string, Tool>? functions, ProblemList problems)
    {
        var name = draft.Name.Text;
        if (functions is null)
            return new CatalogEntry(draft) { Names = [name] };
        if (functions.TryGetValue(draft.Function.Text, out var registered))
        {
            var function = new RenamedFunction(registered.Function, name, draft.Description?.Text);
            var (needs, argument) = ToolNeeds.Narrow(draft, registered, problems);
            var tool = new Tool(function)
            {
                Effect = draft.Effect ?? registered.Effect,
                Timeout = draft.Timeout ?? registered.Timeout,
                Needs = needs,
                NeedsArgument = argument,
                Approval = registered.Approval?.Or(draft.Approval?.Rule) ?? draft.Approval?.Rule,
                Sensitivity = draft.Sensitivity ?? registered.Sensitivity,
                LongestResult = draft.LongestResult ?? registered.LongestResult,
            };
            return new CatalogEntry(draft) { Names = [name], Tools = [tool] };
        }

        problems.Add(
            draft.Function.At,
            $"no function '{draft.Function.Text}' is registered{Nearest.Hint(draft.Function.Text, functions.Keys)} (a program registers "
                + "them in TeamFileOptions.Tools)"
        );
        return new CatalogEntry(draft) { Names = [name] };
    }
}
