using Baton.Journals;

namespace Baton.Testing.Journals;

/// <summary>Checks of following a conversation.</summary>
internal static class FollowChecks
{
    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(A_follower_sees_earlier_and_later_entries_once_and_in_order),
        new(A_follower_may_begin_in_the_middle_and_before_there_is_anything),
        new(A_follower_misses_nothing_while_others_append),
        new(A_cancelled_follower_ends),
    ];

    private static async Task A_follower_sees_earlier_and_later_entries_once_and_in_order(JournalTrial trial)
    {
        var (conversation, other) = (ConversationId.New(), ConversationId.New());
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 2)).ConfigureAwait(false);
        await using var follower = trial.Journal.FollowAsync(conversation, cancellationToken: trial.Limit).GetAsyncEnumerator(trial.Limit);
        await ExpectNextAsync(follower, 1, 2).ConfigureAwait(false);
        var waiting = follower.MoveNextAsync();
        await trial.AppendAsync(other, SampleEntries.Messages(1, 2)).ConfigureAwait(false);
        JournalTrial.Expect(!waiting.IsCompleted, "A follower got something though nothing was appended to its conversation.");
        await trial.AppendAsync(conversation, SampleEntries.Messages(3, 2)).ConfigureAwait(false);
        JournalTrial.Expect(
            await waiting.ConfigureAwait(false) && follower.Current.Seq == 3,
            "A follower that waits should get the next entry."
        );
        await ExpectNextAsync(follower, 4, 1).ConfigureAwait(false);
        await trial.AppendAsync(conversation, SampleEntries.Messages(5, 3)).ConfigureAwait(false);
        await ExpectNextAsync(follower, 5, 3).ConfigureAwait(false);
    }

    private static async Task A_follower_may_begin_in_the_middle_and_before_there_is_anything(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await using var follower = trial.Journal.FollowAsync(conversation, 3, trial.Limit).GetAsyncEnumerator(trial.Limit);
        var waiting = follower.MoveNextAsync();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 1)).ConfigureAwait(false);
        await trial.AppendAsync(conversation, SampleEntries.Messages(2, 3)).ConfigureAwait(false);
        JournalTrial.Expect(
            await waiting.ConfigureAwait(false) && follower.Current.Seq == 3,
            "A follower from entry 3 on should get entry 3 first."
        );
        await ExpectNextAsync(follower, 4, 1).ConfigureAwait(false);
    }

    private static async Task A_follower_misses_nothing_while_others_append(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        var following = Enumerable
            .Range(0, 3)
            .Select(_ =>
                Task.Run(
                    async () =>
                    {
                        await using var follower = trial
                            .Journal.FollowAsync(conversation, cancellationToken: trial.Limit)
                            .GetAsyncEnumerator(trial.Limit);
                        await ExpectNextAsync(follower, 1, 300).ConfigureAwait(false);
                    },
                    trial.Limit
                )
            )
            .ToArray();
        for (var seq = 1; seq < 300; seq += 3)
            await trial.AppendAsync(conversation, SampleEntries.Messages(seq, 3)).ConfigureAwait(false);
        await Task.WhenAll(following).ConfigureAwait(false);
    }

    private static async Task A_cancelled_follower_ends(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 1)).ConfigureAwait(false);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(trial.Limit);
        await using var follower = trial
            .Journal.FollowAsync(conversation, cancellationToken: cancelled.Token)
            .GetAsyncEnumerator(cancelled.Token);
        await ExpectNextAsync(follower, 1, 1).ConfigureAwait(false);
        var waiting = follower.MoveNextAsync();
        await cancelled.CancelAsync().ConfigureAwait(false);
        await JournalTrial
            .ExpectThrowAsync<OperationCanceledException>(() => waiting.AsTask(), "A follower that is cancelled while it waits")
            .ConfigureAwait(false);
    }

    private static async Task ExpectNextAsync(IAsyncEnumerator<JournalEntry> follower, long fromSeq, int count)
    {
        for (var seq = fromSeq; seq < fromSeq + count; seq++)
        {
            JournalTrial.Expect(await follower.MoveNextAsync().ConfigureAwait(false), $"A follower ended where entry {seq} is due.");
            JournalTrial.Expect(follower.Current.Seq == seq, $"A follower got entry {follower.Current.Seq} where entry {seq} is due.");
        }
    }
}
