namespace Baton.Teams.SharedStates;

/// <summary>How concurrent writes are merged.</summary>
public enum StateMerge
{
    /// <summary>
    /// A write names the revision that it builds on. If the value has changed since, the write is refused, and its writer gets the current
    /// value to decide again.
    /// </summary>
    Reject,

    /// <summary>The later write replaces the value.</summary>
    LastWins,

    /// <summary>The written value is added to the end of the list: item by item if it is a list itself, otherwise as one item.</summary>
    Append,

    /// <summary>
    /// The written value is added to a set: item by item if it is a list, otherwise as one item. The set has a fixed order and each item
    /// once, so the result does not depend on the order of writers.
    /// </summary>
    Union,

    /// <summary>The greater value stays: numbers by value, texts letter by letter (so the later of dates and times in ISO 8601).</summary>
    Max,

    /// <summary>The lesser value stays, compared as by <see cref="Max"/>.</summary>
    Min,

    /// <summary>The number is added, exact to 10 decimals and below 10^15.</summary>
    Sum,
}
