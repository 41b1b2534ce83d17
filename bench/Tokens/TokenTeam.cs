using Baton.Journals;
using Baton.Tokenizers;
using Microsoft.Extensions.AI;

namespace Baton.Bench.Tokens;

/// <summary>The script's team in Baton. It keeps what its models were sent.</summary>
internal sealed class TokenTeam
{
    private readonly List<CallTokens> calls = [];
    private readonly TokenScript script;

    /// <param name="targets">To how many agents triage can hand over.</param>
    /// <param name="script">What is said.</param>
    public TokenTeam(int targets, TokenScript script)
    {
        this.script = script;
        Runtime = new TeamRuntime(
            new Team("acme", TokenScript.Triage(targets)),
            agent => new InstantModel((messages, options) => Answer(agent, messages, options)),
            new InMemoryJournal(),
            new RuntimeOptions { CountTokens = O200kTokens.Count }
        );
    }

    public TeamRuntime Runtime { get; }

    /// <summary>What models were sent, in order.</summary>
    public IReadOnlyList<CallTokens> Calls => calls;

    /// <summary>Serves the next message of a conversation.</summary>
    /// <returns>What its models were sent.</returns>
    public async Task<IReadOnlyList<CallTokens>> TurnAsync(ConversationId conversation)
    {
        var before = calls.Count;
        await Runtime.RunAsync(script.NextMessage(), conversation);
        return calls[before..];
    }

    private ChatResponse Answer(Agent agent, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        calls.Add(CallTokens.Of(agent, messages, options));
        return script.Answer(agent.Name, messages[^1], Transfer, transfersToBoth: true);
    }

    private FunctionCallContent Transfer(string target) =>
        target == "billing"
            ? TokenScript.Call(
                "transfer_to_billing",
                ("summary", $"The customer was charged ${script.Amount} instead of $29.99."),
                ("issues", new[] { $"Charged ${script.Amount} instead of $29.99" })
            )
            : TokenScript.Call(
                "transfer_to_technical",
                ("summary", $"The dashboard shows error {script.Error} for the usage stats."),
                ("issues", new[] { $"Error {script.Error} on the usage stats" })
            );
}
