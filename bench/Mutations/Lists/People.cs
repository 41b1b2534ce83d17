namespace Baton.Bench.Mutations.Lists;

/// <summary>Messages, approvals, tickets and callbacks: what people and other systems do.</summary>
internal static class People
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "message-counted-twice",
            2,
            "src/Baton/Runtime/Arrival.cs",
            "MessageReceived received => session.State.Messages.Find(received.Message) is not null,",
            "MessageReceived received => session.State.Messages.Find(received.Message) is not null && !MUTANT,",
            "A message that is sent again under its id counts twice."
        ),
        new(
            "approval-ignored",
            4,
            "src/Baton/Deciding/ReplyReading.cs",
            "else if (decided is null && reason is not null)",
            "else if (decided is null && reason is not null && !MUTANT)",
            "A call that needs a person's approval runs without it."
        ),
        new(
            "approval-bound-widened",
            4,
            "src/Baton/Teams/Agents/ApprovalRule.cs",
            "is >= 0 and var number && number <= Limit",
            "is >= 0 and var number && number <= (MUTANT ? Limit * 2 : Limit)",
            "Calls up to twice the amount run without approval."
        ),
        new(
            "refused-call-run",
            4,
            "src/Baton/Deciding/ReplyReading.cs",
            "if (decided is { Approved: false })",
            "if (decided is { Approved: false } && !MUTANT)",
            "A call that a person refused runs all the same."
        ),
        new(
            "claimed-ticket-open-to-all",
            1,
            "src/Baton/Runtime/DeskActs.cs",
            "ticket.Claimant is { } claimant && claimant != by)",
            "ticket.Claimant is { } claimant && claimant != by && !MUTANT)",
            "Somebody acts on a ticket that another person has claimed."
        ),
        new(
            "callback-counted-twice",
            7,
            "src/Baton/Runtime/Callbacks/CallbackArrival.cs",
            "if (session.State.Callbacks.GetValueOrDefault((received.From, received.Callback)) is { } before)",
            "if (session.State.Callbacks.GetValueOrDefault((received.From, received.Callback)) is { } before && !MUTANT)",
            "A callback that arrives again is not recognised."
        ),
    ];
}
