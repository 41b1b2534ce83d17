using System.Text.Json;

namespace Baton.Cli.Scripts;

/// <summary>One line of a script.</summary>
/// <param name="Place">The file and line number for messages.</param>
internal abstract record ScriptLine(string Place)
{
    /// <summary>The customer sends a message.</summary>
    /// <param name="Place">The file and line number for messages.</param>
    /// <param name="Text">The message.</param>
    /// <param name="Attributes">The customer's attributes.</param>
    public sealed record Customer(string Place, string Text, IReadOnlyDictionary<string, string> Attributes) : ScriptLine(Place);

    /// <summary>A person acts.</summary>
    /// <param name="Place">The file and line number for messages.</param>
    /// <param name="Name">The person's name.</param>
    /// <param name="Act">The action.</param>
    /// <param name="Refused">If the runtime must refuse the action: a text that the reason must contain. Otherwise null.</param>
    public sealed record Person(string Place, string Name, PersonAct Act, string? Refused = null) : ScriptLine(Place);

    /// <summary>The clock moves forward.</summary>
    /// <param name="Place">The file and line number for messages.</param>
    /// <param name="By">By how much.</param>
    public sealed record Advance(string Place, TimeSpan By) : ScriptLine(Place);

    /// <summary>An expectation about what has happened.</summary>
    /// <param name="Place">The file and line number for messages.</param>
    /// <param name="What">The expectation as a JSON object.</param>
    public sealed record Expect(string Place, JsonElement What) : ScriptLine(Place);
}
