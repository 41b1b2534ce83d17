namespace Baton.Testing.Journals;

/// <summary>Checks of reading and listing.</summary>
internal static class ReadChecks
{
    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(An_unknown_conversation_reads_empty),
        new(Reading_begins_anywhere_also_in_the_middle_of_an_append),
        new(Reading_beyond_the_end_gives_nothing),
        new(A_long_journal_reads_to_its_end),
        new(Conversations_do_not_mix),
        new(Conversations_are_listed_with_the_most_recently_opened_first),
        new(A_cancelled_reading_ends),
    ];

    private static async Task An_unknown_conversation_reads_empty(JournalTrial trial)
    {
        await trial.ExpectAsync(ConversationId.New(), []).ConfigureAwait(false);
        await trial.AppendAsync(ConversationId.New(), SampleEntries.Messages(1, 1)).ConfigureAwait(false);
        await trial.ExpectAsync(ConversationId.New(), []).ConfigureAwait(false);
    }

    private static async Task Reading_begins_anywhere_also_in_the_middle_of_an_append(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        foreach (var from in new[] { 1, 5, 9 })
            await trial.AppendAsync(conversation, SampleEntries.Messages(from, 4)).ConfigureAwait(false);
        for (var from = 1; from <= 12; from++)
            await trial.ExpectAsync(conversation, SampleEntries.Messages(from, 13 - from), from).ConfigureAwait(false);
    }

    private static async Task Reading_beyond_the_end_gives_nothing(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 4)).ConfigureAwait(false);
        await trial.ExpectAsync(conversation, [], 5).ConfigureAwait(false);
        await trial.ExpectAsync(conversation, [], long.MaxValue).ConfigureAwait(false);
    }

    private static async Task A_long_journal_reads_to_its_end(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        var text = new string('x', 500);
        for (var seq = 1; seq < 2000; seq += 100)
            await trial.AppendAsync(conversation, SampleEntries.Messages(seq, 100, text)).ConfigureAwait(false);
        await trial.ExpectAsync(conversation, SampleEntries.Messages(1, 2000, text)).ConfigureAwait(false);
        await trial.ExpectAsync(conversation, SampleEntries.Messages(1234, 767, text), 1234).ConfigureAwait(false);
    }

    private static async Task Conversations_do_not_mix(JournalTrial trial)
    {
        // Names that a store might confuse: one is a prefix of another, and some differ only in case.
        ConversationId[] conversations = [new("case"), new("Case"), new("case-1"), new("case_1"), new("1"), new("01")];
        for (var seq = 1; seq <= 3; seq++)
        {
            foreach (var conversation in conversations)
                await trial.AppendAsync(conversation, SampleEntries.Messages(seq, 1, conversation.Value)).ConfigureAwait(false);
        }

        foreach (var conversation in conversations)
            await trial.ExpectAsync(conversation, SampleEntries.Messages(1, 3, conversation.Value)).ConfigureAwait(false);
    }

    private static async Task Conversations_are_listed_with_the_most_recently_opened_first(JournalTrial trial)
    {
        var opened = Enumerable.Range(0, 5).Select(_ => ConversationId.New()).ToArray();
        foreach (var conversation in opened)
            await trial.AppendAsync(conversation, SampleEntries.Messages(1, 1)).ConfigureAwait(false);
        await trial.AppendAsync(opened[1], SampleEntries.Messages(2, 1)).ConfigureAwait(false);
        await trial.ReadAsync(ConversationId.New()).ConfigureAwait(false);
        var listed = new List<ConversationId>();
        await foreach (var conversation in trial.Journal.ListAsync(trial.Limit).ConfigureAwait(false))
            listed.Add(conversation);
        JournalTrial.Expect(
            listed.SequenceEqual(opened.Reverse()),
            $"It should list {string.Join(", ", opened.Reverse())} and listed {string.Join(", ", listed)}."
        );
    }

    private static async Task A_cancelled_reading_ends(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 3)).ConfigureAwait(false);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(trial.Limit);
        var read = 0;
        await JournalTrial
            .ExpectThrowAsync<OperationCanceledException>(
                async () =>
                {
                    await foreach (var _ in trial.Journal.ReadAsync(conversation, cancellationToken: cancelled.Token).ConfigureAwait(false))
                    {
                        read++;
                        await cancelled.CancelAsync().ConfigureAwait(false);
                    }
                },
                "A reading that is cancelled after its first entry"
            )
            .ConfigureAwait(false);
        JournalTrial.Expect(read == 1, $"A reading was cancelled after its first entry and gave {read}.");
    }
}
