using Baton.Journals.Constraints;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Tools;

/// <summary>What the tools of a file need, wherever that was said.</summary>
internal static class ToolNeeds
{
    /// <summary>What a function needs: what its program declared, which the file can narrow and not replace.</summary>
    public static PermissionNeed? Narrow(FunctionDraft draft, PermissionNeed? declared, ProblemList problems)
    {
        if (declared is null || draft.Needs is not { } written)
            return declared ?? draft.Needs?.Need;
        var (bound, argument) = (written.Need.Permission.AtMost, written.Need.Argument);
        if (
            written.Need.Permission.Name == declared.Permission.Name
            && (argument is null || argument == declared.Argument)
            && (bound is null || declared.Permission.AtMost is not { } most || bound <= most)
        )
        {
            return declared with { Permission = declared.Permission.Within(written.Need.Permission) };
        }

        var on = declared.Argument is { } named ? $" with the argument '{named}'" : "";
        problems.Add(
            written.At,
            $"the function '{draft.Function.Text}' itself needs '{declared.Permission}'{on}: the file can add a narrower bound, and "
                + "nothing else"
        );
        return declared;
    }

    /// <summary>What stands behind an entry of <c>tools</c>: each need with the tools that have it.</summary>
    public static IEnumerable<ToolNeed> Of(CatalogEntry entry)
    {
        if (entry.Draft is McpDraft mcp)
            return OfServer(mcp, entry);
        var (draft, name) = (entry.Draft, entry.Draft.Name);

        // A function that its program registered may need more than the file says.
        var need = entry.Tools is [var built] ? built.Needs : draft.Needs?.Need;
        return need is null ? [] : [new ToolNeed(need, draft.Needs?.At ?? name.At, draft.Needs?.ArgumentAt, $"'{name.Text}'", entry.Names)];
    }

    private static IEnumerable<ToolNeed> OfServer(McpDraft mcp, CatalogEntry entry)
    {
        var own = mcp.Tools.Where(tool => tool.Needs is not null).ToList();
        foreach (var tool in own)
            yield return new ToolNeed(
                tool.Needs!.Need,
                tool.Needs.At,
                tool.Needs.ArgumentAt,
                $"'{tool.Name.Text}'",
                [mcp.Prefix + tool.Name.Text]
            );
        if (mcp.Needs is { } needs)
        {
            var others = entry.Names?.Except(own.Select(tool => mcp.Prefix + tool.Name.Text)).ToList();
            yield return new ToolNeed(needs.Need, needs.At, needs.ArgumentAt, $"'{mcp.Name.Text}'", others);
        }
    }
}
