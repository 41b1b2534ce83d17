namespace Baton;

/// <summary>The bounds of one turn (rule 10). Reaching a bound escalates.</summary>
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

    /// <summary>How deep legs may be nested: 1 means that a leg cannot open legs. Default: 2.</summary>
    public int LegDepth { get; init; } = 2;

    /// <summary>How long a leg may take. After that it ends with what it has. Default: 3 minutes.</summary>
    public TimeSpan LegTime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How long a turn may work on an answer, counted from the customer's message. A retry, a tool or a leg that would take longer is cut
    /// off, so that the rest of the ladder can still answer in time. It does not run while a person is waited for. Default: 5 minutes.
    /// </summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one attempt at a model call may take. Default: 100 seconds.</summary>
    public TimeSpan ModelTimeout { get; init; } = TimeSpan.FromSeconds(100);
}
