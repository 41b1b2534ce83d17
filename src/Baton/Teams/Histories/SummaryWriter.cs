namespace Baton.Teams.Histories;

/// <summary>
/// Who writes the prose of a summary: nobody (<see cref="Extractive"/>), the receiver's model, or another one's. Whoever it is, the facts of
/// the range stand beside the prose word for word; prose that is not right, or does not come in time, is left out.
/// </summary>
public sealed record SummaryWriter
{
    /// <summary>No model: the words of the conversation alone. It is also what is left when a model fails.</summary>
    public static readonly SummaryWriter Extractive = new();

    /// <summary>The model of whoever is handed the conversation.</summary>
    public static readonly SummaryWriter Receiver = new() { IsReceiver = true };

    private SummaryWriter()
    {
    }

    /// <summary>The agent whose model writes; null when it is nobody's or the receiver's.</summary>
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

    /// <summary>The model of an agent, which need not be in the team: its name, model and window count, and nothing else.</summary>
    /// <param name="agent">The agent.</param>
    /// <exception cref="ArgumentException">Its window is too small to read anything.</exception>
    public static SummaryWriter Of(Agent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        if (agent.ContextWindow < Agent.LeastContextWindow)
            throw new ArgumentException($"The window of {agent.Name} is {agent.ContextWindow} tokens, and must be at least {Agent.LeastContextWindow}.", nameof(agent));
        return new SummaryWriter { Agent = agent };
    }

    /// <summary>Whose model writes for that receiver; null for nobody's.</summary>
    internal Agent? For(Agent receiver) => IsReceiver ? receiver : Agent;
}
