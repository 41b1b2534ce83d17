using System.Text.Json;
using Baton.Cli.Serving;

namespace Baton.Cli.Scripts;

/// <summary>What a line of a script says: one of the kinds in this file.</summary>
/// <param name="Place">The file and the line's number, as messages name them.</param>
internal abstract record ScriptLine(string Place)
{
    /// <summary>The customer writes.</summary>
    /// <param name="Place">Where it stands.</param>
    /// <param name="Text">What.</param>
    /// <param name="Attributes">What is known of the customer from now on.</param>
    public sealed record Customer(string Place, string Text, IReadOnlyDictionary<string, string> Attributes) : ScriptLine(Place);

    /// <summary>A person acts.</summary>
    /// <param name="Place">Where it stands.</param>
    /// <param name="Name">Who.</param>
    /// <param name="Act">What is done.</param>
    /// <param name="Refused">What is in the reason why it must be refused; null where it must be done.</param>
    public sealed record Person(string Place, string Name, PersonAct Act, string? Refused = null) : ScriptLine(Place);

    /// <summary>Time goes by.</summary>
    /// <param name="Place">Where it stands.</param>
    /// <param name="By">How much.</param>
    public sealed record Advance(string Place, TimeSpan By) : ScriptLine(Place);

    /// <summary>Something must have happened.</summary>
    /// <param name="Place">Where it stands.</param>
    /// <param name="What">An object with what.</param>
    public sealed record Expect(string Place, JsonElement What) : ScriptLine(Place);
}

/// <summary>An act of a person in a conversation.</summary>
/// <param name="person">Who acts.</param>
/// <param name="conversation">Where.</param>
/// <param name="standing">How it stands there.</param>
/// <param name="stop">Stops what follows.</param>
internal delegate Task<Turn?> PersonAct(Operator person, ConversationId conversation, Standing standing, CancellationToken stop);
