namespace Baton.Texts.Replies;

/// <summary>A tool call that a model wrote as text.</summary>
/// <param name="Name">The tool's name, as the model wrote it.</param>
/// <param name="Arguments">The arguments: a JSON object.</param>
public readonly record struct WrittenCall(string Name, string Arguments);
