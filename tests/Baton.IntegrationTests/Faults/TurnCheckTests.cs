using Baton.Bench.Faults;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.IntegrationTests.Faults;

/// <summary>What the fault campaign takes for a broken promise, over journals that were made up for it.</summary>
public sealed class TurnCheckTests
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(8);

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly MessageId Message = new("m7");

    [Fact]
    public void A_turn_that_is_answered_once_in_time_breaks_nothing()
    {
        var check = Check([Received(), Replied("Fine.")], Heard("Fine.", "Fine."));

        Assert.Equal((TurnEnd.Reply, TimeSpan.FromSeconds(1)), (check.End, check.Took));
        Assert.Empty(check.Violations);
    }

    [Fact]
    public void A_ticket_and_a_degraded_answer_are_ends()
    {
        var ticket = Check([Received(), Opened(), Told()], Heard("A person answers you."));
        var degraded = Check(
            [
                Received(),
                new Degraded
                {
                    Participant = "a",
                    Message = Message,
                    Text = "I am sorry.",
                    Reason = "x",
                    At = Start,
                },
            ],
            Heard("I am sorry.")
        );

        Assert.Equal((TurnEnd.Ticket, TurnEnd.Degraded), (ticket.End, degraded.End));
        Assert.Empty(ticket.Violations.Concat(degraded.Violations));
    }

    [Fact]
    public void A_message_that_the_journal_does_not_have_is_lost() =>
        AssertBroken("Case 7 is lost", [Received("m8"), Replied("Fine.", "m8")], Heard("Fine."));

    [Fact]
    public void A_turn_without_an_end_is_found() =>
        AssertBroken("Case 7 has no end", [Received(), new ModelCallBegun { Participant = "a" }], Heard());

    [Fact]
    public void A_message_taken_twice_is_found() =>
        AssertBroken("Case 7 was taken 2 times: entries 1, 2", [Received(), Received(), Replied("Fine.")], Heard("Fine."));

    [Fact]
    public void A_turn_answered_twice_is_found() =>
        AssertBroken("Case 7 was answered 2 times: entries 2, 3", [Received(), Replied("Fine."), Replied("Fine.")], Heard("Fine."));

    [Fact]
    public void Word_of_a_person_without_a_ticket_is_found() =>
        AssertBroken("there was no ticket before", [Received(), Told()], Heard("A person answers you."));

    [Fact]
    public void An_answer_that_nobody_heard_and_one_that_was_heard_otherwise_are_found()
    {
        AssertBroken("the customer never heard", [Received(), Replied("Fine.")], Heard());
        AssertBroken("heard otherwise than entry 2", [Received(), Replied("Fine.")], Heard("Fine.", "Not fine."));
    }

    [Theory]
    [InlineData(8, null, true)]
    [InlineData(8.01, null, false)]
    [InlineData(8.01, 6.0, false)]
    [InlineData(8.01, 7.0, true)]
    [InlineData(29.0, 27.0, true)]
    [InlineData(29.01, 27.0, false)]
    [InlineData(8.01, 9.0, false)]
    public void The_time_of_a_turn_counts_by_the_clock_and_whoever_takes_it_up_has_a_quarter(double ended, double? takenUp, bool isInTime)
    {
        var question = Heard("Fine.");
        question.Taken.Add(Start);
        if (takenUp is { } seconds)
            question.Taken.Add(Start.AddSeconds(seconds));

        var check = Check([Received(), Replied("Fine.") with { At = Start.AddSeconds(ended) }], question);

        Assert.Equal(isInTime, check.Violations.Count == 0);
        Assert.All(check.Violations, violation => Assert.Contains("too late", violation, StringComparison.Ordinal));
    }

    private static void AssertBroken(string violation, JournalEntry[] entries, Question question) =>
        Assert.Contains(violation, Assert.Single(Check(entries, question).Violations), StringComparison.Ordinal);

    private static TurnCheck Check(JournalEntry[] entries, Question question) =>
        TurnCheck.Of([.. entries.Select((entry, index) => entry with { Seq = index + 1 })], question, Time);

    private static Question Heard(params string[] texts) => new("Case 7", new ConversationId("c1"), Message) { Heard = [.. texts] };

    private static MessageReceived Received(string id = "m7") =>
        new()
        {
            Message = new MessageId(id),
            Text = "Hello?",
            At = Start,
        };

    private static Replied Replied(string text, string id = "m7") =>
        new()
        {
            Participant = "a",
            Message = new MessageId(id),
            Text = text,
            At = Start.AddSeconds(1),
        };

    private static TicketOpened Opened() =>
        new()
        {
            Ticket = new TicketId("c1-1"),
            Desk = "people",
            From = "a",
            Reason = "x",
            Issues = [],
            At = Start,
        };

    private static InterimReplied Told() =>
        new()
        {
            Participant = "people",
            Message = Message,
            Text = "A person answers you.",
            Notice = "A person answers you.",
            At = Start,
        };
}
