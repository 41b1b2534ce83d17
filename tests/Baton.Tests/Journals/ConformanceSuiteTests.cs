using Baton.Journals;
using Baton.Testing.Journals;

namespace Baton.Tests.Journals;

/// <summary>The suite is worth something only if it finds journals that do wrong. Each of these does one thing wrong.</summary>
public sealed class ConformanceSuiteTests
{
    [Fact]
    public Task A_journal_that_takes_stale_appends_is_found() =>
        AssertFailsAsync(new Faulty { Expect = (_, _) => true }, "A_stale_append_is_refused_and_changes_nothing");

    [Fact]
    public Task A_journal_that_loses_the_last_entry_of_an_append_is_found() =>
        AssertFailsAsync(new Faulty { Keep = entries => entries.SkipLast(1) }, "Every_entry_type_reads_back_as_it_was_written");

    [Fact]
    public Task A_journal_that_gives_entries_twice_to_followers_is_found() =>
        AssertFailsAsync(new Faulty { Follow = entries => entries.SelectMany(entry => new[] { entry, entry }) }, "A_follower_sees_earlier_and_later_entries_once_and_in_order");

    [Fact]
    public Task A_journal_that_lists_in_another_order_is_found() =>
        AssertFailsAsync(new Faulty { List = ids => ids.Reverse() }, "Conversations_are_listed_with_the_most_recently_opened_first");

    [Fact]
    public Task A_journal_with_another_chain_is_found() =>
        AssertFailsAsync(new Faulty { Verify = found => found with { Head = found.Head.ToUpperInvariant() } }, "The_head_follows_the_published_recipe");

    [Fact]
    public Task A_journal_that_forgets_due_times_with_appends_that_do_not_say_them_is_found() =>
        AssertFailsAsync(new FaultyDue { Forgets = true }, "An_append_that_does_not_say_it_leaves_the_due_time");

    [Fact]
    public Task A_journal_that_lists_due_times_of_every_team_is_found() => AssertFailsAsync(new FaultyDue { TeamOf = _ => "support" }, "Teams_do_not_mix");

    [Fact]
    public Task A_journal_that_cuts_due_times_off_is_found() =>
        AssertFailsAsync(new FaultyDue { List = due => due.Take(1000) }, "Many_that_are_due_are_listed_once_and_the_earliest_first");

    [Fact]
    public async Task A_check_of_due_times_is_refused_for_a_journal_without_them()
    {
        var check = JournalConformance.All.First(check => check.NeedsDueTimes);

        await Assert.ThrowsAsync<ArgumentException>(() => check.RunAsync(new JournalUnderTest { Open = () => ValueTask.FromResult<IJournal>(new Faulty()) }));
    }

    [Fact]
    public async Task A_check_that_needs_reopening_is_refused_for_a_journal_that_cannot()
    {
        var check = JournalConformance.All.First(check => check.NeedsReopening);

        await Assert.ThrowsAsync<ArgumentException>(() => check.RunAsync(new JournalUnderTest { Open = () => ValueTask.FromResult<IJournal>(new InMemoryJournal()) }));
    }

    private static async Task AssertFailsAsync(IJournal journal, string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var check = JournalConformance.All.Single(check => check.Name == name);

        await Assert.ThrowsAsync<ConformanceException>(() => check.RunAsync(new JournalUnderTest { Open = () => ValueTask.FromResult(journal) }, limit.Token));
    }

    private sealed class FaultyDue : IDueJournal
    {
        private readonly InMemoryJournal journal = new();

        public bool Forgets { get; init; }

        public Func<string, string> TeamOf { get; init; } = team => team;

        public Func<IAsyncEnumerable<DueConversation>, IAsyncEnumerable<DueConversation>> List { get; init; } = due => due;

        public ValueTask AppendAsync(ConversationId conversation, long expectedVersion, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken = default) =>
            Forgets ? journal.AppendAsync(conversation, expectedVersion, entries, due: null, cancellationToken) : journal.AppendAsync(conversation, expectedVersion, entries, cancellationToken);

        public ValueTask AppendAsync(ConversationId conversation, long expectedVersion, IReadOnlyList<JournalEntry> entries, Due? due, CancellationToken cancellationToken = default) =>
            journal.AppendAsync(conversation, expectedVersion, entries, due is { } said ? new Due(TeamOf(said.Team), said.At, said.Of) : null, cancellationToken);

        public ValueTask SetDueAsync(ConversationId conversation, long expectedVersion, Due? due, CancellationToken cancellationToken = default) =>
            journal.SetDueAsync(conversation, expectedVersion, due, cancellationToken);

        public IAsyncEnumerable<DueConversation> DueAsync(string team, DateTimeOffset by, CancellationToken cancellationToken = default) => List(journal.DueAsync(team, by, cancellationToken));

        public ValueTask<DateTimeOffset?> NextDueAsync(string team, DateTimeOffset after, CancellationToken cancellationToken = default) => journal.NextDueAsync(team, after, cancellationToken);

        public IAsyncEnumerable<JournalEntry> ReadAsync(ConversationId conversation, long fromSeq = 1, CancellationToken cancellationToken = default) =>
            journal.ReadAsync(conversation, fromSeq, cancellationToken);

        public IAsyncEnumerable<JournalEntry> FollowAsync(ConversationId conversation, long fromSeq = 1, CancellationToken cancellationToken = default) =>
            journal.FollowAsync(conversation, fromSeq, cancellationToken);

        public ValueTask<JournalVerification> VerifyAsync(ConversationId conversation, CancellationToken cancellationToken = default) => journal.VerifyAsync(conversation, cancellationToken);

        public IAsyncEnumerable<ConversationId> ListAsync(CancellationToken cancellationToken = default) => journal.ListAsync(cancellationToken);
    }

    private sealed class Faulty : IJournal
    {
        private readonly InMemoryJournal journal = new();

        public Func<long, long, bool> Expect { get; init; } = (version, expected) => version == expected;

        public Func<IEnumerable<JournalEntry>, IEnumerable<JournalEntry>> Keep { get; init; } = entries => entries;

        public Func<IAsyncEnumerable<JournalEntry>, IAsyncEnumerable<JournalEntry>> Follow { get; init; } = entries => entries;

        public Func<IAsyncEnumerable<ConversationId>, IAsyncEnumerable<ConversationId>> List { get; init; } = ids => ids;

        public Func<JournalVerification, JournalVerification> Verify { get; init; } = found => found;

        public async ValueTask AppendAsync(ConversationId conversation, long expectedVersion, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken = default)
        {
            var version = (await journal.VerifyAsync(conversation, cancellationToken)).Entries;
            if (!Expect(version, expectedVersion))
                throw new JournalException(JournalFault.Conflict, "Stale.");
            JournalEntry[] kept = [.. Keep(entries).Select((entry, i) => entry with { Seq = version + 1 + i })];
            await journal.AppendAsync(conversation, version, kept, cancellationToken);
        }

        public IAsyncEnumerable<JournalEntry> ReadAsync(ConversationId conversation, long fromSeq = 1, CancellationToken cancellationToken = default) =>
            journal.ReadAsync(conversation, fromSeq, cancellationToken);

        public IAsyncEnumerable<JournalEntry> FollowAsync(ConversationId conversation, long fromSeq = 1, CancellationToken cancellationToken = default) =>
            Follow(journal.FollowAsync(conversation, fromSeq, cancellationToken));

        public async ValueTask<JournalVerification> VerifyAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
            Verify(await journal.VerifyAsync(conversation, cancellationToken));

        public IAsyncEnumerable<ConversationId> ListAsync(CancellationToken cancellationToken = default) => List(journal.ListAsync(cancellationToken));
    }
}
