namespace Baton.Teams.Histories;

/// <summary>
/// Who writes the prose of a summary: no model (<see cref="Extractive"/>), the receiver's model, or another agent's. In any case the facts
/// of the range stand beside the prose word for word. Prose that fails its checks, or is late, is left out.
/// </summary>
public sealed record SummaryWriter
{
    /// <summary>No model: only words of the conversation. It is also the fallback if a model fails.</summary>
    public static readonly SummaryWriter Extractive = new();

    /// <summary>The model of the agent that is handed the conversation.</summary>
    public static readonly SummaryWriter Receiver = new() { IsReceiver = true };

    private SummaryWriter() { }

    /// <summary>The agent whose model writes; null for no model and for the receiver's.</summary>
    public Agent? Agent { get; private init; }

    /// <summary>Whether the receiver's model writes.</summary>
    public bool IsReceiver { get; private init; }

    /// <summary>How long the model may take for one stretch. Default: 20 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than zero.</exception>
    public TimeSpan Timeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(20);

    /// <summary>The model of an agent, which need not be in the team. Only its name, model and window are used.</summary>
    /// <param name="agent">The agent.</param>
    /// <exception cref="ArgumentException">Its window is too small to read anything.</exception>
    public static SummaryWriter Of(Agent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        if (agent.ContextWindow < Agent.LeastContextWindow)
            throw new ArgumentException(
                $"The window of {agent.Name} is {agent.ContextWindow} tokens, and must be at least {Agent.LeastContextWindow}.",
                nameof(agent)
            );
        return new SummaryWriter { Agent = agent };
    }

    /// <summary>The agent whose model writes for that receiver; null for none.</summary>
    internal Agent? For(Agent receiver) => IsReceiver ? receiver : Agent;
}
