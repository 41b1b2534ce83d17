using Baton.Journals.Constraints;
using Baton.Teams.Handoffs;
using Baton.Teams.Histories;

namespace Baton;

/// <summary>Allows an agent to hand over to another. The model sees it as the tool <c>transfer_to_…</c>.</summary>
/// <param name="target">Who takes over.</param>
public sealed class Handoff(Agent target)
{
    /// <summary>Who takes over.</summary>
    public Agent Target { get; } = target ?? throw new ArgumentNullException(nameof(target));

    /// <summary>When to hand over to this one, in a sentence for the model. Default: the target's description.</summary>
    public string? Description { get; init; }

    /// <summary>Limits on the issues that are handed over, for the receiver and whoever works on them later. Default: none.</summary>
    public HandoffLimits Limits { get; init; } = HandoffLimits.None;

    /// <summary>
    /// Whether conversations that are handed over are medical, legal, financial or audited. They are never summarised from then on (rule
    /// 8). Default: no.
    /// </summary>
    public bool IsSensitive { get; init; }

    /// <summary>When the receiver reads the history as a summary; null uses the receiver's policy. Default: null.</summary>
    public HistoryPolicy? History { get; init; }

    /// <summary>The name of the tool by which models hand over to that agent.</summary>
    public static string ToolNameFor(string agent) => TransferTool.NameFor(agent);

    /// <summary>Takes an agent as a handoff to it.</summary>
    public static implicit operator Handoff(Agent target) => new(target);
}
