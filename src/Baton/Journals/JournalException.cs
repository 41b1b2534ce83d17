namespace Baton.Journals;

/// <summary>A journal could not do what was asked; what was acknowledged before stays.</summary>
/// <param name="fault">What kind of trouble it is.</param>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">The store's own error.</param>
public sealed class JournalException(JournalFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of trouble it is.</summary>
    public JournalFault Fault { get; } = fault;
}

/// <summary>Kinds of trouble with a journal.</summary>
public enum JournalFault
{
    /// <summary>Another writer appended first: read again and decide anew.</summary>
    Conflict,

    /// <summary>Another process held the store for longer than the configured wait.</summary>
    Busy,

    /// <summary>No room is left where the store lies.</summary>
    Full,

    /// <summary>The store may not be written, or not be opened at all.</summary>
    ReadOnly,

    /// <summary>The store's content is damaged or is no journal.</summary>
    Corrupt,

    /// <summary>A newer Baton wrote it.</summary>
    NewerFormat,

    /// <summary>The store failed in another way.</summary>
    Unavailable,
}
