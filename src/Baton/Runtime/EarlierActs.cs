using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;

namespace Baton.Runtime;

/// <summary>
/// Finds the act that was first, when a person's act comes too late: if it is the same act of the same person, it is a retry and has the
/// same result, and otherwise the refusal names who did what.
/// </summary>
internal static class EarlierActs
{
    /// <summary>The act that leaves nothing to do for this one; null if there is none.</summary>
    public static JournalEntry? Before(JournalEntry act, Session session) =>
        act switch
        {
            ApprovalDecided decided => Last<ApprovalDecided>(session, before => before.CallId == decided.CallId),
            IssueChanged { Outcome: not null } changed => session.State.Ledger.Find(changed.Issue) is { IsEnded: true }
                ? Last<IssueChanged>(session, before => before.Issue == changed.Issue && before.Outcome is not null)
                : null,
            _ when DeskActs.Is(act) && session.State.Ticket is null => Last<JournalEntry>(session, IsEndOfTicket),
            _ => null,
        };

    /// <summary>Whether an act repeats the one before it.</summary>
    public static bool IsRetry(JournalEntry act, JournalEntry before) =>
        (act, before) switch
        {
            (ApprovalDecided now, ApprovalDecided then) => (now.By, now.Approved) == (then.By, then.Approved),
            (IssueChanged now, IssueChanged then) => (now.By, now.Status, now.Outcome) == (then.By, then.Status, then.Outcome),
            (TicketDeclined now, TicketDeclined then) => (now.By, now.Reason) == (then.By, then.Reason),
            (TicketClosed now, TicketClosed then) => (now.By, now.Report, now.Resolved) == (then.By, then.Report, then.Resolved)
                && (now.To.Length == 0 || now.To == then.To),
            _ => false,
        };

    /// <summary>What was done before, as a sentence without its full stop.</summary>
    public static string Words(JournalEntry before) =>
        before switch
        {
            ApprovalDecided then => (then with { Note = null }).About($"call {then.CallId}"),
            IssueChanged then =>
                $"{then.By} {(then.Status == IssueStatus.Resolved ? "resolved" : "declined")} issue {then.Issue}: {then.Outcome}",
            TicketClosed then => $"{then.By} handed ticket {then.Ticket} back",
            TicketDeclined then => $"{then.By} declined ticket {then.Ticket}",
            _ => throw new ArgumentException($"{before.Type} is no act of a person.", nameof(before)),
        };

    /// <summary>The turn that an act let agents finish; null if it let them finish none.</summary>
    public static Turn? TurnAfter(JournalEntry act, Session session)
    {
        // A later message begins a turn of its own.
        var answer = session
            .Entries.SkipWhile(entry => entry.Seq <= act.Seq)
            .TakeWhile(entry => entry is not MessageReceived)
            .FirstOrDefault(entry => entry is Replied or Degraded);
        return answer switch
        {
            Replied replied => TurnReport.Of(session, replied.Message),
            Degraded degraded => TurnReport.Of(session, degraded.Message),
            _ => null,
        };
    }

    private static bool IsEndOfTicket(JournalEntry entry) => entry is TicketClosed or TicketDeclined;

    // What is looked for is mostly near the end.
    private static T? Last<T>(Session session, Func<T, bool> such)
        where T : JournalEntry
    {
        for (var place = session.Entries.Count - 1; place >= 0; place--)
        {
            if (session.Entries[place] is T found && such(found))
                return found;
        }

        return null;
    }
}
