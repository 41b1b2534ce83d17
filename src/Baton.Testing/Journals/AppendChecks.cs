using Baton.Journals;

namespace Baton.Testing.Journals;

/// <summary>Checks of appending.</summary>
internal static class AppendChecks
{
    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(Every_entry_type_reads_back_as_it_was_written),
        new(A_stale_append_is_refused_and_changes_nothing),
        new(An_append_that_is_ahead_is_refused_and_changes_nothing),
        new(Of_many_appends_that_expect_the_same_version_one_wins_and_the_others_leave_nothing),
        new(A_reader_never_sees_half_an_append),
        new(Entries_numbered_otherwise_than_expected_are_refused),
        new(An_append_without_entries_is_refused),
        new(A_cancelled_append_appends_nothing),
        new(The_list_of_entries_may_be_used_again_after_the_append),
        new(Many_conversations_append_at_once_and_all_arrive),
        new(What_was_acknowledged_is_there_when_the_store_is_opened_again, needsReopening: true),
        new(A_store_that_was_opened_again_goes_on_at_its_version, needsReopening: true),
    ];

    private static async Task Every_entry_type_reads_back_as_it_was_written(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        var entries = SampleEntries.EveryType(conversation);
        await trial.AppendAsync(conversation, [.. entries]).ConfigureAwait(false);
        await trial.ExpectAsync(conversation, entries).ConfigureAwait(false);
    }

    private static async Task A_stale_append_is_refused_and_changes_nothing(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        var entries = SampleEntries.Messages(1, 3);
        await trial.AppendAsync(conversation, entries).ConfigureAwait(false);
        await trial.ExpectConflictAsync(conversation, 0, SampleEntries.Messages(1, 1, "stale")).ConfigureAwait(false);
        await trial.ExpectConflictAsync(conversation, 2, SampleEntries.Messages(3, 2, "stale")).ConfigureAwait(false);
        await trial.ExpectAsync(conversation, entries).ConfigureAwait(false);
        await trial.AppendAsync(conversation, SampleEntries.Messages(4, 1)).ConfigureAwait(false);
    }

    private static async Task An_append_that_is_ahead_is_refused_and_changes_nothing(JournalTrial trial)
    {
        var (known, unknown) = (ConversationId.New(), ConversationId.New());
        var entries = SampleEntries.Messages(1, 3);
        await trial.AppendAsync(known, entries).ConfigureAwait(false);
        await trial.ExpectConflictAsync(known, 4, SampleEntries.Messages(5, 1)).ConfigureAwait(false);
        await trial.ExpectConflictAsync(unknown, 1, SampleEntries.Messages(2, 1)).ConfigureAwait(false);
        await trial.ExpectAsync(known, entries).ConfigureAwait(false);
        await trial.ExpectAsync(unknown, []).ConfigureAwait(false);
    }

    private static async Task Of_many_appends_that_expect_the_same_version_one_wins_and_the_others_leave_nothing(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        for (var version = 0; version < 30; version += 3)
        {
            var expected = version;
            var attempts = Enumerable.Range(0, 16).Select(i => SampleEntries.Messages(expected + 1, 3, $"writer {i}:")).ToArray();
            var won = await Task.WhenAll(
                    attempts.Select(entries => Task.Run(() => WinsAsync(trial, conversation, expected, entries), trial.Limit))
                )
                .ConfigureAwait(false);
            JournalTrial.Expect(
                won.Count(w => w) == 1,
                $"One of 16 appends with the same expected version should win, and {won.Count(w => w)} did."
            );
            await trial.ExpectAsync(conversation, attempts[Array.IndexOf(won, true)], version + 1).ConfigureAwait(false);
        }
    }

    private static async Task<bool> WinsAsync(JournalTrial trial, ConversationId conversation, long expectedVersion, JournalEntry[] entries)
    {
        try
        {
            await trial
                .Journal.AppendAsync(conversation, expectedVersion, entries, due: null, cancellationToken: trial.Limit)
                .ConfigureAwait(false);
            return true;
        }
        catch (JournalException refusal) when (refusal.Fault == JournalFault.Conflict)
        {
            return false;
        }
    }

    private static async Task A_reader_never_sees_half_an_append(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        var writing = Task.Run(
            async () =>
            {
                for (var seq = 1; seq < 300; seq += 3)
                    await trial.AppendAsync(conversation, SampleEntries.Messages(seq, 3)).ConfigureAwait(false);
            },
            trial.Limit
        );
        var seen = 0;
        while (seen < 300)
        {
            var ended = writing.IsCompleted;
            seen = (await trial.ReadAsync(conversation).ConfigureAwait(false)).Count;
            JournalTrial.Expect(seen % 3 == 0, $"Entries are appended three at a time, and a reader saw {seen}.");
            JournalTrial.Expect(!ended || seen == 300 || writing.IsFaulted, $"300 entries were acknowledged, and a reader saw {seen}.");
            if (ended)
                break;
        }

        await writing.ConfigureAwait(false);
    }

    private static async Task Entries_numbered_otherwise_than_expected_are_refused(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        foreach (var numbers in new long[][] { [2], [1, 3], [1, 1], [2, 1], [0, 1] })
        {
            JournalEntry[] entries = [.. numbers.Select(seq => SampleEntries.Message(seq, "Hello"))];
            await JournalTrial
                .ExpectThrowAsync<ArgumentException>(
                    () => trial.Journal.AppendAsync(conversation, 0, entries, due: null, cancellationToken: trial.Limit).AsTask(),
                    $"An append of entries {string.Join(", ", numbers)} to an empty journal"
                )
                .ConfigureAwait(false);
        }

        await trial.ExpectAsync(conversation, []).ConfigureAwait(false);
    }

    private static async Task An_append_without_entries_is_refused(JournalTrial trial) =>
        await JournalTrial
            .ExpectThrowAsync<ArgumentException>(
                () => trial.Journal.AppendAsync(ConversationId.New(), 0, [], due: null, cancellationToken: trial.Limit).AsTask(),
                "An append without entries"
            )
            .ConfigureAwait(false);

    private static async Task A_cancelled_append_appends_nothing(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await JournalTrial
            .ExpectThrowAsync<OperationCanceledException>(
                () =>
                    trial
                        .Journal.AppendAsync(
                            conversation,
                            0,
                            SampleEntries.Messages(1, 1),
                            due: null,
                            cancellationToken: new CancellationToken(canceled: true)
                        )
                        .AsTask(),
                "An append that was cancelled before it began"
            )
            .ConfigureAwait(false);
        await trial.ExpectAsync(conversation, []).ConfigureAwait(false);
    }

    private static async Task The_list_of_entries_may_be_used_again_after_the_append(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        var entries = SampleEntries.Messages(1, 2);
        var expected = entries.ToArray();
        await trial.AppendAsync(conversation, entries).ConfigureAwait(false);
        Array.Fill(entries, SampleEntries.Message(9, "something else"));
        await trial.ExpectAsync(conversation, expected).ConfigureAwait(false);
    }

    private static async Task Many_conversations_append_at_once_and_all_arrive(JournalTrial trial)
    {
        var conversations = Enumerable.Range(0, 32).Select(_ => ConversationId.New()).ToArray();
        await Task.WhenAll(
                conversations.Select(conversation =>
                    Task.Run(
                        async () =>
                        {
                            for (var seq = 1; seq <= 20; seq += 2)
                                await trial
                                    .AppendAsync(conversation, SampleEntries.Messages(seq, 2, conversation.Value))
                                    .ConfigureAwait(false);
                        },
                        trial.Limit
                    )
                )
            )
            .ConfigureAwait(false);
        foreach (var conversation in conversations)
            await trial.ExpectAsync(conversation, SampleEntries.Messages(1, 20, conversation.Value)).ConfigureAwait(false);
    }

    private static async Task What_was_acknowledged_is_there_when_the_store_is_opened_again(JournalTrial trial)
    {
        var (first, second) = (ConversationId.New(), ConversationId.New());
        var entries = SampleEntries.EveryType(first);
        await trial.AppendAsync(first, [.. entries]).ConfigureAwait(false);
        await trial.AppendAsync(second, SampleEntries.Messages(1, 5)).ConfigureAwait(false);
        var head = (await trial.Journal.VerifyAsync(first, trial.Limit).ConfigureAwait(false)).Head;
        await trial.ReopenAsync().ConfigureAwait(false);
        await trial.ExpectAsync(first, entries).ConfigureAwait(false);
        await trial.ExpectAsync(second, SampleEntries.Messages(1, 5)).ConfigureAwait(false);
        var after = await trial.Journal.VerifyAsync(first, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(after.IsWhole && after.Head == head, $"The chain should be whole with the head {head}, and it is {after}.");
    }

    private static async Task A_store_that_was_opened_again_goes_on_at_its_version(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 3)).ConfigureAwait(false);
        await trial.ReopenAsync().ConfigureAwait(false);
        await trial.ExpectConflictAsync(conversation, 0, SampleEntries.Messages(1, 1, "stale")).ConfigureAwait(false);
        await trial.AppendAsync(conversation, SampleEntries.Messages(4, 2)).ConfigureAwait(false);
        await trial.ExpectAsync(conversation, SampleEntries.Messages(1, 5)).ConfigureAwait(false);
    }
}
