using Baton.Journals;

namespace Baton.Testing.Journals;

/// <summary>Checks of snapshots. A journal that keeps none passes them too.</summary>
internal static class SnapshotChecks
{
    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(A_snapshot_reads_back_and_the_next_one_replaces_it),
        new(A_snapshot_of_another_version_is_not_kept),
        new(A_snapshot_changes_nothing_that_is_read),
    ];

    private static async Task A_snapshot_reads_back_and_the_next_one_replaces_it(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 4)).ConfigureAwait(false);
        await ExpectAsync(trial, conversation, null).ConfigureAwait(false);
        await KeepAsync(trial, conversation, version: 4, "one").ConfigureAwait(false);
        await ExpectAsync(trial, conversation, "one").ConfigureAwait(false);
        await trial.AppendAsync(conversation, SampleEntries.Messages(5, 4)).ConfigureAwait(false);
        await ExpectAsync(trial, conversation, "one").ConfigureAwait(false);
        await KeepAsync(trial, conversation, version: 8, "two").ConfigureAwait(false);
        await ExpectAsync(trial, conversation, "two").ConfigureAwait(false);
        await ExpectAsync(trial, ConversationId.New(), null).ConfigureAwait(false);
    }

    private static async Task A_snapshot_of_another_version_is_not_kept(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 4)).ConfigureAwait(false);
        await KeepAsync(trial, conversation, version: 3, "early").ConfigureAwait(false);
        await KeepAsync(trial, conversation, version: 5, "late").ConfigureAwait(false);
        await KeepAsync(trial, ConversationId.New(), version: 1, "unknown").ConfigureAwait(false);
        await ExpectAsync(trial, conversation, null).ConfigureAwait(false);
    }

    private static async Task A_snapshot_changes_nothing_that_is_read(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 4)).ConfigureAwait(false);
        var before = await trial.Journal.VerifyAsync(conversation, trial.Limit).ConfigureAwait(false);
        await KeepAsync(trial, conversation, version: 4, "body").ConfigureAwait(false);
        await trial.ExpectAsync(conversation, SampleEntries.Messages(1, 4)).ConfigureAwait(false);
        var after = await trial.Journal.VerifyAsync(conversation, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(before == after, "A snapshot should not change what a journal verifies.");
    }

    private static ValueTask KeepAsync(JournalTrial trial, ConversationId conversation, long version, string body) =>
        trial.Journal.KeepSnapshotAsync(
            conversation,
            new JournalSnapshot(version, ReadFrom: 2, System.Text.Encoding.UTF8.GetBytes(body)),
            trial.Limit
        );

    private static async Task ExpectAsync(JournalTrial trial, ConversationId conversation, string? body)
    {
        var found = await trial.Journal.ReadSnapshotAsync(conversation, trial.Limit).ConfigureAwait(false);
        var text = found is null ? null : System.Text.Encoding.UTF8.GetString(found.Body.Span);
        JournalTrial.Expect(
            text == (trial.Journal.KeepsSnapshots ? body : null),
            $"It should give the snapshot {body ?? "none"} and gave {text ?? "none"}."
        );
        JournalTrial.Expect(found is not { ReadFrom: not 2 }, "It should give the first entry to read as it was kept.");
    }
}
