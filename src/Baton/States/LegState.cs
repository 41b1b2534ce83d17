using System.Collections.Immutable;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.States;

/// <summary>
/// A leg of parallel work: it has a holder of its own (rule 1) and some of the conversation's issues. Whoever delegated it goes on when all
/// its legs have ended.
/// </summary>
internal sealed record LegState
{
    /// <summary>Its name: a number. For a leg of a leg: the outer leg's name, a dot and a number.</summary>
    public required string Name { get; init; }

    public required string Holder { get; init; }

    public required TurnState Turn { get; init; }

    /// <summary>Its issues, including those that are raised in it.</summary>
    public required ImmutableHashSet<IssueId> Issues { get; init; }

    /// <summary>What limits everybody in it, until it ends.</summary>
    public required Constraint Constraints { get; init; }

    /// <summary>Since when it waits for a person, as far as its deadline was not moved for that yet; null while it does not wait.</summary>
    public DateTimeOffset? WaitsSince { get; init; }

    /// <inheritdoc cref="ConversationState.HeldLimits" />
    public Constraint HeldLimits { get; init; } = Constraint.None;

    /// <summary>Since when its holder has it.</summary>
    public HoldingTime Holding { get; init; }

    /// <inheritdoc cref="ConversationState.AskedToTakeOver" />
    public ImmutableHashSet<string> AskedToTakeOver { get; init; } = [];

    public Newest<TriedStep> StepsBeforeIssue { get; init; } = Newest<TriedStep>.None;

    /// <summary>Its own legs, by name.</summary>
    public ImmutableSortedDictionary<string, LegState> Legs { get; init; } = ConversationState.NoLegs;

    /// <summary>How many legs it opened.</summary>
    public int LegsOpened { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public LegEnded? End { get; init; }
}
