using System.Collections.Concurrent;
using Baton.Journals;
using Baton.Journals.SharedStates;
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
        AssertFailsAsync(
            new Faulty { Follow = entries => entries.SelectMany(entry => new[] { entry, entry }) },
            "A_follower_sees_earlier_and_later_entries_once_and_in_order"
        );

    [Fact]
    public Task A_journal_that_lists_in_another_order_is_found() =>
        AssertFailsAsync(new Faulty { List = ids => ids.Reverse() }, "Conversations_are_listed_with_the_most_recently_opened_first");

    [Fact]
    public Task A_journal_with_another_chain_is_found() =>
        AssertFailsAsync(
            new Faulty { Verify = found => found with { Head = found.Head.ToUpperInvariant() } },
            "The_head_follows_the_published_recipe"
        );

    [Fact]
    public Task A_journal_that_keeps_a_due_time_when_nothing_is_due_any_more_is_found() =>
        AssertFailsAsync(new FaultyDue { Keeps = true }, "The_last_append_decides_when_a_conversation_is_due");

    [Fact]
    public Task A_journal_that_lists_due_times_of_every_team_is_found() =>
        AssertFailsAsync(new FaultyDue { TeamOf = _ => "support" }, "Teams_do_not_mix");

    [Fact]
    public Task A_journal_that_cuts_due_times_off_is_found() =>
        AssertFailsAsync(new FaultyDue { List = due => due.Take(1000) }, "Many_that_are_due_are_listed_once_and_the_earliest_first");

    [Fact]
    public Task A_journal_that_makes_an_update_twice_is_found() =>
        AssertFailsAsync(new Forgetful(), "An_update_is_made_once_for_its_id_and_tells_the_same_again");

    [Fact]
    public Task A_journal_that_loses_updates_is_found() =>
        AssertFailsAsync(new Stale(), "Of_many_writers_none_loses_an_update_and_no_revision_is_skipped");

    [Fact]
    public async Task A_check_that_needs_reopening_is_refused_for_a_journal_that_cannot()
    {
        var check = JournalConformance.All.First(check => check.NeedsReopening);

        await Assert.ThrowsAsync<ArgumentException>(() =>
            check.RunAsync(new JournalUnderTest { Open = () => ValueTask.FromResult<IJournal>(new InMemoryJournal()) })
        );
    }

    private static async Task AssertFailsAsync(IJournal journal, string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var check = JournalConformance.All.Single(check => check.Name == name);

        await Assert.ThrowsAsync<ConformanceException>(() =>
            check.RunAsync(new JournalUnderTest { Open = () => ValueTask.FromResult(journal) }, limit.Token)
        );
    }

    private sealed class FaultyDue() : WrappedJournal(new InMemoryJournal())
    {
        private readonly ConcurrentDictionary<ConversationId, Due> said = new();

        public bool Keeps { get; init; }

        public Func<string, string> TeamOf { get; init; } = team => team;

        public Func<IAsyncEnumerable<DueConversation>, IAsyncEnumerable<DueConversation>> List { get; init; } = due => due;

        public override ValueTask<bool> AppendAsync(
            ConversationId conversation,
            long expectedVersion,
            IReadOnlyList<JournalEntry> entries,
            Due? due,
            LeaseUse? lease = null,
            CancellationToken cancellationToken = default
        )
        {
            if (due is { } next)
                said[conversation] = new Due(TeamOf(next.Team), next.At, next.Of);
            else if (!Keeps)
                said.TryRemove(conversation, out _);
            return base.AppendAsync(
                conversation,
                expectedVersion,
                entries,
                said.TryGetValue(conversation, out var told) ? told : null,
                lease,
                cancellationToken
            );
        }

        public override IAsyncEnumerable<DueConversation> ListDueAsync(
            string team,
            DateTimeOffset by,
            CancellationToken cancellationToken = default
        ) => List(base.ListDueAsync(team, by, cancellationToken));
    }

    private sealed class Faulty() : WrappedJournal(new InMemoryJournal())
    {
        public Func<long, long, bool> Expect { get; init; } = (version, expected) => version == expected;

        public Func<IEnumerable<JournalEntry>, IEnumerable<JournalEntry>> Keep { get; init; } = entries => entries;

        public Func<IAsyncEnumerable<JournalEntry>, IAsyncEnumerable<JournalEntry>> Follow { get; init; } = entries => entries;

        public Func<IAsyncEnumerable<ConversationId>, IAsyncEnumerable<ConversationId>> List { get; init; } = ids => ids;

        public Func<JournalVerification, JournalVerification> Verify { get; init; } = found => found;

        public override async ValueTask<bool> AppendAsync(
            ConversationId conversation,
            long expectedVersion,
            IReadOnlyList<JournalEntry> entries,
            Due? due,
            LeaseUse? lease = null,
            CancellationToken cancellationToken = default
        )
        {
            var version = (await Inner.VerifyAsync(conversation, cancellationToken)).Entries;
            if (!Expect(version, expectedVersion))
                throw new JournalException(JournalFault.Conflict, "Stale.");
            JournalEntry[] kept = [.. Keep(entries).Select((entry, i) => entry with { Seq = version + 1 + i })];
            return await Inner.AppendAsync(conversation, version, kept, due, lease, cancellationToken);
        }

        public override IAsyncEnumerable<JournalEntry> FollowAsync(
            ConversationId conversation,
            long fromSeq = 1,
            CancellationToken cancellationToken = default
        ) => Follow(base.FollowAsync(conversation, fromSeq, cancellationToken));

        public override async ValueTask<JournalVerification> VerifyAsync(
            ConversationId conversation,
            CancellationToken cancellationToken = default
        ) => Verify(await Inner.VerifyAsync(conversation, cancellationToken));

        public override IAsyncEnumerable<ConversationId> ListAsync(CancellationToken cancellationToken = default) =>
            List(base.ListAsync(cancellationToken));
    }

    private sealed class Forgetful() : WrappedJournal(new InMemoryJournal())
    {
        private int updates;

        public override ValueTask<IReadOnlyList<StateValue>> UpdateStateAsync(
            string id,
            IReadOnlyList<StatePlace> places,
            Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
            CancellationToken cancellationToken = default
        ) => base.UpdateStateAsync($"{id} {Interlocked.Increment(ref updates)}", places, update, cancellationToken);
    }

    /// <summary>Gives each update what stood there before the one before it, as a writer that read too early would.</summary>
    private sealed class Stale() : WrappedJournal(new InMemoryJournal())
    {
        private IReadOnlyList<StateValue>? before;

        public override ValueTask<IReadOnlyList<StateValue>> UpdateStateAsync(
            string id,
            IReadOnlyList<StatePlace> places,
            Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
            CancellationToken cancellationToken = default
        ) =>
            base.UpdateStateAsync(
                id,
                places,
                values =>
                {
                    var given = before ?? values;
                    before = values;
                    return update(given);
                },
                cancellationToken
            );
    }
}
