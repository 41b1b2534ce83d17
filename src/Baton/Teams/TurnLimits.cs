namespace Baton;

/// <summary>What one turn may use (rule 10). A bound that is reached escalates.</summary>
public sealed record TurnLimits
{
    /// <summary>Model calls in a turn, over all agents and legs together. Default: 24.</summary>
    public int ModelCalls { get; init; } = 24;

    /// <summary>Tool calls in a turn, over all agents and legs together. Default: 48.</summary>
    public int ToolCalls { get; init; } = 48;

    /// <summary>Handoffs in a turn. Default: 12.</summary>
    public int Handoffs { get; init; } = 12;

    /// <summary>Legs of parallel work in a turn. Default: 16.</summary>
    public int Legs { get; init; } = 16;

    /// <summary>How deep legs may open legs: 1 lets no leg open one. Default: 2.</summary>
    public int LegDepth { get; init; } = 2;

    /// <summary>How long a leg may take; then it ends with what it has. Default: 3 minutes.</summary>
    public TimeSpan LegTime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How long a turn may work on an answer, from the customer's message on: a retry, a tool or a leg that would take longer is cut, so that
    /// the customer is answered in time by what is left of the ladder. It does not run while a person is waited for. Default: 5 minutes.
    /// </summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one attempt at a model call may take. Default: 100 seconds.</summary>
    public TimeSpan ModelTimeout { get; init; } = TimeSpan.FromSeconds(100);
}
