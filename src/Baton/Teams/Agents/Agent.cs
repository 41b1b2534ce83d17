using System.Runtime.CompilerServices;
using Baton.Journals.Constraints;
using Baton.Teams;
using Baton.Teams.Confidences;
using Baton.Teams.Fallbacks;
using Baton.Teams.Histories;
using Baton.Texts.Clearances;

namespace Baton;

/// <summary>
/// A participant that a model plays. Two agents are equal only if they are the same object: handoffs point in circles, and a copy made by
/// <c>with</c> is another participant.
/// </summary>
public sealed record Agent
{
    internal const int DefaultContextWindow = 128_000;

    /// <summary>The least that <see cref="ContextWindow"/> may be.</summary>
    public const int LeastContextWindow = 1000;

    /// <summary>
    /// The agent's name, unique in its team. Journals store this name, so do not change it. 1 to 64 characters on one line.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>What the agent is for, in a sentence. Other agents read it to decide whether to hand over. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>The model's system instructions. Default: none.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>
    /// The model as <c>provider/name</c>, <c>offline</c> or <c>auto</c>. The runtime passes it to its chat client factory; with a single
    /// chat client it is only a label. Default: none.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>
    /// The agent's models in the order in which they are tried, instead of <see cref="Model"/>: each is used while those before it fail.
    /// The runtime calls its chat client factory once for each, with an agent whose <see cref="Model"/> is that model. Default: only <see
    /// cref="Model"/>.
    /// </summary>
    public IList<ModelChoice> Models { get; init; } = [];

    /// <summary>What to do when the model fails; null uses the team's policy. Default: null.</summary>
    public FallbackPolicy? Fallback { get; set; }

    /// <summary>The tools that it may call. An <c>AIFunction</c> converts to a tool. Default: none.</summary>
    public IList<Tool> Tools { get; init; } = [];

    /// <summary>The agents that it may hand over to; cycles are fine. An agent converts to a handoff to it. Default: none.</summary>
    public IList<Handoff> Handoffs { get; init; } = [];

    /// <summary>
    /// What the agent may do. A tool that needs a permission runs only if these and the constraints of the conversation and of the issues
    /// at hand allow it. Default: no permissions.
    /// </summary>
    public IList<Permission> Permissions { get; init; } = [];

    /// <summary>
    /// How long it may hold the baton in one stretch, from taking it to handing over, on the clock while it has a message to answer or an
    /// issue that has not ended. Waiting for a person's approval does not count. Reaching the limit escalates, even if no message arrives.
    /// Default: null, no limit.
    /// </summary>
    public TimeSpan? HoldTime { get; init; }

    /// <summary>
    /// How many of the customer's messages it may work on in one stretch, including the one with which it took the baton. Reaching the
    /// limit escalates. Default: null, no limit.
    /// </summary>
    public int? HoldTurns { get; init; }

    /// <summary>The most tokens that its model reads, at least 1,000. Default: 128,000.</summary>
    public int ContextWindow { get; init; } = DefaultContextWindow;

    /// <summary>
    /// The agent that takes over a history that does not fit this agent's window, even as a summary, or that may not be summarised.
    /// Default: none; the team's desk takes over.
    /// </summary>
    public Agent? Overflow { get; set; }

    /// <summary>When it reads the history as a summary; null uses the team's policy. Default: null.</summary>
    public HistoryPolicy? History { get; set; }

    /// <summary>
    /// Whether its conversations are medical, legal, financial or audited. They are never summarised from then on (rule 8). Default: no.
    /// </summary>
    public bool IsSensitive { get; init; }

    /// <summary>Typical messages that belong to this agent. The offline model and the router learn from them. Default: none.</summary>
    public IList<string> Examples { get; init; } = [];

    /// <summary>What the offline model does and says for this agent. Other models do not see these. Default: none.</summary>
    public IList<Answer> Answers { get; init; } = [];

    /// <summary>
    /// The most sensitive data that it may read. Anything above appears as a mask, such as <c>[card ending 4242]</c>. Default: <see
    /// cref="Clearance.Normal"/>.
    /// </summary>
    public Clearance Clearance { get; init; } = Clearance.Normal;

    /// <summary>
    /// The confidence that its replies need; missing settings come from the team. With a threshold, no text is shown before its confidence
    /// is known. Default: the team's.
    /// </summary>
    public ConfidencePolicy? Confidence { get; init; }

    /// <summary>The same agent with only the model at a place of its list.</summary>
    internal Agent WithModel(int place) =>
        Models.Count == 0
            ? this
            : this with
            {
                Model = Models[place].Name,
                Models = [],
                ContextWindow = Models[place].ContextWindow ?? ContextWindow,
            };

    /// <summary>What is wrong with an agent's name, or null.</summary>
    public static string? CheckName(string name) => TeamRules.CheckAgentName(name);

    /// <inheritdoc />
    public bool Equals(Agent? other) => ReferenceEquals(this, other);

    /// <inheritdoc />
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <inheritdoc />
    public override string ToString() => Name;
}
