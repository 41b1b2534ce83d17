using System.Collections.Immutable;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States.Confidences;

namespace Baton.States;

/// <summary>
/// Folds the entries of legs. A leg is folded like a conversation, with its own holder, turn and part of the ledger. Its changes to the
/// ledger and to shared state apply to the whole conversation.
/// </summary>
internal static class LegFold
{
    /// <summary>The state after an entry of one of its legs.</summary>
    public static ConversationState Apply(ConversationState state, JournalEntry entry)
    {
        if (!LegName.Holds(state.Leg, entry.Leg) || entry.Leg is null)
            throw Unknown(entry);
        var name = LegName.ChildOf(state.Leg, entry.Leg);
        if (!state.Legs.TryGetValue(name, out var leg))
            return entry is HandedOff { Trigger: HandoffTrigger.Delegated } delegated ? Open(state, delegated) : throw Unknown(entry);
        if (leg.End is not null)
            throw Unknown(entry);
        return entry is LegEnded ended && ended.Leg == name
            ? End(state, name, ended)
            : With(state, name, Waited(leg, entry), ConversationFold.Apply(state.Within(name), entry));
    }

    /// <summary>The state with the new state of one of its legs.</summary>
    private static ConversationState With(ConversationState state, string name, LegState before, ConversationState leg) =>
        state with
        {
            Version = leg.Version,
            Now = leg.Now,
            IsSensitive = leg.IsSensitive,
            Shared = leg.Shared,
            Outbox = leg.Outbox,
            Counts = leg.Counts,
            RulesFired = leg.RulesFired,
            HoldersSoFar = leg.HoldersSoFar,
            Ledger = leg.Ledger.Within(ScopeOf(state, leg)),
            Turn = state.Turn! with
            {
                LegModelCalls = state.Turn.LegModelCalls + leg.Turn!.AllModelCalls - before.Turn.AllModelCalls,
                LegToolCalls = state.Turn.LegToolCalls + leg.Turn.AllToolCalls - before.Turn.AllToolCalls,
            },
            Legs = state.Legs.SetItem(
                name,
                before with
                {
                    Holder = leg.Holder,
                    Turn = leg.Turn,
                    Issues = leg.Ledger.Scope!,
                    StepsBeforeIssue = leg.StepsBeforeIssue,
                    Holding = leg.Holding,
                    HeldLimits = leg.HeldLimits,
                    AskedToTakeOver = leg.AskedToTakeOver,
                    Legs = leg.Legs,
                    LegsOpened = leg.LegsOpened,
                }
            ),
        };

    // The leg's deadline moves by the time that a person took to decide. The limits of the conversation and of issues do not move.
    private static LegState Waited(LegState leg, JournalEntry entry) =>
        entry switch
        {
            ApprovalAsked asked => leg with { WaitsSince = leg.WaitsSince ?? asked.At },
            ApprovalDecided decided when leg.WaitsSince is { } since => leg with
            {
                WaitsSince = leg.Turn.Approvals.Any(call => call.Value is null && call.Key != decided.CallId) ? decided.At : null,
                Constraints = leg.Constraints with { Deadline = leg.Constraints.Deadline?.Later(decided.At - since) },
            },
            _ => leg,
        };

    // Issues raised in a leg of a leg belong to both legs.
    private static ImmutableHashSet<IssueId>? ScopeOf(ConversationState state, ConversationState leg) =>
        state.Ledger.Scope?.Union(leg.Ledger.Scope!);

    private static ConversationState Open(ConversationState state, HandedOff handed)
    {
        var turn = state.Turn ?? throw Unknown(handed);
        return state with
        {
            Version = handed.Seq,
            Now = handed.At,
            LegsOpened = state.LegsOpened + 1,
            HoldersSoFar = state.WithHolder(handed.To),
            Turn = turn with
            {
                Legs = turn.Legs + 1,
                // Whoever failed before its issues went to legs may write the answer from their reports.
                Hold = turn.Hold.Failure is null ? turn.Hold : turn.Hold with { Failure = null, Rung = null },
            },
            Ledger = state.Ledger.HandedOver(handed.Briefing.Issues, begins: _ => true),
            Legs = state.Legs.SetItem(
                handed.Leg!,
                new LegState
                {
                    Name = handed.Leg!,
                    Holder = handed.To,
                    Turn = new TurnState
                    {
                        Message = turn.Message,
                        Began = turn.Began,
                        Since = turn.Since,
                    },
                    Issues = [.. handed.Briefing.Issues],
                    Constraints = handed.Briefing.Constraints ?? Constraint.None,
                    Holding = new HoldingTime(handed.At, 1),
                }
            ),
        };
    }

    // When the last leg has ended, whoever delegated writes the reply. Unfinished issues are not delegated again in this turn.
    private static ConversationState End(ConversationState state, string name, LegEnded ended)
    {
        var leg = state.Legs[name];
        var undone = leg.Issues.Where(issue => state.Ledger.Find(issue) is { IsActionable: true });
        return state with
        {
            Version = ended.Seq,
            Now = ended.At,
            HeldLimits = LimitsAfter(state, leg),
            Legs = state.Legs.SetItem(name, leg with { End = ended }),
            Turn = state.Turn! with
            {
                HandoffsSinceProgress = [],
                HasNewReports = true,
                EscalatedByRule = leg.Turn.EscalatedByRule ?? state.Turn.EscalatedByRule,
                DoneCalls = state.Turn.DoneCalls.AddRange(leg.Turn.DoneCalls),
                Unfinished = state.Turn.Unfinished.Union(undone),
                Reports =
                    ended.Report.Length > 0
                        ? state.Turn.Reports.Add(
                            new ReplyPart(ended.Participant, ended.Report, [.. leg.Issues.OrderBy(issue => issue.Value)])
                        )
                        : state.Turn.Reports,
                Hold = state.Turn.Hold with
                {
                    Reply = null,
                    GivenAway = [],
                    Corrected = [],
                    Reporting = Reporting.None,
                    HeldReplies = state.Turn.Hold.HeldReplies.AddRange(leg.Turn.Hold.HeldReplies),
                    HolderGaveUpIssues = false,
                },
            },
        };
    }

    // An issue that comes back to the holder from a leg brings its limits along (rule 4).
    private static Constraint LimitsAfter(ConversationState state, LegState leg)
    {
        var limits = state.HeldLimits;
        foreach (var issue in leg.Issues.OrderBy(issue => issue.Value))
        {
            if (state.Ledger.Find(issue) is { } known && known.Owner == state.Holder)
                limits = limits.And(known.Constraints);
        }

        return limits;
    }

    private static JournalException Unknown(JournalEntry entry) =>
        new(JournalFault.Corrupt, $"Entry {entry.Seq} belongs to leg {entry.Leg}, which is not open. Restore the journal from a backup.");
}
