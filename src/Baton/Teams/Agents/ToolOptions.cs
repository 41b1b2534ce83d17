using Baton.Journals.Constraints;
using Baton.Texts.Clearances;

namespace Baton;

/// <summary>What <see cref="Tool.Create(Delegate, ToolOptions)"/> makes of a method.</summary>
public sealed class ToolOptions
{
    /// <summary>
    /// The name that the model calls. Default: the method's, also a local function's; a lambda has none, so that its tool needs one.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>What it does, for the model. Default: the method's <c>Description</c>.</summary>
    public string? Description { get; init; }

    /// <inheritdoc cref="Tool.Effect" />
    public ToolEffect Effect { get; init; } = ToolEffect.Once;

    /// <inheritdoc cref="Tool.Needs" />
    public Permission? Needs { get; init; }

    /// <inheritdoc cref="Tool.NeedsArgument" />
    public string? NeedsArgument { get; init; }

    /// <inheritdoc cref="Tool.Approval" />
    public ApprovalRule? Approval { get; init; }

    /// <inheritdoc cref="Tool.Timeout" />
    public TimeSpan Timeout { get; init; } = Tool.DefaultTimeout;

    /// <inheritdoc cref="Tool.LongestResult" />
    public int? LongestResult { get; init; }

    /// <inheritdoc cref="Tool.Sensitivity" />
    public Clearance Sensitivity { get; init; } = Clearance.Normal;
}
