using System.Globalization;

namespace Baton.Journals;

/// <summary>A journal could not do what was asked. Acknowledged entries are not affected.</summary>
/// <param name="fault">The kind of fault.</param>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">The store's own error.</param>
public sealed class JournalException(JournalFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind of fault.</summary>
    public JournalFault Fault { get; } = fault;

    /// <summary>Another writer appended first.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="expectedVersion">The version that the caller expected.</param>
    /// <param name="version">The version that it is at.</param>
    public static JournalException Conflict(ConversationId conversation, long expectedVersion, long version) =>
        new(
            JournalFault.Conflict,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Conversation '{conversation}' is at version {version}, not {expectedVersion}: another writer was first. Read again "
                    + $"and decide anew."
            )
        );

    /// <summary>The lease of the conversation forbids it.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="current">Who has the lease; null if nobody has it any more.</param>
    public static JournalException Leased(ConversationId conversation, Lease? current) =>
        new(
            JournalFault.Conflict,
            $"The lease of conversation '{conversation}' is "
                + (current is { } lease ? $"{lease.Owner}'s" : "not the caller's any more")
                + ": read again and decide anew."
        );

    /// <summary>The store is encrypted with a key that the host did not give.</summary>
    /// <param name="what">The store, as the subject of a sentence.</param>
    /// <param name="key">The key's id.</param>
    public static JournalException MissingKey(string what, string key) =>
        new(
            JournalFault.MissingKey,
            $"{what} is encrypted with the key '{key}', which was not given. Give it among the encryption keys; nothing was changed."
        );

    /// <summary>Something was written in a format that only a newer Baton reads.</summary>
    /// <param name="what">What was written, as the subject of a sentence.</param>
    /// <param name="format">Its format.</param>
    /// <param name="known">The newest format that this version reads.</param>
    public static JournalException NewerFormat(string what, long format, int known = JournalCodec.Format) =>
        new(
            JournalFault.NewerFormat,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what} was written by a newer Baton (format {format}); " + $"this version reads up to format {known}. Update Baton."
            )
        );
}

/// <summary>Kinds of faults of a journal.</summary>
public enum JournalFault
{
    /// <summary>Another writer appended first, or works on the conversation: read again and decide again.</summary>
    Conflict,

    /// <summary>Another process held the store for longer than the configured wait.</summary>
    Busy,

    /// <summary>The disk, or the store's size limit, is full.</summary>
    Full,

    /// <summary>The store is not writable, or cannot be opened at all.</summary>
    ReadOnly,

    /// <summary>The store's content is damaged or is not a journal.</summary>
    Corrupt,

    /// <summary>A newer Baton wrote it.</summary>
    NewerFormat,

    /// <summary>It is encrypted with a key that was not given.</summary>
    MissingKey,

    /// <summary>The store failed in another way.</summary>
    Unavailable,
}
