using System.Runtime.CompilerServices;
using Baton.Providers.Offline;
using Baton.Teams.Handoffs;
using Microsoft.Extensions.AI;

namespace Baton.Tests.Providers.Offline;

/// <summary>A support team as its file would have it, and conversations with its agents.</summary>
internal sealed class SupportTeam
{
    public const string TwoIssues =
        "I've been charged $49.99 but my plan should be $29.99. Also, the dashboard is showing an error when I try to view my usage stats.";

    public const string Charge = "I've been charged $49.99 but my plan should be $29.99";

    public const string Dashboard = "The dashboard is showing an error when I try to view my usage stats";

    // Each agent's model learns its examples once, however many messages it answers.
    private static readonly ConditionalWeakTable<Agent, OfflineChatClient> Trained = [];

    public SupportTeam(bool reversed = false)
    {
        Billing = new()
        {
            Name = "billing",
            Tools =
            [
                Function("find_charge", (decimal amount) => ""),
                Function("find_plan", (string plan) => ""),
                Function("find_invoice", (string invoice) => ""),
            ],
            Answers = Order(
                reversed,
                new Answer
                {
                    When = Order(
                        reversed,
                        "I was charged the wrong amount",
                        "My bill is higher than the price of my plan",
                        "You charged me twice this month",
                        "Why is there an extra charge on my card?"
                    ),
                    LookUp =
                    [
                        new()
                        {
                            As = "charge",
                            Tool = "find_charge",
                            With = new Dictionary<string, string> { ["amount"] = "{amount}" },
                        },
                        new()
                        {
                            As = "plan",
                            Tool = "find_plan",
                            With = new Dictionary<string, string> { ["plan"] = "{charge.plan}" },
                        },
                    ],
                    Say = "You were charged ${charge.amount} on invoice {charge.invoice}; the {plan.name} plan costs ${plan.price}.",
                    Otherwise = "I see no charge of ${amount} on your account.",
                },
                new Answer
                {
                    When = Order(
                        reversed,
                        "Can I get a copy of my invoice?",
                        "Please send me the invoice again",
                        "I need a receipt for my payment"
                    ),
                    LookUp =
                    [
                        new()
                        {
                            Tool = "find_invoice",
                            With = new Dictionary<string, string> { ["invoice"] = "{identifier}" },
                        },
                    ],
                    Say = "Invoice {find_invoice.id} is on its way to {find_invoice.customer.email}.",
                },
                new Answer
                {
                    When = Order(reversed, "How do I get a refund?", "I want my money back", "Please refund my last payment"),
                    Say = "Refunds take five working days.",
                }
            ),
        };
        Technical = new()
        {
            Name = "technical",
            Examples = Order(
                reversed,
                "The dashboard shows an error",
                "The app crashes when I open it",
                "I cannot log in to my account",
                "The page does not load",
                "My usage statistics are not updating"
            ),
            Tools = [Function("known_problems", (string text) => "")],
            Answers =
            [
                new()
                {
                    When = ["The dashboard shows an error when I look at my usage", "I get error 500 on the statistics page"],
                    LookUp =
                    [
                        new()
                        {
                            As = "known",
                            Tool = "known_problems",
                            With = new Dictionary<string, string> { ["text"] = "{text}" },
                        },
                    ],
                    Say = "This is {known.id}: {known.workaround}",
                },
            ],
        };
        General = new()
        {
            Name = "general",
            Answers =
            [
                new() { When = ["What are your opening hours?", "When are you open?"], Say = "We are open from 9 to 5." },
                new() { When = ["Where is your office?", "What is your address?"], Say = "1 Main Street." },
            ],
        };
        Triage = new()
        {
            Name = "triage",
            Answers =
            [
                new() { When = ["Hello", "Hi there", "Good morning"], Say = "Hello! What can we do for you?" },
                new() { When = ["Thank you very much", "Thanks, that is all", "Great, thanks"], Say = "You are welcome." },
            ],
            Handoffs = [Billing, Technical, General],
        };
        foreach (var specialist in new[] { Billing, Technical, General })
            specialist.Handoffs.Add(Triage);
    }

    /// <summary>The team of all tests that do not change it.</summary>
    public static SupportTeam Shared { get; } = new();

    public Agent Triage { get; }

    public Agent Billing { get; }

    public Agent Technical { get; }

    public Agent General { get; }

    public static ChatOptions OptionsFor(Agent agent) =>
        new() { Tools = [.. agent.Tools.Select(tool => tool.Function), .. agent.Handoffs.Select(handoff => new TransferTool(handoff))] };

    public static ChatMessage Reply(Agent agent, params ChatMessage[] messages) => Response(agent, messages).Messages[0];

    public static ChatResponse Response(Agent agent, params ChatMessage[] messages) =>
        Trained
            .GetValue(agent, static agent => new OfflineChatClient(agent))
            .GetResponseAsync(messages, OptionsFor(agent))
            .GetAwaiter()
            .GetResult();

    public static List<FunctionCallContent> Calls(ChatMessage reply) => [.. reply.Contents.OfType<FunctionCallContent>()];

    public static ChatMessage Customer(string text) => new(ChatRole.User, text);

    public static ChatMessage Briefed(string customer, string from, params string[] issues) =>
        new(
            ChatRole.User,
            $"{customer}\n<baton:briefing from=\"{from}\" trigger=\"routed\" category=\"x\" confidence=\"0.92\">\nThe customer wants "
                + "help.\nYours:\n"
                + string.Join('\n', issues.Select((issue, at) => $"- #{at + 1} {issue}"))
                + "\nOthers:\n- #9 Something else entirely (general, open)\n</baton:briefing>"
        );

    public static ChatMessage Results(ChatMessage calls, params object?[] results) =>
        new(ChatRole.Tool, [.. Calls(calls).Select((call, at) => new FunctionResultContent(call.CallId, results[at]))]);

    private static AIFunction Function(string name, Delegate method) => AIFunctionFactory.Create(method, name);

    private static T[] Order<T>(bool reversed, params T[] items) => reversed ? [.. items.Reverse()] : items;
}
