namespace Baton.Testing.Journals;

/// <summary>
/// What every journal must pass. Run each check as a test of its own, whatever the test framework:
/// <code>
/// [Theory, MemberData(nameof(Checks))]
/// public Task It_keeps_the_promise(JournalCheck check) =>
///     check.RunAsync(new JournalUnderTest { Open = () => ValueTask.FromResult&lt;IJournal&gt;(new MyJournal()) }, limit.Token);
/// </code>
/// </summary>
public static class JournalConformance
{
    /// <summary>Every check; leave out those that need what the journal does not do: to be opened again, or tenants.</summary>
    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        .. AppendChecks.All,
        .. ReadChecks.All,
        .. SnapshotChecks.All,
        .. FollowChecks.All,
        .. ChainChecks.All,
        .. TextChecks.All,
        .. DueChecks.All,
        .. LeaseChecks.All,
        .. InboxChecks.All,
        .. WaitingChecks.All,
        .. StateChecks.All,
        .. ConcurrentStateChecks.All,
        .. ErasureChecks.All,
        .. TenantChecks.All,
    ];
}
