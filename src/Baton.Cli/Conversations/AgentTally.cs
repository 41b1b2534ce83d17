using Baton.Journals.Entries;

namespace Baton.Cli.Conversations;

/// <summary>The model and tokens of one agent.</summary>
internal sealed class AgentTally(string agent)
{
    public string Agent { get; } = agent;

    /// <summary>The model that answered last.</summary>
    public string Model { get; set; } = "";

    /// <summary>The tokens used, or null when no provider reported any.</summary>
    public TokenUsage? Usage { get; private set; }

    public void Add(TokenUsage usage) => Usage = usage + (Usage ?? default);
}
