namespace Baton.Teams.SharedStates;

/// <summary>How writes meet that do not know of each other.</summary>
public enum StateMerge
{
    /// <summary>
    /// A write names the revision that it builds on. If the value has changed since, the write is refused and its writer is given the
    /// current value to decide again.
    /// </summary>
    Reject,

    /// <summary>The later write replaces the value.</summary>
    LastWins,

    /// <summary>What is written goes to the end of the list: item by item when it is a list itself, otherwise as one item.</summary>
    Append,

    /// <summary>
    /// What is written is put into a set: item by item when it is a list, otherwise as one item. The set is kept in a fixed order,
    /// each item once, so that it is the same in whatever order writers come.
    /// </summary>
    Union,

    /// <summary>The greater stays: of numbers by value, of texts letter by letter (so of dates and times in ISO 8601 the later).</summary>
    Max,

    /// <summary>The lesser stays; compared as by <see cref="Max"/>.</summary>
    Min,

    /// <summary>The number is added. Exact to 10 decimals, and below a thousand million million (10^15).</summary>
    Sum,
}
