namespace Baton;

/// <summary>One of the models that an agent may use.</summary>
/// <param name="Name">The model's name, in the form of <see cref="Agent.Model"/>.</param>
/// <param name="ContextWindow">The most tokens that it reads, at least 1,000; null uses the agent's. Default: null.</param>
public sealed record ModelChoice(string Name, int? ContextWindow = null)
{
    /// <summary>A model with the agent's own window.</summary>
    /// <param name="name">Its name.</param>
    public static implicit operator ModelChoice(string name) => new(name);
}
