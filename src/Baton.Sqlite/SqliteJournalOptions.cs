using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>How a <see cref="SqliteJournal"/> behaves.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>How long to wait for another process that holds the store. Default: 5 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often a follower looks for what other processes appended; this process's own appends it sees at once. Default: 100 ms.
    /// </summary>
    public TimeSpan FollowInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The size beyond which the store does not grow: appends then fail as on a full disk. Default: null, no bound but the disk.
    /// </summary>
    public long? MaximumBytes { get; init; }

    /// <summary>Only read, and make nothing. Default: false; a store that may not be written is opened for reading all the same.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>
    /// Whose part of the store the journal reads and writes; <see cref="SqliteJournal.ForTenant"/> gives the others'. Default:
    /// <see cref="TenantId.None"/>.
    /// </summary>
    public TenantId Tenant { get; init; }

    /// <summary>
    /// The keys with which what customers, models, tools and people said, and the values of shared state, are encrypted in the file.
    /// Default: null, they are not. Once a file has been written with keys, it is opened only with them.
    /// </summary>
    public EncryptionKeys? Encryption { get; init; }

    /// <summary>The clock for <see cref="FollowInterval"/>. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
