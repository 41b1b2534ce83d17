using Baton.Journals.Constraints;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Tools;

/// <summary>What the tools of a file need, wherever that was said.</summary>
internal static class ToolNeeds
{
    /// <summary>What a function needs: what its program declared, which the file can narrow and not replace.</summary>
    public static (Permission? Permission, string? Argument) Narrow(FunctionDraft draft, Tool function, ProblemList problems)
    {
        if (function.Needs is not { } declared)
            return (draft.Needs?.Permission, draft.Needs?.Argument);
        if (draft.Needs is not { } written)
            return (declared, function.NeedsArgument);
        if (
            written.Permission.Name == declared.Name
            && (written.Argument is null || written.Argument == function.NeedsArgument)
            && (written.Permission.AtMost is not { } bound || declared.AtMost is not { } most || bound <= most)
        )
        {
            return (declared.Within(written.Permission), function.NeedsArgument);
        }

        var on = function.NeedsArgument is { } named ? $" with the argument '{named}'" : "";
        problems.Add(
            written.At,
            $"the function '{draft.Function.Text}' itself needs '{declared}'{on}: the file can add a narrower bound, and nothing else"
        );
        return (declared, function.NeedsArgument);
    }

    /// <summary>What stands behind an entry of <c>tools</c>: each need with the tools that have it.</summary>
    public static IEnumerable<ToolNeed> Of(CatalogEntry entry)
    {
        if (entry.Draft is McpDraft mcp)
            return OfServer(mcp, entry);
        var (draft, name) = (entry.Draft, entry.Draft.Name);

        // A function that its program registered may need more than the file says.
        var (needs, argument) = entry.Tools is [var built]
            ? (built.Needs, built.NeedsArgument)
            : (draft.Needs?.Permission, draft.Needs?.Argument);
        return needs is { } permission
            ? [new ToolNeed(permission, argument, draft.Needs?.At ?? name.At, draft.Needs?.ArgumentAt, $"'{name.Text}'", entry.Names)]
            : [];
    }

    private static IEnumerable<ToolNeed> OfServer(McpDraft mcp, CatalogEntry entry)
    {
        var own = mcp.Tools.Where(tool => tool.Needs is not null).ToList();
        foreach (var tool in own)
            yield return new ToolNeed(
                tool.Needs!.Permission,
                tool.Needs.Argument,
                tool.Needs.At,
                tool.Needs.ArgumentAt,
                $"'{tool.Name.Text}'",
                [entry.NameOf(tool.Name.Text)]
            );
        if (mcp.Needs is { } needs)
        {
            var others = entry.Names?.Except(own.Select(tool => entry.NameOf(tool.Name.Text))).ToList();
            yield return new ToolNeed(needs.Permission, needs.Argument, needs.At, needs.ArgumentAt, $"'{mcp.Name.Text}'", others);
        }
    }
}
