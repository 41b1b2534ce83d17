using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class MessageRuleTests
{
    internal const string Told = """interim_replied participant:"people",message:"m1",text:"A person has it.",notice:"A person has it." """;

    [Fact]
    public void An_acknowledged_message_that_is_not_durable_is_reported() =>
        new WorldBuilder().Sent().Answered("Hello.").Breaks("2", "is not durable");

    [Fact]
    public void A_message_that_counts_twice_is_reported() => Opened().Entries(Received()).Breaks("2", "was received in entry 2");

    [Fact]
    public void A_message_that_nobody_sent_is_reported() => Opened().Entries(Received(message: "m9")).Breaks("2", "no customer sent");

    [Fact]
    public void A_message_with_another_text_is_reported() =>
        Opened().Sent("Where is it?", "m2").Entries(Received("Where was it?", "m2")).Breaks("2", "another text than was sent");

    [Fact]
    public void An_answer_that_the_journal_does_not_have_is_reported() =>
        Opened().Answered("Hello.").Breaks("2", "the journal has no answer");

    [Fact]
    public void A_second_answer_that_differs_is_reported() =>
        JournalRuleTests.Paid().Replied().Sent().Answered("Paid twice.").Breaks("2", "is told 'Paid twice.'");

    [Fact]
    public void A_second_answer_that_is_the_first_one_is_fine() => JournalRuleTests.Paid().Replied().Sent().Answered("Paid.").IsFine();

    [Fact]
    public void An_answered_message_whose_sender_is_told_to_wait_is_reported() =>
        JournalRuleTests.Paid().Replied().Sent().Answered("A person has it.", "WaitingOnPerson").BreaksAmong("2", "is told to wait");

    [Fact]
    public void A_notice_that_is_in_no_journal_is_reported() =>
        Opened().WithTicket().Answered("A person has it.", "WaitingOnPerson").Breaks("2", "no notice in the journal");

    [Fact]
    public void A_turn_that_goes_on_while_nothing_is_due_is_reported()
    {
        var world = Opened();
        world.Due = null;
        world.Entries(Model("triage")).Breaks("every acknowledged message", "nothing is due");
    }

    [Fact]
    public void A_turn_that_waits_for_a_person_may_have_nothing_due()
    {
        var world = Opened().WithTicket();
        world.Due = null;
        world.Act("Note", text: "Seen.", entries: """ticket_noted ticket:"c1-1",by:"maria",text:"Seen." """).IsFine();
    }

    [Fact]
    public void A_ticket_with_a_time_that_is_not_due_is_reported()
    {
        var world = Opened();
        world.Due = null;
        world
            .WithTicket(""",first_response_due:"2026-11-23T10:00:00.000Z" """)
            .Breaks("every acknowledged message", "nobody has ticket c1-1");
    }

    [Fact]
    public void A_message_without_an_end_is_reported() =>
        Opened().Add(new Happening.ProcessKilled()).Ends().Breaks("every acknowledged message", "unanswered: 'm1'");

    [Fact]
    public void A_message_that_waits_at_a_desk_is_fine() =>
        Opened().WithTicket().Entries(Told).Answered("A person has it.", "WaitingOnPerson").Ends().IsFine();

    [Fact]
    public void A_conversation_that_closes_during_a_turn_is_reported() =>
        Opened().Entries("""conversation_closed reason:"Bored." """).Breaks("every acknowledged message", "while a turn was under way");

    [Fact]
    public void A_call_of_a_customer_that_never_returns_is_reported() =>
        JournalRuleTests.Paid().Replied().Sent().Ends().Breaks("every acknowledged message", "neither answers nor refuses it");

    [Fact]
    public void A_call_whose_process_was_killed_never_returns() =>
        JournalRuleTests.Paid().Replied().Sent().Add(new Happening.ProcessKilled()).Ends().IsFine();

    [Fact]
    public void A_customer_who_is_never_told_of_a_person_is_reported() =>
        Opened().WithTicket().Add(new Happening.ProcessKilled()).Ends().Breaks("every acknowledged message", "the customer was never told");
}
