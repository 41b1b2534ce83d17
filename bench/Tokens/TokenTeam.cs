using System.Globalization;
using Baton.Journals;
using Baton.Tokenizers;
using Microsoft.Extensions.AI;

namespace Baton.Bench.Tokens;

/// <summary>
/// A team whose every customer writes of two issues at once: a charge, for billing, and a page that fails, for technical. Each of the two
/// looks something up and answers. It keeps what its models were sent.
/// </summary>
internal sealed class TokenTeam
{
    private static readonly (string Name, string Does)[] Others =
    [
        ("account", "Changes of address, name, e-mail and password."),
        ("shipping", "Where a parcel is, and parcels that did not arrive."),
        ("returns", "Sending goods back and exchanging them."),
        ("sales", "Offers, prices and plans for new customers."),
        ("privacy", "What is stored of a customer, and erasing it."),
        ("partners", "Questions of resellers and affiliates."),
        ("events", "Webinars, trainings and conferences."),
        ("mobile", "The apps for phones and tablets."),
    ];

    private readonly List<CallTokens> calls = [];
    private readonly bool technicalLooksUp;
    private bool isFirst;
    private int turns;

    /// <param name="targets">To how many agents triage can hand over.</param>
    /// <param name="technicalLooksUp">Whether technical looks something up before it answers.</param>
    public TokenTeam(int targets, bool technicalLooksUp)
    {
        this.technicalLooksUp = technicalLooksUp;
        var billing = Specialist(
            "billing",
            "Charges, invoices, refunds and plans.",
            "find_charge",
            "Finds the charges of the customer by amount, with invoice, date, plan and status."
        );
        var technical = Specialist(
            "technical",
            "Errors, outages and pages that do not work.",
            "check_status",
            "Says how a part of the product does now, since when, and when a failure is expected to be over."
        );
        var triage = new Agent
        {
            Name = "triage",
            Description = "Reads what a customer wants and finds who can help.",
            Instructions =
                "You are the first whom a customer of Acme Cloud writes to. Find out what they want and which colleague can help. If "
                + "it is not clear, ask one short question. Be friendly and brief, and do not promise what you cannot do yourself.",
            Handoffs = [billing, technical, .. Others.Take(targets - 2).Select(other => (Handoff)Plain(other.Name, other.Does))],
        };
        billing.Handoffs.Add(technical);
        billing.Handoffs.Add(triage);
        technical.Handoffs.Add(billing);
        technical.Handoffs.Add(triage);
        Runtime = new TeamRuntime(
            new Team("acme", triage),
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
        (isFirst, var before) = (true, calls.Count);
        turns++;
        await Runtime.RunAsync(
            $"I've been charged ${Amount} but my plan should be $29.99, can you please check what happened there? "
                + $"Also, the dashboard is showing error {Error} when I try to view my usage stats.",
            conversation
        );
        return calls[before..];
    }

    private string Amount => string.Create(CultureInfo.InvariantCulture, $"{49 + turns}.99");

    private string Error => string.Create(CultureInfo.InvariantCulture, $"E-{500 + turns}");

    private static Agent Specialist(string name, string does, string tool, string says) =>
        new()
        {
            Name = name,
            Description = does,
            Instructions =
                $"You work at {name} of Acme Cloud. {does} Look up what you need with your tools before you answer, and say only what you "
                + "found. Answer in two or three friendly sentences, with the amounts, dates and numbers that matter. Never ask for "
                + "passwords or whole card numbers. If you cannot help, say so, and say who can.",
            Tools = [Tool.Create((string what) => Found(name, what), tool, says, ToolEffect.ReadOnly)],
        };

    private static Agent Plain(string name, string does) =>
        new()
        {
            Name = name,
            Description = does,
            Instructions = $"Answer: {does}",
        };

    private static string Found(string name, string what) =>
        name == "billing"
            ? $$"""{"rows":[{"invoice":"INV-2041","date":"2026-11-03","plan":"Pro","amount":"{{what}}","card":"visa"}],"count":1}"""
            : $$"""{"part":"{{what}}","state":"degraded","since":"2026-11-29T08:10:00Z","expected":"2026-11-29T10:10:00Z"}""";

    private ChatResponse Answer(Agent agent, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var (wasFirst, hasResult) = (isFirst, messages[^1].Role == ChatRole.Tool);
        calls.Add(CallTokens.Of(agent, messages, options));
        if (agent.Name == "triage")
        {
            isFirst = false;
            return TwoIssueTurn.Reply(ToBilling(), ToTechnical());
        }

        var isBilling = agent.Name == "billing";
        if (!hasResult && (isBilling || technicalLooksUp))
            return TwoIssueTurn.Reply(
                isBilling ? Call("find_charge", ("what", Amount)) : Call("check_status", ("what", "the usage page of the dashboard"))
            );
        isFirst = false;
        var said = new TextContent(
            isBilling
                ? $"You were charged ${Amount} for the Pro plan on 2026-11-03 (invoice INV-2041). I see that your plan costs $29.99."
                : $"Error {Error} comes from the usage page, which is slow since this morning. It should be back within two hours."
        );
        return !wasFirst ? TwoIssueTurn.Reply(said) : TwoIssueTurn.Reply(said, isBilling ? ToTechnical() : ToBilling());
    }

    private FunctionCallContent ToBilling() =>
        Call(
            "transfer_to_billing",
            ("summary", $"The customer was charged ${Amount} instead of $29.99."),
            ("issues", new[] { $"Charged ${Amount} instead of $29.99" })
        );

    private FunctionCallContent ToTechnical() =>
        Call(
            "transfer_to_technical",
            ("summary", $"The dashboard shows error {Error} for the usage stats."),
            ("issues", new[] { $"Error {Error} on the usage stats" })
        );

    private static FunctionCallContent Call(string name, params (string Name, object Value)[] arguments) =>
        new("call", name, arguments.ToDictionary(argument => argument.Name, argument => (object?)argument.Value));
}
