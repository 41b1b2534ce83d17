using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class ActRuleTests
{
    private const string Noted = """ticket_noted ticket:"c1-1",by:"maria",text:"Seen." """;

    [Fact]
    public void An_act_that_is_done_and_recorded_is_fine() => Opened().WithTicket().Act("Note", text: "Seen.", entries: Noted).IsFine();

    [Fact]
    public void An_act_that_is_done_and_not_recorded_is_reported() =>
        Opened().WithTicket().Act("Note", text: "Seen.").Breaks("people: an act", "is not in the journal");

    [Fact]
    public void An_act_that_is_refused_and_recorded_is_reported() =>
        Opened()
            .WithTicket()
            .Act("Note", text: "Seen.", error: nameof(InvalidOperationException), entries: Noted)
            .Breaks("people: an act", "was refused, and it is in the journal");

    [Fact]
    public void An_act_that_is_recorded_twice_is_reported() =>
        Opened().WithTicket().Act("Note", text: "Seen.", entries: [Noted, Noted]).Breaks("people: an act", "is act 2");

    [Fact]
    public void An_act_in_the_name_of_another_is_reported() =>
        Opened()
            .WithTicket()
            .Act("Note", by: "john", text: "Seen.", entries: Noted)
            .BreaksAmong("people: an act", "of maria, who did it 0 times");

    [Fact]
    public void An_act_whose_store_failed_may_be_recorded_or_not()
    {
        Opened().WithTicket().Act("Note", text: "Seen.", error: "JournalException").IsFine();
        Opened().WithTicket().Act("Note", text: "Seen.", error: "JournalException", entries: Noted).IsFine();
    }

    [Fact]
    public void A_callback_that_is_taken_is_fine() => Calls("b1", null, Received, Claimed).IsFine();

    [Fact]
    public void A_callback_that_counts_twice_is_reported() =>
        Calls("b1", null, Received, Claimed)
            .Entries(Received, """ticket_noted ticket:"c1-1",by:"bank",text:"Again." """)
            .Breaks("people: a callback", "was received in");

    [Fact]
    public void A_callback_whose_act_is_missing_is_reported() =>
        Calls("b1", null, Received)
            .Act("Note", text: "Seen.", entries: Noted)
            .Breaks("people: a callback", "where the act of bank belongs");

    [Fact]
    public void A_callback_that_is_refused_and_recorded_is_reported() =>
        Calls("b1", "NotOpen", Received, Claimed).Breaks("people: a callback", "was refused as NotOpen");

    [Fact]
    public void A_callback_that_is_taken_and_not_recorded_is_reported() =>
        Calls("b1", null).Breaks("people: a callback", "it is not in the journal");

    [Fact]
    public void A_callback_that_nobody_made_is_reported() =>
        Calls("b2", null, Received, Claimed).BreaksAmong("people: a callback", "never called back");

    private const string Received = """callback_received callback:"b1",from:"bank",ticket:"c1-1",act:"accept" """;
    private const string Claimed = """ticket_claimed ticket:"c1-1",by:"bank" """;

    [Fact]
    public void An_act_that_never_ends_is_reported() =>
        JournalRuleTests
            .Paid()
            .Replied()
            .Add(new Happening.ActBegun(7, "maria", "Note", Conversation, null, "Seen."))
            .Ends()
            .Breaks("people: an act", "never ends");

    private static WorldBuilder Calls(string id, string? refusal, params string[] entries)
    {
        var world = Opened()
            .Entries(
                """escalated from:"triage",to:"bank",trigger:"asked_by_agent",reason:"Too much." """,
                """ticket_opened ticket:"c1-1",desk:"bank",from:"triage",reason:"Too much.",issues:[] """,
                HandedOff(to: "bank", trigger: "escalated", issues: "[]")
            )
            .Add(new Happening.CalledBack(90, "bank", id, "Claim", "c1-1", null));
        return (entries.Length > 0 ? world.Entries(entries) : world).Add(new Happening.CallbackAnswered(90, refusal, null));
    }
}
