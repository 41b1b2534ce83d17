namespace Baton.Teams;

/// <summary>What one turn may use (rule 10). A bound that is reached escalates.</summary>
public sealed record TurnLimits
{
    /// <summary>Model calls in a turn, over all agents. Default: 24.</summary>
    public int ModelCalls { get; init; } = 24;

    /// <summary>Tool calls in a turn, over all agents. Default: 48.</summary>
    public int ToolCalls { get; init; } = 48;

    /// <summary>Handoffs in a turn. Default: 12.</summary>
    public int Handoffs { get; init; } = 12;

    /// <summary>How long one model call may take. Default: 100 seconds.</summary>
    public TimeSpan ModelTimeout { get; init; } = TimeSpan.FromSeconds(100);
}
