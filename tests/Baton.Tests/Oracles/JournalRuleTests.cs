using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class JournalRuleTests
{
    [Fact]
    public void A_whole_conversation_with_a_payment_is_fine() => Paid().Replied().Ends().IsFine();

    [Fact]
    public void An_entry_that_is_missing_is_reported() =>
        Opened().EntryAt(4, """model_call_begun participant:"triage" """).Breaks("9", "follows entry 2");

    [Fact]
    public void An_entry_of_no_known_type_is_reported() => Opened().Entries("weather_changed").Breaks("9", "no such type");

    [Fact]
    public void A_conversation_that_opens_twice_is_reported() =>
        Opened()
            .Entries("""conversation_opened format:1,conversation:"c1",team:"shop",holder:"triage" """)
            .Breaks("9", "begins with conversation_opened");

    [Fact]
    public void An_entry_behind_the_end_is_reported() =>
        Closed().Sent(message: "m2").Entries(Received(message: "m2")).Breaks("9", "closed the conversation");

    [Fact]
    public void A_delivery_behind_the_end_is_fine() =>
        Closed().Entries("""delivery_attempted delivery:"c1-9-webhook",to:"bank",kind:"webhook",attempt:1,outcome:"begun" """).IsFine();

    [Fact]
    public void A_journal_whose_time_runs_back_is_reported() =>
        Opened().After(TimeSpan.FromHours(-1)).Entries(Model("triage")).Breaks("9", "the entry before it is of");

    [Fact]
    public void An_entry_of_a_leg_that_was_never_opened_is_reported() =>
        Opened().Entries("""model_call_begun leg:"1",participant:"billing" """).Breaks("9", "no such leg");

    [Fact]
    public void A_leg_whose_name_is_used_twice_is_reported() =>
        Opened()
            .Entries(Issue(), Delegated, """leg_ended leg:"1",participant:"billing",outcome:"answered",report:"",issues:[1] """)
            .Entries(Delegated)
            .Breaks("9", "a leg of this name");

    [Fact]
    public void A_reply_of_a_model_that_was_not_called_is_reported() =>
        Opened().Entries(Model("triage")[1]).Breaks("journal", "no model call of triage");

    [Fact]
    public void A_call_that_is_made_twice_is_reported() =>
        Opened()
            .Entries(Model("triage", Calls(("k1", "look", "{}"))))
            .Entries(Model("triage", Calls(("k1", "look", "{}"))))
            .Breaks("journal", "was made before");

    [Fact]
    public void A_call_that_ends_twice_is_reported() => Paid().Entries(Ended()).Breaks("journal", "had ended in");

    [Fact]
    public void A_call_that_begins_twice_is_reported() => Begins().Entries(Begun()).Breaks("journal", "had begun in");

    [Fact]
    public void A_call_that_nobody_made_is_reported() =>
        Opened().WithBilling().Entries(Begun(id: "k9")).Breaks("journal", "no model made call k9");

    [Fact]
    public void A_call_that_ends_without_a_beginning_is_reported() =>
        Opened()
            .WithBilling()
            .Entries(Model("billing", Calls(("k1", "pay", """{"amount":10}"""))))
            .Entries(Ended("timed_out"))
            .Breaks("journal", "had never begun");

    [Fact]
    public void A_decision_about_what_nobody_asked_is_reported() =>
        Opened()
            .WithBilling()
            .Entries(Model("billing", Calls(("k1", "pay", """{"amount":10}"""))))
            .Act("Approve", call: "k1", entries: """approval_decided call_id:"k1",approved:true,by:"maria" """)
            .Breaks("journal", "nobody was asked");

    [Fact]
    public void A_call_that_is_decided_twice_is_reported() =>
        Opened()
            .WithBilling()
            .Entries(Model("billing", Calls(("k1", "pay", """{"amount":10}"""))))
            .Entries("""approval_asked participant:"billing",tool:"pay",call_id:"k1",arguments:{"amount":10},reason:"Much." """)
            .Act("Approve", call: "k1", entries: """approval_decided call_id:"k1",approved:true,by:"maria" """)
            .Act("Approve", call: "k1", entries: """approval_decided call_id:"k1",approved:true,by:"maria" """)
            .Breaks("journal", "was decided in");

    [Fact]
    public void A_draft_of_a_text_that_nobody_wrote_is_reported() =>
        Opened().Entries("""reply_drafted participant:"triage",of:2 """).Breaks("journal", "is no text of triage");

    internal static string Delegated => HandedOff(trigger: "delegated", leg: "1");

    /// <summary>Billing has begun to pay.</summary>
    internal static WorldBuilder Begins() =>
        Opened()
            .Called("transfer_to_billing")
            .WithBilling()
            .Called("pay")
            .Entries([.. Model("billing", Calls(("k1", "pay", """{"amount":10}"""))), Begun()]);

    /// <summary>Billing has paid.</summary>
    internal static WorldBuilder Paid() =>
        Begins()
            .Ran()
            .Done()
            .Entries(Ended(), Issue("resolved", by: "billing", type: "issue_changed", more: ",reason:\"answered by billing\""));

    private static WorldBuilder Closed()
    {
        var world = Opened().Entries(Model("triage", """text:"Hello." """));
        world.Replied("Hello.", agent: "triage");
        return world.Entries("""conversation_closed reason:"Solved." """);
    }
}
