using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Tools;

namespace Baton.TeamFiles.Checking;

/// <summary>Whether the tools that a person is to approve have the arguments that decide it.</summary>
internal static class ApprovalChecks
{
    public static void Check(ToolCatalog catalog, ProblemList problems)
    {
        foreach (var entry in catalog.Entries)
        {
            if (entry.Draft is McpDraft mcp)
                CheckServer(entry, mcp, problems);
            else if (entry.Draft.Approval?.Argument is { } argument)
                entry.CheckArgument(argument, entry.Names, problems);
        }
    }

    private static void CheckServer(CatalogEntry entry, McpDraft mcp, ProblemList problems)
    {
        var own = mcp.Tools.Where(tool => tool.Approval is not null).ToList();
        foreach (var tool in own)
        {
            if (tool.Approval!.Argument is { } argument)
                entry.CheckArgument(argument, [entry.NameOf(tool.Name.Text)], problems);
        }

        if (mcp.Approval?.Argument is { } ofAll)
            entry.CheckArgument(ofAll, entry.Names?.Except(own.Select(tool => entry.NameOf(tool.Name.Text))).ToList(), problems);
    }
}
