namespace Baton.Bench.Mutations.Lists;

/// <summary>The fold of entries to state.</summary>
internal static class Folds
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "begun-call-forgotten",
            7,
            "src/Baton/States/ConversationFold.cs",
            "reply with { Begun = reply.Begun.Add(begun.CallId) }",
            "reply with { Begun = MUTANT ? reply.Begun : reply.Begun.Add(begun.CallId) }",
            "After a crash nobody knows that a call had begun."
        ),
        new(
            "returned-baton-not-taken",
            1,
            "src/Baton/States/ConversationFold.cs",
            "state.HandTo(handed.To, handed.Seq);",
            "state.HandTo(handed.Trigger == HandoffTrigger.Returned && MUTANT ? handed.From : handed.To, handed.Seq);",
            "Whoever hands back keeps the baton."
        ),
        new(
            "older-messages-forgotten",
            2,
            "src/Baton/States/AcceptedMessages.cs",
            "new(known.SetItem(message, seq), forgotten)",
            "new((MUTANT ? known.Clear() : known).SetItem(message, seq), forgotten)",
            "Only the last message is known by its id, so an older one that is sent again counts twice."
        ),
        new(
            "approval-decision-lost",
            11,
            "src/Baton/States/ConversationFold.cs",
            "reply.Approvals.SetItem(decided.CallId, decided)",
            "reply.Approvals.SetItem(decided.CallId, MUTANT ? null : decided)",
            "A person's decision about a call is forgotten, and the turn waits on."
        ),
        new(
            "claim-not-noted",
            1,
            "src/Baton/States/DeskFold.cs",
            "ticket => ticket with { Claimant = claimed.By }",
            "ticket => ticket with { Claimant = MUTANT ? null : claimed.By }",
            "Nobody knows who claimed a ticket, so two people act on it."
        ),
        new(
            "hand-back-lost",
            3,
            "src/Baton/States/DeskFold.cs",
            "HandBack = new HandBack(closed.To, closed.By, closed.Report, closed.Resolved),",
            "HandBack = MUTANT ? null : new HandBack(closed.To, closed.By, closed.Report, closed.Resolved),",
            "What a person hands back reaches nobody."
        ),
        new(
            "limits-replaced",
            4,
            "src/Baton/States/Issues/Ledger.Fold.cs",
            "Constraints = before.Constraints.And(changed.Constraints),",
            "Constraints = MUTANT ? changed.Constraints ?? before.Constraints : before.Constraints.And(changed.Constraints),",
            "The limits of a later handoff take the place of earlier ones."
        ),
        new(
            "messages-not-counted",
            4,
            "src/Baton/States/ConversationState.cs",
            "received = new Received(received.Turns + 1,",
            "received = new Received(received.Turns + (MUTANT ? 0 : 1),",
            "The customer's messages are not counted, so that a limit of turns is never reached."
        ),
        new(
            "leg-calls-not-counted",
            10,
            "src/Baton/States/LegFold.cs",
            "LegModelCalls = state.Turn.LegModelCalls + leg.Turn!.AllModelCalls - before.Turn.AllModelCalls,",
            "LegModelCalls = MUTANT ? 0 : state.Turn.LegModelCalls + leg.Turn!.AllModelCalls - before.Turn.AllModelCalls,",
            "The model calls of legs do not count for their turn."
        ),
        new(
            "expired-ticket-not-passed-on",
            11,
            "src/Baton/States/DeskFold.cs",
            "return expired.Due == TicketDue.FirstResponse",
            "return expired.Due == TicketDue.FirstResponse && !MUTANT",
            "A ticket that nobody took in time goes to nobody else."
        ),
    ];
}
