using Baton.Journals;

namespace Baton.Testing.Journals;

/// <summary>Checks of a journal that knows when conversations are due.</summary>
internal static class DueChecks
{
    private const string Team = "support";

    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(A_conversation_is_due_from_its_moment_on),
        new(The_last_append_decides_when_a_conversation_is_due),
        new(A_refused_append_leaves_the_due_time),
        new(A_due_time_is_set_without_entries_at_the_version_that_is_known),
        new(Many_that_are_due_are_listed_once_and_the_earliest_first),
        new(Teams_do_not_mix),
        new(A_due_time_is_never_before_the_moment_that_was_said),
        new(Whoever_sees_the_entries_sees_the_due_time),
        new(Due_times_are_there_when_the_store_is_opened_again, needsReopening: true),
    ];

    private static async Task A_conversation_is_due_from_its_moment_on(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await ExpectNextAsync(trial, DateTimeOffset.MinValue, null).ConfigureAwait(false);
        await ExpectDueAsync(trial, DateTimeOffset.MaxValue).ConfigureAwait(false);
        await AppendAsync(trial, conversation, 0, At(0)).ConfigureAwait(false);
        await ExpectDueAsync(trial, At(0).AddMilliseconds(-1)).ConfigureAwait(false);
        await ExpectDueAsync(trial, At(0), Listed(conversation, At(0), 1)).ConfigureAwait(false);
        await ExpectNextAsync(trial, At(0).AddMilliseconds(-1), At(0)).ConfigureAwait(false);
        await ExpectNextAsync(trial, At(0), null).ConfigureAwait(false);
    }

    private static async Task The_last_append_decides_when_a_conversation_is_due(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        foreach (var (version, minute) in new[] { (0, 5), (1, 3), (2, 9) })
        {
            await AppendAsync(trial, conversation, version, At(minute)).ConfigureAwait(false);
            await ExpectDueAsync(trial, DateTimeOffset.MaxValue, Listed(conversation, At(minute), version + 1)).ConfigureAwait(false);
        }

        await AppendAsync(trial, conversation, 3, null).ConfigureAwait(false);
        await ExpectDueAsync(trial, DateTimeOffset.MaxValue).ConfigureAwait(false);
    }

    private static async Task A_refused_append_leaves_the_due_time(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, At(1)).ConfigureAwait(false);
        await ExpectConflictAsync(() => AppendAsync(trial, conversation, 0, At(2))).ConfigureAwait(false);
        await ExpectConflictAsync(() => AppendAsync(trial, conversation, 5, null)).ConfigureAwait(false);
        await ExpectDueAsync(trial, DateTimeOffset.MaxValue, Listed(conversation, At(1), 1)).ConfigureAwait(false);
    }

    private static async Task A_due_time_is_set_without_entries_at_the_version_that_is_known(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, At(1)).ConfigureAwait(false);
        await SetAsync(trial, conversation, 1, At(7)).ConfigureAwait(false);
        await ExpectDueAsync(trial, DateTimeOffset.MaxValue, Listed(conversation, At(7), 1)).ConfigureAwait(false);
        await ExpectConflictAsync(() => SetAsync(trial, conversation, 2, At(8))).ConfigureAwait(false);
        await ExpectConflictAsync(() => SetAsync(trial, ConversationId.New(), 1, At(8))).ConfigureAwait(false);
        await SetAsync(trial, conversation, 1, null).ConfigureAwait(false);
        await ExpectDueAsync(trial, DateTimeOffset.MaxValue).ConfigureAwait(false);
        await trial.ExpectAsync(conversation, SampleEntries.Messages(1, 1)).ConfigureAwait(false);
        var found = await trial.Journal.VerifyAsync(conversation, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(found is { IsWhole: true, Entries: 1 }, $"Due times are no part of the chain, and it is {found}.");
    }

    private static async Task Many_that_are_due_are_listed_once_and_the_earliest_first(JournalTrial trial)
    {
        var expected = new Dictionary<ConversationId, DateTimeOffset>();
        for (var index = 0; index < 2500; index++)
            expected.Add(ConversationId.New(), At(index * 7919 % 11));
        await Parallel
            .ForEachAsync(expected, trial.Limit, async (one, _) => await AppendAsync(trial, one.Key, 0, one.Value).ConfigureAwait(false))
            .ConfigureAwait(false);
        var listed = await ListAsync(trial, At(9)).ConfigureAwait(false);
        JournalTrial.Expect(
            listed.Count == expected.Values.Count(at => at <= At(9))
                && listed.Select(due => due.Conversation).Distinct().Count() == listed.Count,
            $"It should list {expected.Values.Count(at => at <= At(9))} conversations once, and listed {listed.Count}."
        );
        JournalTrial.Expect(
            listed.TrueForAll(due => expected[due.Conversation] == due.At),
            "It listed a conversation with another moment than was said."
        );
        JournalTrial.Expect(listed.Zip(listed.Skip(1)).All(pair => pair.First.At <= pair.Second.At), "It should list the earliest first.");
    }

    private static async Task Teams_do_not_mix(JournalTrial trial)
    {
        var (ours, theirs) = (ConversationId.New(), ConversationId.New());
        await AppendAsync(trial, ours, 0, At(2)).ConfigureAwait(false);
        await trial
            .Journal.AppendAsync(
                theirs,
                0,
                SampleEntries.Messages(1, 1),
                new Due("sales", At(1), "deadline"),
                cancellationToken: trial.Limit
            )
            .ConfigureAwait(false);
        await ExpectDueAsync(trial, DateTimeOffset.MaxValue, Listed(ours, At(2), 1)).ConfigureAwait(false);
        await ExpectNextAsync(trial, DateTimeOffset.MinValue, At(2)).ConfigureAwait(false);
    }

    private static async Task A_due_time_is_never_before_the_moment_that_was_said(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, At(0).AddTicks(1).ToOffset(TimeSpan.FromHours(5))).ConfigureAwait(false);
        await ExpectDueAsync(trial, DateTimeOffset.MaxValue, Listed(conversation, At(0).AddMilliseconds(1), 1)).ConfigureAwait(false);
    }

    private static async Task Whoever_sees_the_entries_sees_the_due_time(JournalTrial trial)
    {
        for (var round = 0; round < 50; round++)
        {
            var conversation = ConversationId.New();
            var appending = Task.Run(() => AppendAsync(trial, conversation, 0, At(round)), trial.Limit);
            while ((await trial.ReadAsync(conversation).ConfigureAwait(false)).Count == 0)
                await Task.Yield();
            var listed = await ListAsync(trial, At(round)).ConfigureAwait(false);
            JournalTrial.Expect(
                listed.Contains(Listed(conversation, At(round), 1)),
                "An append and its due time are one, and a reader saw the entries alone."
            );
            await appending.ConfigureAwait(false);
        }
    }

    private static async Task Due_times_are_there_when_the_store_is_opened_again(JournalTrial trial)
    {
        var (first, second) = (ConversationId.New(), ConversationId.New());
        await AppendAsync(trial, first, 0, At(2)).ConfigureAwait(false);
        await AppendAsync(trial, second, 0, At(1)).ConfigureAwait(false);
        await trial.ReopenAsync().ConfigureAwait(false);
        await ExpectDueAsync(trial, DateTimeOffset.MaxValue, Listed(second, At(1), 1), Listed(first, At(2), 1)).ConfigureAwait(false);
        await AppendAsync(trial, second, 1, null).ConfigureAwait(false);
        await ExpectDueAsync(trial, DateTimeOffset.MaxValue, Listed(first, At(2), 1)).ConfigureAwait(false);
    }

    private static DateTimeOffset At(int minutes) => Noon.AddMinutes(minutes);

    private static async Task AppendAsync(JournalTrial trial, ConversationId conversation, long version, DateTimeOffset? at) =>
        await trial
            .Journal.AppendAsync(conversation, version, SampleEntries.Messages(version + 1, 1), DueOf(at), cancellationToken: trial.Limit)
            .ConfigureAwait(false);

    private static async Task SetAsync(JournalTrial trial, ConversationId conversation, long version, DateTimeOffset? at) =>
        await trial.Journal.SetDueAsync(conversation, version, DueOf(at), cancellationToken: trial.Limit).ConfigureAwait(false);

    private static DueConversation Listed(ConversationId conversation, DateTimeOffset at, long version) =>
        new(conversation, at, "deadline", version);

    private static Due? DueOf(DateTimeOffset? at) => at is { } moment ? new Due(Team, moment, "deadline") : null;

    private static async Task<List<DueConversation>> ListAsync(JournalTrial trial, DateTimeOffset by)
    {
        var listed = new List<DueConversation>();
        await foreach (var due in trial.Journal.ListDueAsync(Team, by, trial.Limit).ConfigureAwait(false))
            listed.Add(due);
        return listed;
    }

    private static async Task ExpectDueAsync(JournalTrial trial, DateTimeOffset by, params DueConversation[] expected)
    {
        var listed = await ListAsync(trial, by).ConfigureAwait(false);
        JournalTrial.Expect(listed.SequenceEqual(expected), $"Due should be {Words(expected)}, and it lists {Words(listed)}.");
    }

    private static async Task ExpectNextAsync(JournalTrial trial, DateTimeOffset after, DateTimeOffset? expected)
    {
        var next = await trial.Journal.NextDueAsync(Team, after, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(next == expected, $"The next due time should be {expected:O}, and it is {next:O}.");
    }

    private static async Task ExpectConflictAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (JournalException refusal) when (refusal.Fault == JournalFault.Conflict)
        {
            return;
        }

        throw new ConformanceException("It took a due time for a version that is not the journal's.");
    }

    private static string Words(IReadOnlyCollection<DueConversation> due) =>
        due.Count == 0
            ? "nobody"
            : string.Join(", ", due.Take(5).Select(one => $"{one.Conversation} at {one.At:O}, version {one.Version}"));
}
