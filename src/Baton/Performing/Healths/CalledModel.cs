namespace Baton.Performing.Healths;

/// <summary>Which model was called, for telemetry.</summary>
/// <param name="Agent">The agent whose model it is.</param>
/// <param name="Provider">The provider, where known.</param>
/// <param name="Model">The model's name, where known.</param>
internal readonly record struct CalledModel(string Agent, string? Provider, string? Model);
