namespace Baton;

/// <summary>A model that an agent may have.</summary>
/// <param name="Name">Its name, as <see cref="Agent.Model"/> has it.</param>
/// <param name="ContextWindow">How many tokens it reads at most, from 1,000; null for the agent's own. Default: null.</param>
public sealed record ModelChoice(string Name, int? ContextWindow = null)
{
    /// <summary>A model with the agent's own window.</summary>
    /// <param name="name">Its name.</param>
    public static implicit operator ModelChoice(string name) => new(name);
}
