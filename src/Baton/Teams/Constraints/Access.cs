using System.Globalization;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;

namespace Baton.Teams.Constraints;

/// <summary>
/// What a holder may do now: its own grants, combined with the constraints of the conversation and of the issues at hand.
/// </summary>
/// <param name="grants">The holder's own grants.</param>
/// <param name="constraint">The constraints on it.</param>
/// <param name="widened">What people at a desk have permitted in addition (rule 4).</param>
internal sealed class Access(IReadOnlyList<Permission> grants, Constraint constraint, IReadOnlyList<Permission>? widened = null)
{
    private readonly IReadOnlyList<Permission> permitted =
        constraint.Permissions is null && widened is null
            ? grants
            : [.. constraint.Permissions is { } limits ? PermissionSet.Meet(grants, limits) : grants, .. widened ?? []];

    /// <summary>Whether the holder may do exactly what its own grants say.</summary>
    public bool IsPlain => constraint.IsNone && widened is null;

    /// <summary>Whether the tool can be used at all. A tool that cannot is not shown to the model.</summary>
    public bool CanUse(Tool tool) =>
        IsInScope(tool) && (tool.Needs is not { } need || PermissionSet.Find(permitted, need.Name) is not null);

    /// <summary>Why this call may not run, in one line for the model; null if it may.</summary>
    public string? Refusal(Tool tool, JsonText arguments)
    {
        if (!IsInScope(tool))
            return $"{tool.Name} is out of scope here.";
        if (tool.Needs is not { } need)
            return null;
        if (PermissionSet.Find(permitted, need.Name) is not { } permission)
            return $"{tool.Name} needs the permission {need.Name}, which you do not have here.";
        if (permission.Within(need).AtMost is not { } bound)
            return null;
        return tool.NeedsArgument is { } argument && arguments.Number(argument) is >= 0 and var number && number <= bound
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{tool.Name} is permitted with '{tool.NeedsArgument}' from 0 to {bound} only.");
    }

    // Reading history and shared state is part of the briefing, so no limit on tools takes it away.
    private bool IsInScope(Tool tool) =>
        constraint.Tools is null || constraint.Tools.Contains(tool.Name) || tool == ReadHistory.Tool || tool.Name == ReadState.ToolName;
}
