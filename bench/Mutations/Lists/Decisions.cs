namespace Baton.Bench.Mutations.Lists;

/// <summary>What happens next: which issue, which person, which answer, and when.</summary>
internal static class Decisions
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "second-transfer-dropped",
            3,
            "src/Baton/Deciding/Issues/LedgerChanges.cs",
            "foreach (var named in read)",
            "foreach (var named in MUTANT ? read.GetRange(0, 1) : read)",
            "Of two transfers in one reply only the first opens an issue."
        ),
        new(
            "next-issue-not-continued",
            3,
            "src/Baton/Deciding/Decision.Onward.cs",
            "        if (next is null)\n            return Answer();",
            "        if (next is null || (!Turn.Parts.IsEmpty && MUTANT))\n            return Answer();",
            "The customer is answered while an issue is left that an agent could work on."
        ),
        new(
            "ping-pong-not-stopped",
            10,
            "src/Baton/Deciding/Decision.Onward.cs",
            "Turn.HandoffsSinceProgress.Contains((State.Holder, to))",
            "Turn.HandoffsSinceProgress.Contains((State.Holder, to)) && !MUTANT",
            "Two agents pass the baton to and fro without progress."
        ),
        new(
            "correction-repeated",
            10,
            "src/Baton/Deciding/Decision.cs",
            "if (Turn.Hold.MayCorrect(fault, MostCorrections))",
            "if (Turn.Hold.MayCorrect(fault, MostCorrections) || MUTANT)",
            "A holder is corrected as often as it errs."
        ),
        new(
            "narrated-transfer-accepted",
            5,
            "src/Baton/Deciding/Decision.cs",
            "_ when AnnouncedTransfer.IsIn(reply.Text) =>",
            "_ when AnnouncedTransfer.IsIn(reply.Text) && !MUTANT =>",
            "The customer is told of a transfer that nobody made."
        ),
        new(
            "approval-never-asked",
            11,
            "src/Baton/Deciding/Decision.People.cs",
            "if (unasked.Count > 0)",
            "if (unasked.Count > 0 && !MUTANT)",
            "A turn waits for an approval that nobody was asked for."
        ),
        new(
            "ticket-never-opened",
            3,
            "src/Baton/Deciding/Decision.Legs.cs",
            "if (WaitsAtDesk(issue))",
            "if (WaitsAtDesk(issue) && !MUTANT)",
            "An issue that was left to a desk becomes no ticket there."
        ),
        new(
            "degraded-answer-empty",
            11,
            "src/Baton/Deciding/Fallbacks/DegradedAnswer.cs",
            "Text = text.ToString(),",
            """Text = MUTANT ? "" : text.ToString(),""",
            "A degraded answer says nothing."
        ),
        new(
            "ticket-expiry-skipped",
            11,
            "src/Baton/Deciding/Timers/TicketDues.cs",
            "if (state.Ticket?.NextDue is { } due)",
            "if (state.Ticket?.NextDue is { } due && !MUTANT)",
            "Nobody notices that a ticket was not taken in time."
        ),
        new(
            "issue-deadline-never-due",
            4,
            "src/Baton/Deciding/Timers/DeadlineDues.cs",
            "if (Open(team, state).Min(issue => issue.Constraints.Deadline) is { } first)",
            "if (Open(team, state).Min(issue => issue.Constraints.Deadline) is { } first && !MUTANT)",
            "Nobody notices that the deadline of an issue passed while it waited."
        ),
        new(
            "deadline-ignored-at-work",
            4,
            "src/Baton/Deciding/Decision.Onward.cs",
            "if (constraint.Deadline <= State.Now)",
            "if (constraint.Deadline <= State.Now && !MUTANT)",
            "An agent works on an issue after its deadline."
        ),
        new(
            "asked-again-in-one-escalation",
            10,
            "src/Baton/States/EscalationFold.cs",
            "AskedToTakeOver = escalated.To is { } to ? asked.Add(to) : asked,",
            "AskedToTakeOver = MUTANT ? state.AskedToTakeOver : escalated.To is { } to ? asked.Add(to) : asked,",
            "One escalation asks the same participant again."
        ),
    ];
}
