using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class WordsRuleTests
{
    private const string Sorry = "I am sorry, I could not answer this: the assistant took too long.";

    [Fact]
    public void A_ticket_that_is_told_of_before_it_is_open_is_reported() =>
        Opened()
            .Entries("""degraded participant:"triage",message:"m1",text:"Your reference is c1-1.",reason:"Late." """)
            .Breaks("5", "tells of ticket c1-1");

    [Fact]
    public void A_notice_of_a_person_whom_nobody_asked_is_reported() =>
        Opened()
            .Entries("""interim_replied participant:"triage",message:"m1",text:"A person has it.",notice:"A person has it." """)
            .Breaks("5", "no person is to act");

    [Fact]
    public void A_notice_of_an_open_ticket_is_fine() =>
        Opened()
            .WithTicket()
            .Entries(
                """interim_replied participant:"people",message:"m1",text:"Your reference is c1-1.",notice:"Your reference is c1-1." """
            )
            .IsFine();

    [Fact]
    public void A_call_that_a_model_wrote_as_text_is_no_answer() =>
        Opened()
            .Add(new Happening.ModelReplied(1, "WritesCallAsText", "{'name':'look'}", ["look"], null))
            .Entries("""replied participant:"triage",message:"m1",text:"{'name':'look'}" """)
            .Breaks("5", "which a model wrote as text");

    [Fact]
    public void An_entry_that_is_shown_before_it_is_durable_is_reported() =>
        Opened().Add(new Happening.Shown(Conversation, 3)).Breaks("5", "entry 3 is shown");

    [Fact]
    public void An_entry_that_is_shown_when_it_is_durable_is_fine() => Opened().Add(new Happening.Shown(Conversation, 2)).IsFine();

    [Fact]
    public void Text_that_is_shown_before_its_call_is_durable_is_reported() =>
        Opened().Add(new Happening.Drafted(Conversation, "triage", "Hel")).Breaks("5", "no model call of it is durable");

    [Fact]
    public void A_degraded_answer_that_tells_of_what_was_not_done_is_reported() =>
        Opened()
            .Entries(Degraded($"{Sorry}\\n\\nDone:\\n- pay", "triage"))
            .Breaks("what the customer was told", "says that 'pay' was done");

    [Fact]
    public void A_degraded_answer_that_tells_of_what_was_done_is_fine() =>
        JournalRuleTests.Paid().Entries(Degraded($"{Sorry}\\n\\nDone:\\n- pay\\n\\nNot done:\\n- A refund")).IsFine();

    [Fact]
    public void A_degraded_answer_that_keeps_back_what_is_in_doubt_is_reported() =>
        InDoubt().Entries(Degraded(Sorry)).Breaks("what the customer was told", "does not say that 'pay' is in doubt");

    [Fact]
    public void A_degraded_answer_that_tells_what_is_in_doubt_is_fine() =>
        InDoubt().Entries(Degraded($"{Sorry}\\n\\nStarted, but I do not know whether it was carried out:\\n- pay")).IsFine();

    [Fact]
    public void A_promise_that_nobody_kept_is_reported() =>
        Opened().Replied("I have refunded you.", agent: "triage").Breaks("what the customer was told", "nothing was done");

    [Fact]
    public void A_promise_that_a_tool_kept_is_fine() => JournalRuleTests.Paid().Replied("I have refunded you.").IsFine();

    private static WorldBuilder InDoubt()
    {
        var world = JournalRuleTests.Begins().Ran().Add(new Happening.ProcessKilled());
        world.Process = 2;
        return world.Entries(Ended("unknown"));
    }

    private static string Degraded(string text, string agent = "billing") =>
        $"""degraded participant:"{agent}",message:"m1",text:"{text}",reason:"Late." """;
}
