using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class TicketRuleTests
{
    private const string Claimed = """ticket_claimed ticket:"c1-1",by:"maria" """;
    private const string Due = """,first_response_due:"2026-11-23T10:00:00.000Z" """;

    [Fact]
    public void A_model_that_is_asked_while_people_have_the_conversation_is_reported() =>
        Opened().WithTicket().Entries(Model("people")[0]).Breaks("people: agents are silent", "is open at people");

    [Fact]
    public void A_second_ticket_is_reported() =>
        Opened()
            .WithTicket()
            .Entries("""ticket_opened ticket:"c1-2",desk:"bank",from:"triage",reason:"More.",issues:[] """)
            .Breaks("people: a ticket", "ticket c1-1 is still open");

    [Fact]
    public void A_ticket_whose_next_rung_opens_another_is_fine() =>
        Opened()
            .WithTicket()
            .Entries(
                """escalated from:"people",to:"bank",trigger:"timed_out",reason:"Late." """,
                """ticket_opened ticket:"c1-2",desk:"bank",from:"triage",reason:"Late.",issues:[] """
            )
            .IsFine();

    [Fact]
    public void A_second_claimant_is_reported() =>
        Opened()
            .WithTicket()
            .Act("Claim", entries: Claimed)
            .Act("Claim", by: "john", entries: """ticket_claimed ticket:"c1-1",by:"john" """)
            .Breaks("people: a ticket", "which maria has");

    [Fact]
    public void Whoever_does_not_have_the_ticket_and_answers_is_reported() => Answers("john").Breaks("people: a ticket", "which maria has");

    [Fact]
    public void The_claimant_who_answers_is_fine() => Answers("maria").IsFine();

    [Fact]
    public void An_act_on_a_ticket_that_is_not_open_is_reported() =>
        Opened()
            .Act("Note", text: "Seen.", entries: """ticket_noted ticket:"c1-1",by:"maria",text:"Seen." """)
            .Breaks("people: a ticket", "open is none");

    [Fact]
    public void A_ticket_that_expires_before_its_time_is_reported() =>
        Opened().WithTicket(Due).Entries("""ticket_expired ticket:"c1-1",due:"first_response" """).Breaks("people: a ticket", "is due at");

    [Fact]
    public void A_ticket_that_expires_in_its_time_is_fine() =>
        Opened().WithTicket(Due).After(TimeSpan.FromHours(1)).Entries("""ticket_expired ticket:"c1-1",due:"first_response" """).IsFine();

    private static WorldBuilder Answers(string by) =>
        Opened()
            .WithTicket()
            .Act("Claim", entries: Claimed)
            .Act(
                "Reply",
                by: by,
                text: "Hello.",
                entries: $"""operator_replied ticket:"c1-1",operator:"{by}",text:"Hello.",message:"m1" """
            );
}
