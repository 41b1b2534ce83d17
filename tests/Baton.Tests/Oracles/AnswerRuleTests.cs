using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class AnswerRuleTests
{
    [Fact]
    public void A_reply_without_text_is_reported() => JournalRuleTests.Paid().Replied("").Breaks("11", "has no text");

    [Fact]
    public void A_degraded_answer_without_a_reason_is_reported() =>
        Opened().Entries("""degraded participant:"triage",message:"m1",text:"I am sorry.",reason:"" """).Breaks("11", "gives no reason");

    [Fact]
    public void A_reply_to_nothing_is_reported() => JournalRuleTests.Paid().Replied().Replied().Breaks("11", "no turn was under way");

    [Fact]
    public void Somebody_who_waits_for_nobody_is_reported() => Opened().Answered("", "WaitingOnPerson").Breaks("11", "nobody has a ticket");

    [Fact]
    public void Silence_before_a_person_has_written_is_reported() =>
        Opened().WithTicket().Answered("", "WaitingOnPerson").Breaks("11", "met with silence");

    [Fact]
    public void Silence_beside_a_person_who_writes_is_fine() =>
        Opened()
            .WithTicket()
            .Act(
                "Reply",
                text: "Hello.",
                entries:
                [
                    """ticket_claimed ticket:"c1-1",by:"maria" """,
                    """operator_replied ticket:"c1-1",operator:"maria",text:"Hello.",message:"m1" """,
                ]
            )
            .Answered("Hello.")
            .Sent("And?", "m2")
            .Entries(Received("And?", "m2"))
            .Answered("", "WaitingOnPerson", "m2")
            .IsFine();
}
