using System.Globalization;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Bench.Faults;

/// <summary>What came of one question, read from its conversation's journal.</summary>
/// <param name="End">How its turn ended; null when it did not.</param>
/// <param name="Took">From the message to its end.</param>
/// <param name="Violations">What broke a promise, each in a sentence.</param>
internal sealed record TurnCheck(TurnEnd? End, TimeSpan Took, IReadOnlyList<string> Violations)
{
    /// <summary>
    /// Reads what came of a question: in the journal once, ended once, by a reply, a degraded answer or word of a ticket that was open
    /// before, in time, and with that the customer heard no other end than the journal has.
    /// </summary>
    /// <param name="entries">The whole conversation.</param>
    /// <param name="question">The question.</param>
    /// <param name="time">
    /// The time of a turn. It counts from the message on by the clock, downtime included; whoever takes the turn up again has a quarter of
    /// it.
    /// </param>
    public static TurnCheck Of(IReadOnlyList<JournalEntry> entries, Question question, TimeSpan time)
    {
        var violations = new List<string>();
        if (
            entries.OfType<MessageReceived>().Where(received => received.Message == question.Message).ToList()
            is not [var message, .. var again]
        )
            return new TurnCheck(null, TimeSpan.Zero, [$"{question.Name} is lost: it was sent, and the journal does not have it."]);
        if (again.Count > 0)
            violations.Add($"{question.Name} was taken {again.Count + 1} times: entries {Places([message, .. again])}.");

        var answers = entries.Where(entry => AnswerOf(entry, question) is not null).ToList();
        // A message that joined a turn, because a stopped one owed a deed, is answered with it.
        if (answers.Count == 0 && entries.FirstOrDefault(entry => entry.Seq > message.Seq && entry is (Replied or Degraded)) is { } joint)
            answers.Add(joint);
        var notices = entries.OfType<InterimReplied>().Where(said => said.Message == question.Message).ToList();
        if (answers.Count > 1)
            violations.Add($"{question.Name} was answered {answers.Count} times: entries {Places(answers)}.");
        if (notices.Count > 1)
            violations.Add($"{question.Name} was told of a person {notices.Count} times: entries {Places(notices)}.");
        if (answers.Concat(notices).FirstOrDefault() is not { } end)
            return new TurnCheck(
                null,
                TimeSpan.Zero,
                [.. violations, $"{question.Name} has no end: neither a reply nor a ticket nor a degraded answer."]
            );
        // A conversation that people have already tells of the ticket that they have.
        if (end is InterimReplied && !entries.Any(entry => entry is TicketOpened && entry.Seq < end.Seq))
            violations.Add($"{question.Name} was told of a person at entry {end.Seq}, and there was no ticket before.");

        var due = message.At + time;
        if (
            question.Taken.Where(taken => taken <= end.At).Select(taken => taken + (time / 4)).DefaultIfEmpty(due).Max() is var least
            && least > due
        )
            due = least;
        if (end.At > due)
            violations.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{question.Name} ended {(end.At - due).TotalSeconds:0.000} s too late, {(end.At - message.At).TotalSeconds:0.000} "
                        + $"s after the message, at entry {end.Seq}."
                )
            );
        var text = TextOf(end);
        if (question.Heard.Count == 0)
            violations.Add($"{question.Name} has an end that the customer never heard.");
        if (question.Heard.Exists(heard => heard != text))
            violations.Add($"{question.Name} heard otherwise than entry {end.Seq} says.");
        return new TurnCheck(
            end is Replied ? TurnEnd.Reply
                : end is Degraded ? TurnEnd.Degraded
                : TurnEnd.Ticket,
            end.At - message.At,
            violations
        );
    }

    private static string TextOf(JournalEntry end) =>
        end switch
        {
            Replied replied => replied.Text,
            Degraded degraded => degraded.Text,
            _ => ((InterimReplied)end).Text,
        };

    private static string? AnswerOf(JournalEntry entry, Question question) =>
        entry switch
        {
            Replied replied when replied.Message == question.Message => replied.Text,
            Degraded degraded when degraded.Message == question.Message => degraded.Text,
            _ => null,
        };

    private static string Places(IEnumerable<JournalEntry> entries) => string.Join(", ", entries.Select(entry => entry.Seq));
}
