using Baton.Journals.Constraints;
using Baton.Teams;
using Baton.Teams.Confidences;
using Baton.Teams.Fallbacks;
using Baton.Teams.Histories;
using Baton.Texts.Clearances;

namespace Baton;

/// <summary>A participant that a model plays.</summary>
public sealed class Agent
{
    internal const int DefaultContextWindow = 128_000;

    /// <summary>The least that <see cref="ContextWindow"/> may be.</summary>
    public const int LeastContextWindow = 1000;

    /// <summary>The agent's name, unique in its team. Journals know it by this name, so keep it. 1 to 64 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in a sentence: other agents read it to decide whether to hand over. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>What the model is told to be and do. Default: nothing.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>
    /// The model as <c>provider/name</c>, <c>offline</c> or <c>auto</c>. The runtime passes it to its chat client factory; with a
    /// single chat client it is only a label. Default: none.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>
    /// Its models in the order in which they are tried: each while those before it fail. In place of <see cref="Model"/>. The runtime asks
    /// its chat client factory once for each, with an agent that has this one as its <see cref="Model"/>. Default: only <see cref="Model"/>.
    /// </summary>
    public IList<ModelChoice> Models { get; init; } = [];

    /// <summary>What is done when its model fails; null for the team's way. Default: null.</summary>
    public FallbackPolicy? Fallback { get; set; }

    /// <summary>The tools it may call. An <c>AIFunction</c> is taken as it is. Default: none.</summary>
    public IList<Tool> Tools { get; init; } = [];

    /// <summary>To whom it may hand over; cycles are fine. An agent is taken as it is. Default: nobody.</summary>
    public IList<Handoff> Handoffs { get; init; } = [];

    /// <summary>
    /// What the agent may do: its tools that need a permission run only within these, met with the constraints of the conversation and
    /// of the issues at hand. Default: nothing that needs one.
    /// </summary>
    public IList<Permission> Permissions { get; init; } = [];

    /// <summary>How long it may hold the baton. Default: <see cref="HoldLimits.None"/>, as long as it takes.</summary>
    public HoldLimits Holds { get; init; } = HoldLimits.None;

    /// <summary>How many tokens its model reads at most, from 1,000. Default: 128,000.</summary>
    public int ContextWindow { get; init; } = DefaultContextWindow;

    /// <summary>
    /// Who takes over what does not fit this agent's window, even as a summary or because it may not be summarised. Default: nobody, and the
    /// team's desk has it.
    /// </summary>
    public Agent? Overflow { get; set; }

    /// <summary>How it is given the history; null for the team's way. Default: null.</summary>
    public HistoryPolicy? History { get; set; }

    /// <summary>
    /// Whether its conversations are medical, legal, financial or audited: they are never summarised from then on (rule 8). Default: no.
    /// </summary>
    public bool IsSensitive { get; init; }

    /// <summary>What customers say who belong here: the offline model, and later the router, learn from these. Default: none.</summary>
    public IList<string> Examples { get; init; } = [];

    /// <summary>What the offline model does and says for this agent. Other models do not see these. Default: none.</summary>
    public IList<Answer> Answers { get; init; } = [];

    /// <summary>
    /// How sensitive what it reads may be: everything above stands there as a mask, such as <c>[card ending 4242]</c>.
    /// Default: <see cref="Clearance.Normal"/>.
    /// </summary>
    public Clearance Clearance { get; init; } = Clearance.Normal;

    /// <summary>
    /// How sure it has to be of its replies; what this does not say is as the team has it. Nothing that it writes is shown before its confidence is
    /// known. Default: as the team has it.
    /// </summary>
    public ConfidencePolicy? Confidence { get; init; }

    /// <summary>The agent as it is with the model at a place of its list alone.</summary>
    internal Agent WithModel(int place) => Models.Count == 0 ? this : new Agent
    {
        Name = Name,
        Description = Description,
        Instructions = Instructions,
        Model = Models[place].Name,
        Tools = Tools,
        Handoffs = Handoffs,
        Permissions = Permissions,
        ContextWindow = Models[place].ContextWindow ?? ContextWindow,
        Overflow = Overflow,
        History = History,
        IsSensitive = IsSensitive,
        Examples = Examples,
        Answers = Answers,
        Clearance = Clearance,
        Holds = Holds,
        Confidence = Confidence,
        Fallback = Fallback,
    };

    /// <summary>What is wrong with an agent's name, or null.</summary>
    public static string? CheckName(string name) => TeamRules.CheckAgentName(name);

    /// <inheritdoc />
    public override string ToString() => Name;
}
