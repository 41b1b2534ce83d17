using Baton.Mcp;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Tools;

/// <summary>Starts the MCP servers of a file and puts their tools into its catalog.</summary>
internal static class McpTools
{
    /// <summary>Starts all of them at once: a team waits for its slowest server only, and every failure is reported.</summary>
    /// <param name="catalog">The tools of the file.</param>
    /// <param name="start">Starts one server.</param>
    /// <param name="servers">Where the servers go that started.</param>
    /// <param name="problems">What is wrong.</param>
    public static async Task StartAsync(
        ToolCatalog catalog,
        Func<McpDraft, Task<McpServer>> start,
        List<McpServer> servers,
        ProblemList problems
    )
    {
        var starting = catalog
            .Entries.Where(entry => entry.Draft is McpDraft)
            .Select(entry => (entry, mcp: (McpDraft)entry.Draft, task: start((McpDraft)entry.Draft)))
            .ToList();
        foreach (var (entry, mcp, task) in starting)
        {
            await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (task.IsCompletedSuccessfully)
            {
                servers.Add(await task.ConfigureAwait(false));
                problems.Collect(() => Take(mcp, servers[^1], entry, problems));
            }
            else if (task.Exception?.InnerException is McpServerException fault)
            {
                problems.Collect(() => problems.Add(mcp.Name.At, fault.Message));
            }
        }

        // What is left is a cancellation, or a fault that is nobody's file.
        foreach (var (_, _, task) in starting.Where(started => started.task.Exception?.InnerException is not McpServerException))
            await task.ConfigureAwait(false);
    }

    /// <summary>How to reach a server of a file.</summary>
    public static McpConnection Connection(McpDraft draft, string folder)
    {
        var connection = new McpConnection
        {
            Name = draft.Name.Text,
            Command = draft.Command?.Text,
            Arguments = draft.Arguments,
            Environment = draft.Environment,
            Inherit = draft.Inherit,
            Folder = Path.Combine(folder, draft.Folder?.Text ?? ""),
            Url = draft.Url,
            Headers = draft.Headers,
            Prefix = draft.Prefix,
        };
        return draft.StartTimeout is { } timeout ? connection with { StartTimeout = timeout } : connection;
    }

    private static void Take(McpDraft draft, McpServer server, CatalogEntry entry, ProblemList problems)
    {
        var (tools, names) = (new List<Tool>(), server.ServerNames.Values.ToList());
        entry.OwnNames = server.ServerNames.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        foreach (var (own, why) in server.Refused)
        {
            var wanted = Wanted(draft, own, entry);
            if (wanted is not null || draft.Tools.Count == 0)
                problems.Add(
                    wanted?.Name.At ?? draft.Name.At,
                    $"the MCP server '{draft.Name.Text}': models cannot be offered '{own}', because {why}. Change it at the server, "
                        + "or pick other tools with 'tools'."
                );
        }

        foreach (var offered in server.Tools)
        {
            var wanted = Wanted(draft, server.ServerNames[offered.Name], entry);
            if (wanted is null && draft.Tools.Count > 0)
                continue;
            tools.Add(
                new Tool(offered.Function)
                {
                    Effect = wanted?.Effect ?? draft.Effect ?? offered.Effect,
                    Timeout = wanted?.Timeout ?? draft.Timeout ?? offered.Timeout,
                    Needs = (wanted?.Needs ?? draft.Needs)?.Permission,
                    NeedsArgument = (wanted?.Needs ?? draft.Needs)?.Argument,
                    Approval = (wanted?.Approval ?? draft.Approval)?.Rule,
                    Sensitivity = wanted?.Sensitivity ?? draft.Sensitivity ?? offered.Sensitivity,
                    LongestResult = wanted?.LongestResult ?? draft.LongestResult ?? offered.LongestResult,
                }
            );
        }

        foreach (var missing in draft.Tools.Where(wanted => !server.ServerNames.ContainsKey(entry.NameOf(wanted.Name.Text))))
        {
            var hint = Nearest.HintOrAll(missing.Name.Text, names);
            problems.Add(missing.Name.At, $"the MCP server '{draft.Name.Text}' has no tool '{missing.Name.Text}'{hint}");
        }

        entry.Tools = tools;
        entry.Names = tools.Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal);
    }

    private static McpToolDraft? Wanted(McpDraft draft, string own, CatalogEntry entry) =>
        draft.Tools.FirstOrDefault(tool => entry.NameOf(tool.Name.Text) == entry.NameOf(own));
}
