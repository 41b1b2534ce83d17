using Baton.Mcp;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Tools;

/// <summary>Starts the MCP servers of a file and puts their tools into its catalog.</summary>
internal static class McpTools
{
    public static async Task StartAsync(
        TeamDraft draft,
        ToolCatalog catalog,
        string folder,
        TeamFileOptions options,
        List<McpServer> servers,
        ProblemList problems,
        CancellationToken cancellationToken)
    {
        // All at once: a team waits for its slowest server only, and every failure is reported.
        var starting = draft.Tools.OfType<McpDraft>().Select(mcp => (mcp, task: StartAsync(mcp))).ToList();
        foreach (var (mcp, task) in starting)
        {
            await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (task.IsCompletedSuccessfully)
            {
                servers.Add(await task.ConfigureAwait(false));
                problems.Collect(() => Take(mcp, servers[^1], catalog.Find(mcp.Name.Text)!, problems));
            }
            else if (task.Exception?.InnerException is McpServerException fault)
            {
                problems.Collect(() => problems.Add(mcp.Name.At, fault.Message));
            }
        }

        // What is left is a cancellation, or a fault that is nobody's file.
        foreach (var (_, task) in starting.Where(start => start.task.Exception?.InnerException is not McpServerException))
            await task.ConfigureAwait(false);

        Task<McpServer> StartAsync(McpDraft mcp) =>
            McpServer.StartAsync(Connection(mcp, folder), options.TimeProvider, options.LoggerFactory, cancellationToken);
    }

    private static McpConnection Connection(McpDraft draft, string folder) => new()
    {
        Name = draft.Name.Text,
        Command = draft.Command?.Text,
        Arguments = draft.Arguments,
        Environment = draft.Environment,
        Inherit = draft.Inherit,
        Folder = Path.Combine(folder, draft.Folder?.Text ?? ""),
        Url = draft.Url,
        Headers = draft.Headers,
        StartTimeout = draft.StartTimeout ?? new McpConnection { Name = "" }.StartTimeout,
    };

    private static void Take(McpDraft draft, McpServer server, CatalogEntry entry, ProblemList problems)
    {
        var tools = new List<Tool>();
        foreach (var offered in server.Tools)
        {
            var wanted = draft.Tools.FirstOrDefault(tool => tool.Name.Text == offered.Name);
            if (wanted is null && draft.Tools.Count > 0)
                continue;
            var name = draft.Prefix + offered.Name;
            if (TeamRules.CheckToolName(name) is { } wrong)
            {
                problems.Add(wanted?.Name.At ?? draft.Name.At, $"the MCP server '{draft.Name.Text}': {wrong} Pick other tools with 'tools'.");
                continue;
            }

            var tool = new Tool(new McpFunction(offered, name, draft.Name.Text));
            tools.Add(new Tool(tool.Function)
            {
                Effect = wanted?.Effect ?? draft.Effect ?? McpFunction.EffectOf(offered),
                Timeout = wanted?.Timeout ?? draft.Timeout ?? tool.Timeout,
                Needs = (wanted?.Needs ?? draft.Needs)?.Need,
                Approval = (wanted?.Approval ?? draft.Approval)?.Rule,
                Sensitivity = wanted?.Sensitivity ?? draft.Sensitivity ?? tool.Sensitivity,
            });
        }

        foreach (var missing in draft.Tools.Where(wanted => server.Tools.All(offered => offered.Name != wanted.Name.Text)))
        {
            var hint = Nearest.HintOrAll(missing.Name.Text, [.. server.Tools.Select(tool => tool.Name)]);
            problems.Add(missing.Name.At, $"the MCP server '{draft.Name.Text}' has no tool '{missing.Name.Text}'{hint}");
        }

        foreach (var same in tools.GroupBy(tool => tool.Name).Where(group => group.Count() > 1))
            problems.Add(draft.Name.At, $"the MCP server '{draft.Name.Text}' offers {same.Count()} tools named '{same.Key}'");
        entry.Tools = tools;
        entry.Names = tools.Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal);
    }
}
