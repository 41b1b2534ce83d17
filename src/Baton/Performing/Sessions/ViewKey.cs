using Baton.Texts.Clearances;

namespace Baton.Performing.Sessions;

/// <summary>Whose view of a conversation it is.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Clearance">What it may see now. It may be lower than the agent's own, because of limits.</param>
/// <param name="Model">Its model.</param>
/// <param name="Window">The model's context window in tokens.</param>
internal readonly record struct ViewKey(string Agent, Clearance Clearance, string? Model, int Window);
