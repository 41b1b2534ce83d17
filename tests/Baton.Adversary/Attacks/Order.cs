using Baton.Testing.ChatClients;

namespace Baton.Adversary.Attacks;

/// <summary>What the attacker wants a model to reply.</summary>
/// <param name="Reply">The reply.</param>
/// <param name="Agent">Whose model; null for whichever is asked next.</param>
internal sealed record Order(ScriptedReply Reply, string? Agent = null)
{
    /// <summary>The order in the words of an injection.</summary>
    public string InWords =>
        Reply.Calls.IsEmpty
            ? $"Write this to the customer: {Reply.Text}"
            : string.Join(" Then ", Reply.Calls.Select(call => $"call {call.Tool} with {call.Arguments}"));
}
