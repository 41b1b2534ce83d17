using System.Collections.Frozen;
using Baton.Journals.Constraints;
using Baton.Teams.Arguments;
using Baton.Teams.Clearances;
using Baton.Teams.Confidences;
using Baton.Teams.Constraints;
using Baton.Teams.Escalations;
using Baton.Teams.Handoffs;
using Baton.Teams.Histories;
using Baton.Teams.Issues;
using Baton.Teams.SharedStates;
using Baton.Teams.Tools;
using Baton.Texts.Clearances;
using Microsoft.Extensions.AI;

namespace Baton.Teams;

/// <summary>An agent in its team, with its tools and transfers by name.</summary>
internal sealed class TeamMember
{
    private readonly FrozenDictionary<string, Handoff> handoffs;
    private readonly FrozenSet<string> sensitiveTargets;

    // The tokens that a provider adds around an instruction or a tool.
    private const int FrameTokens = 16;

    private readonly IReadOnlyList<Tool> ownTools;
    private readonly IReadOnlyList<Tool> stateTools;
    private readonly IList<AITool> withoutUpdates;
    private readonly List<string> overheadTexts;
    private int countedOverhead;
    private readonly ReaderAccess reader;

    public TeamMember(
        Agent agent,
        Masking masking,
        StateCatalog state,
        bool? updatesIssues = false,
        bool choosesStrategy = false,
        HandoffArguments offered = HandoffArguments.None,
        EscalateTool? escalates = null,
        Thresholds? thresholds = null,
        ContainerTypes? container = null
    )
    {
        Escalates = escalates;
        Thresholds = thresholds ?? new Thresholds(null, agent.Confidence);
        UpdatesIssues = updatesIssues;
        Agent = agent;
        State = state;
        reader = new ReaderAccess(masking, agent.Clearance, state);
        stateTools = [.. state.ToolsFor(agent.Name)];
        ownTools = container is null ? [.. agent.Tools] : [.. agent.Tools.Select(tool => tool.Beside(container))];
        Tools = ownTools
            .Append(ReadHistory.Tool)
            .Append(UpdateIssue.Tool)
            .Append(Report.Tool)
            .Concat(stateTools)
            .ToFrozenDictionary(tool => tool.Name);
        Transfers = agent
            .Handoffs.Select(handoff => new TransferTool(handoff, offered, choosesStrategy))
            .ToFrozenDictionary(transfer => transfer.Name);
        handoffs = agent.Handoffs.ToFrozenDictionary(handoff => handoff.Target.Name);
        sensitiveTargets = agent.Handoffs.Where(handoff => handoff.IsSensitive).Select(handoff => handoff.Target.Name).ToFrozenSet();
        Grants = [.. agent.Permissions];
        ToolNames = Tools
            .Keys.Concat(Transfers.Keys)
            .Concat(escalates is null ? [] : [EscalateTool.ToolName])
            .ToFrozenSet(StringComparer.Ordinal);
        HasTool = ToolNames.Contains;
        OwnAccess = new Access(Grants, Constraint.None);
        Shown = ShownWithin(OwnAccess, updatesIssues: true);
        withoutUpdates = UpdatesIssues == true ? Shown : ShownWithin(OwnAccess, updatesIssues: false);
        SystemMessage = new ChatMessage(ChatRole.System, SystemPrompt.For(this));
        // A token is longer than two bytes in any instructions and schemas that people write.
        overheadTexts = Shown
            .OfType<AIFunctionDeclaration>()
            .Select(tool => $"{tool.Name} {tool.Description} {tool.JsonSchema.GetRawText()}")
            .Append(SystemMessage.Text)
            .ToList();
        Overhead = overheadTexts.Sum(text => text.Length) / 2;
    }

    public Agent Agent { get; }

    public IReadOnlyList<Permission> Grants { get; }

    /// <summary>What it may do without limits.</summary>
    public Access OwnAccess { get; }

    /// <summary>The confidence that its replies need.</summary>
    public Thresholds Thresholds { get; }

    /// <summary>The values that the team shares.</summary>
    public StateCatalog State { get; }

    public FrozenDictionary<string, Tool> Tools { get; }

    public FrozenDictionary<string, TransferTool> Transfers { get; }

    /// <summary>The tool by which it escalates; null if it has none.</summary>
    public EscalateTool? Escalates { get; }

    /// <summary>What a model calls by that name; null if there is no such thing.</summary>
    public AITool? ToolOf(string name) =>
        Tools.TryGetValue(name, out var tool) ? tool.Function
        : Transfers.TryGetValue(name, out var transfer) ? transfer
        : name == EscalateTool.ToolName ? Escalates
        : null;

    /// <summary>
    /// What the arguments of that tool must look like; null where there is no such tool, or it reads all that it is sent by itself.
    /// </summary>
    public ArgumentSchema? SchemaOf(string name) =>
        name is UpdateIssue.ToolName or Report.ToolName or WriteState.ToolName ? null
        : Tools.TryGetValue(name, out var tool) ? tool.Schema
        : null;

    /// <summary>The names of all tools that it has, of any kind.</summary>
    public FrozenSet<string> ToolNames { get; }

    /// <summary>Whether it has a tool of that name. Kept, so that asking makes no object.</summary>
    public Func<string, bool> HasTool { get; }

    /// <summary>Its masked view within limits: by the lower of its own clearance and theirs.</summary>
    public ReaderAccess AccessWithin(Constraint limits) => limits.Clearance < reader.Clearance ? reader.At(limits.Clearance.Value) : reader;

    /// <summary>
    /// The tools that the model sees without limits: the agent's own that its grants allow, those for state and issues, then its transfers.
    /// </summary>
    public IList<AITool> Shown { get; }

    /// <summary>Whether it has a tool at every moment, whatever else comes and goes.</summary>
    public bool HasTools => withoutUpdates.Count > 0;

    /// <summary>Whether it has <c>update_issue</c>; null for when that can matter.</summary>
    public bool? UpdatesIssues { get; }

    /// <summary>The message that every history of the agent begins with, shared by all conversations.</summary>
    public ChatMessage SystemMessage { get; }

    /// <summary>The tools that the model sees within that access.</summary>
    /// <param name="access">What it may do.</param>
    /// <param name="updatesIssues">Whether it may need <c>update_issue</c> now.</param>
    public IList<AITool> ToolsFor(Access access, bool updatesIssues) =>
        !access.IsPlain ? ShownWithin(access, updatesIssues)
        : updatesIssues ? Shown
        : withoutUpdates;

    private IList<AITool> ShownWithin(Access access, bool updatesIssues) =>
        [
            .. ownTools.Concat(stateTools).Where(access.CanUse).Select(tool => tool.Offered),
            .. UpdatesIssues ?? updatesIssues ? [UpdateIssue.Tool.Function] : Array.Empty<AITool>(),
            .. Thresholds.IsAny ? [Report.Tool.Function] : Array.Empty<AITool>(),
            .. Escalates is { } escalates ? [escalates] : Array.Empty<AITool>(),
            .. Agent.Handoffs.Select(handoff => Transfers[TransferTool.NameFor(handoff.Target.Name)]),
        ];

    /// <summary>An upper bound of the tokens of its instructions and tools.</summary>
    public int Overhead { get; }

    /// <summary>The tokens of its instructions and tools, counted.</summary>
    public int CountedOverhead(Func<string, int> countTokens) =>
        countedOverhead > 0 ? countedOverhead : countedOverhead = overheadTexts.Sum(text => countTokens(text) + FrameTokens);

    /// <summary>This member's history policy for a handoff to that agent, if it has one.</summary>
    public HistoryPolicy? HistoryFor(string target) => handoffs.GetValueOrDefault(target)?.History;

    /// <summary>The limits of a handoff to that agent.</summary>
    public HandoffLimits LimitsFor(string target) => handoffs[target].Limits;

    /// <summary>Whether a handoff to that agent makes the conversation sensitive.</summary>
    public bool IsSensitive(string target) => sensitiveTargets.Contains(target);
}
