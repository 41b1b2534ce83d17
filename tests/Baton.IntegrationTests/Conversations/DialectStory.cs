using Baton.Loopback;

namespace Baton.IntegrationTests.Conversations;

/// <summary>A conversation with everything in it, as a provider on this machine plays its agents.</summary>
internal static class DialectStory
{
    public const string Customer = "I've been charged $49.99 but my plan should be $29.99. Also, the dashboard is showing an error.";

    public static Team Team()
    {
        var billing = new Agent
        {
            Name = "billing",
            Instructions = "You do billing.",
            Tools = [Tool.Create((string amount) => $"invoice 7 over {amount}", "find_charge", effect: ToolEffect.ReadOnly)],
        };
        var technical = new Agent
        {
            Name = "technical",
            Instructions = "You do errors.",
            Handoffs = [billing],
        };
        var triage = new Agent
        {
            Name = "triage",
            Instructions = "You route.",
            Handoffs = [billing, technical],
        };
        billing.Handoffs.Add(triage);
        return new Team("support", triage);
    }

    /// <summary>
    /// Plays all agents: two transfers beside a wrong one; two tool calls at once, with reasoning; a transfer that is only told.
    /// </summary>
    public static ScriptedReply Play(ParsedRequest request) =>
        request.System switch
        {
            var system when system.StartsWith("You route.", StringComparison.Ordinal) => Triage(request),
            var system when system.StartsWith("You do billing.", StringComparison.Ordinal) => Billing(request),
            _ => ScriptedReply.Says("The dashboard error is known."),
        };

    public static async Task<Turn> RunAsync(TeamRuntime runtime, bool streaming, string message, ConversationId conversation)
    {
        if (!streaming)
            return await runtime.RunAsync(message, conversation);
        TurnUpdate? last = null;
        await foreach (var update in runtime.RunStreamingAsync(message, conversation))
            last = update;
        return Assert.IsType<TurnEnded>(last).Turn;
    }

    private static ScriptedReply Triage(ParsedRequest request)
    {
        if (request.BringsResults)
            return ScriptedReply.Says("Passed on.");
        if (request.Last.Mentions("Not billing"))
            return ScriptedReply.Says("Please write to the shop.");
        return ScriptedReply.Calls(
            ("transfer_to_billing", """{"summary":"Overcharged.","issues":["The charge"],"category":"billing","confidence":0.95}"""),
            ("transfer_to_technical", """{"summary":"Dashboard fails.","issues":["The dashboard"],"confidence":0.9}"""),
            ("transfer_to_refunds", """{"summary":"Refund."}""")
        );
    }

    private static ScriptedReply Billing(ParsedRequest request)
    {
        if (request.BringsResults)
            return ScriptedReply.Says($"Found {string.Join(" and ", request.Results.Select(result => result.Content))}.");
        if (request.Last.Mentions("called no transfer tool"))
            return ScriptedReply.Calls(("transfer_to_triage", """{"summary":"Not billing."}"""));
        if (request.Last.Mentions("Something else"))
            return ScriptedReply.Says("I'm transferring you to triage.");
        return ScriptedReply.Calls(("find_charge", """{"amount":"49.99"}"""), ("find_charge", """{"amount":"29.99"}""")) with
        {
            Text = "Let me look.",
            Thinking = "",
        };
    }
}
