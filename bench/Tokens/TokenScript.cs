using System.Globalization;
using Microsoft.Extensions.AI;

namespace Baton.Bench.Tokens;

/// <summary>
/// A team whose every customer writes of two issues at once: a charge, for billing, and a page that fails, for technical. Each of the two
/// looks something up and answers. It is what is said, whichever framework carries it.
/// </summary>
/// <param name="technicalLooksUp">Whether technical looks something up before it answers.</param>
internal sealed class TokenScript(bool technicalLooksUp)
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

    private bool isFirst;
    private int turns;

    /// <summary>The amount that the customer of this turn was charged.</summary>
    public string Amount => string.Create(CultureInfo.InvariantCulture, $"{49 + turns}.99");

    /// <summary>The error that the customer of this turn sees.</summary>
    public string Error => string.Create(CultureInfo.InvariantCulture, $"E-{500 + turns}");

    /// <summary>The agent that customers write to first, with its colleagues.</summary>
    /// <param name="targets">To how many of them it can hand over.</param>
    public static Agent Triage(int targets)
    {
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
        return triage;
    }

    /// <summary>The next turn's message.</summary>
    public string NextMessage()
    {
        isFirst = true;
        turns++;
        return $"I've been charged ${Amount} but my plan should be $29.99, can you please check what happened there? "
            + $"Also, the dashboard is showing error {Error} when I try to view my usage stats.";
    }

    /// <summary>What a model answers.</summary>
    /// <param name="agent">Whose model.</param>
    /// <param name="last">What it reads last.</param>
    /// <param name="transfer">Makes the call that hands over to a target.</param>
    /// <param name="transfersToBoth">Whether one reply may hand over to both.</param>
    public ChatResponse Answer(string agent, ChatMessage last, Func<string, FunctionCallContent> transfer, bool transfersToBoth)
    {
        var wasFirst = isFirst;
        if (agent == "triage")
        {
            isFirst = !transfersToBoth;
            return transfersToBoth
                ? TwoIssueTurn.Reply(transfer("billing"), transfer("technical"))
                : TwoIssueTurn.Reply(transfer("billing"));
        }

        var isBilling = agent == "billing";
        if (last.Role != ChatRole.Tool && (isBilling || technicalLooksUp))
            return TwoIssueTurn.Reply(
                isBilling ? Call("find_charge", ("what", Amount)) : Call("check_status", ("what", "the usage page of the dashboard"))
            );
        isFirst = false;
        var said = new TextContent(
            isBilling
                ? $"You were charged ${Amount} for the Pro plan on 2026-11-03 (invoice INV-2041). I see that your plan costs $29.99."
                : $"Error {Error} comes from the usage page, which is slow since this morning. It should be back within two hours."
        );
        return wasFirst ? TwoIssueTurn.Reply(said, transfer(isBilling ? "technical" : "billing")) : TwoIssueTurn.Reply(said);
    }

    public static FunctionCallContent Call(string name, params (string Name, object Value)[] arguments) =>
        new($"call-{name}", name, arguments.ToDictionary(argument => argument.Name, argument => (object?)argument.Value));

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
}
