namespace Baton;

/// <summary>
/// What a function returns from <c>GetService</c> if its schema can change while a team runs: the same object until it changes, and then
/// another. The runtime checks arguments against the schema that belongs to it.
/// </summary>
public sealed class SchemaVersion;
