using System.Globalization;
using Baton.Journals;
using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;

namespace Baton.Bench;

/// <summary>
/// The turn that everything here measures: triage routes two issues, billing looks a charge up and answers, technical answers and hands
/// back, triage closes. Three handoffs, five model calls, one tool call; the next turn begins where this one did.
/// </summary>
internal static class TwoIssueTurn
{
    private const string Message =
        "I've been charged $49.99 but my plan should be $29.99. Also, the dashboard is showing an error when I try to view my usage stats.";

    private const string Charge = "I've been charged $49.99 but my plan should be $29.99.";
    private const string Dashboard = "The dashboard is showing an error when I try to view my usage stats.";

    /// <summary>How often models are called in it.</summary>
    public const int ModelCalls = 5;

    /// <summary>The instructions of one who answers.</summary>
    public const string Instructions = "Answer questions about charges and plans.";

    private const string Thanks = "That was everything that you asked for today.";

    /// <summary>What customers are answered.</summary>
    public static IReadOnlyList<string> Answers => [Charged, Failing, Thanks];

    public static string Charged =>
        $"Case {turns}: you were charged $49.99 for the Pro plan on 2026-11-03 (invoice INV-2041). Your plan costs $29.99, so $20.00 go "
        + "back to your card.";

    public static string Failing =>
        $"Case {turns}: the usage page fails for some accounts since this morning; we are on it and expect it back within two hours.";

    private static int turns;

    /// <summary>What the customer writes. No two turns have the same words, as no two customers do.</summary>
    public static string NextMessage() =>
        string.Create(CultureInfo.InvariantCulture, $"{Message} My case is {Interlocked.Increment(ref turns)}.");

    public static TeamRuntime Runtime(IJournal journal, FallbackPolicy? fallback = null, RuntimeOptions? options = null) =>
        new(Team(fallback), ModelFor, journal, options);

    /// <summary>Who serves it.</summary>
    public static Team Team(FallbackPolicy? fallback = null)
    {
        var billing = new Agent
        {
            Name = "billing",
            Instructions = Instructions,
            Tools = [Tool.Create(FindCharge, "find_charge", "Finds a charge by its amount.", ToolEffect.ReadOnly)],
        };
        var technical = new Agent { Name = "technical", Instructions = "Answer questions about errors." };
        var triage = new Agent
        {
            Name = "triage",
            Instructions = "Route the customer.",
            Handoffs = [billing, technical],
        };
        technical.Handoffs.Add(triage);
        return new Team("bench", triage, fallback: fallback);
    }

    public static string FindCharge(string amount) =>
        $$"""{"rows":[{"invoice":"INV-2041","date":"2026-11-03","plan":"Pro","amount":"{{amount}}"}],"count":1}""";

    private static InstantModel ModelFor(Agent agent) =>
        agent.Name switch
        {
            "triage" => new InstantModel(last =>
                Briefed(last)
                    ? Say(Thanks)
                    : Reply(
                        Transfer("billing", "The customer was charged $49.99 instead of $29.99.", Charge, 0.95),
                        Transfer("technical", "The usage page of the dashboard shows an error.", Dashboard, 0.91)
                    )
            ),
            "billing" => new InstantModel(last =>
                last.Role == ChatRole.Tool
                    ? Say(Charged)
                    : Reply(new FunctionCallContent("b", "find_charge", new Dictionary<string, object?> { ["amount"] = "49.99" }))
            ),
            _ => new InstantModel(_ =>
                Reply(
                    new TextContent(Failing),
                    new FunctionCallContent(
                        "t",
                        "transfer_to_triage",
                        new Dictionary<string, object?>
                        {
                            ["summary"] = "Close the conversation.",
                            ["issues"] = new[] { "Close the conversation" },
                        }
                    )
                )
            ),
        };

    private static bool Briefed(ChatMessage last) =>
        last.Text.Contains("<baton:briefing", StringComparison.Ordinal)
        && last.Text.EndsWith("</baton:briefing>", StringComparison.Ordinal);

    public static ChatResponse Say(string text) => Reply(new TextContent(text));

    public static ChatResponse Reply(params AIContent[] contents) =>
        new(new ChatMessage(ChatRole.Assistant, contents))
        {
            FinishReason = contents.Any(content => content is FunctionCallContent) ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = 400, OutputTokenCount = 60 },
        };

    private static FunctionCallContent Transfer(string agent, string summary, string issue, double confidence) =>
        new(
            agent,
            $"transfer_to_{agent}",
            new Dictionary<string, object?>
            {
                ["summary"] = summary,
                ["issues"] = new[] { issue },
                ["category"] = agent,
                ["confidence"] = confidence,
            }
        );
}
