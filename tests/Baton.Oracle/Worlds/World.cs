using Baton.Oracle.Records;

namespace Baton.Oracle.Worlds;

/// <summary>What has happened so far, and what was declared. Rules read it and report to it.</summary>
internal sealed class World
{
    // A world that is broken everywhere is not told of more often than a person reads.
    private const int MostViolations = 100;

    private readonly Dictionary<string, Conversation> conversations = [];
    private readonly List<Violation> violations = [];

    /// <summary>A world in which nothing has happened.</summary>
    public World(WorldRecord record)
    {
        Record = record;
        foreach (var agent in record.Team.Agents)
            Agents[agent.Name] = agent;
        foreach (var tool in record.Team.Tools)
            Tools[tool.Name] = tool;
        foreach (var desk in record.Team.Desks)
            Desks[desk.Name] = desk;
    }

    public WorldRecord Record { get; }

    public TeamFacts Team => Record.Team;

    public Dictionary<string, AgentFacts> Agents { get; } = [];

    public Dictionary<string, ToolFacts> Tools { get; } = [];

    public Dictionary<string, DeskFacts> Desks { get; } = [];

    public IReadOnlyDictionary<string, Conversation> Conversations => conversations;

    public IReadOnlyList<Violation> Violations => violations;

    /// <summary>The happening that is looked at.</summary>
    public Happening Now { get; set; } = new Happening.Healed();

    /// <summary>Whether nothing fails any more.</summary>
    public bool IsHealed { get; set; }

    /// <summary>The conversation of an id, empty if it is new.</summary>
    public Conversation Of(string id)
    {
        if (!conversations.TryGetValue(id, out var conversation))
            conversations.Add(id, conversation = new Conversation(id));
        return conversation;
    }

    /// <summary>The conversation of an id; null if nothing of it is durable.</summary>
    public Conversation? Find(string id) => conversations.GetValueOrDefault(id);

    /// <summary>Reports that a rule was broken by what happens now.</summary>
    public void Report(string rule, string text)
    {
        if (violations.Count < MostViolations)
            violations.Add(new Violation(rule, text, Now.Number));
    }
}
