using System.Buffers;
using Baton.Journals;

namespace Baton.Testing.Journals;

/// <summary>Checks of the hash chain.</summary>
internal static class ChainChecks
{
    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(A_journal_that_nobody_touched_is_whole),
        new(An_unknown_conversation_has_no_head),
        new(The_head_does_not_depend_on_how_entries_were_appended),
        new(The_head_follows_the_published_recipe),
        new(The_same_entries_in_another_conversation_have_another_head),
    ];

    private static async Task A_journal_that_nobody_touched_is_whole(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        var heads = new HashSet<string>();
        for (var seq = 1; seq <= 9; seq += 3)
        {
            await trial.AppendAsync(conversation, SampleEntries.Messages(seq, 3)).ConfigureAwait(false);
            var found = await VerifyAsync(trial, conversation, seq + 2).ConfigureAwait(false);
            JournalTrial.Expect(heads.Add(found.Head), "Every append should change the head.");
        }
    }

    private static async Task An_unknown_conversation_has_no_head(JournalTrial trial)
    {
        var found = await VerifyAsync(trial, ConversationId.New(), 0).ConfigureAwait(false);
        JournalTrial.Expect(found.Head.Length == 0, $"An unknown conversation should have no head, and has {found.Head}.");
    }

    private static async Task The_head_does_not_depend_on_how_entries_were_appended(JournalTrial trial)
    {
        var conversation = new ConversationId("batched");
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 7)).ConfigureAwait(false);
        await trial.AppendAsync(conversation, SampleEntries.Messages(8, 1)).ConfigureAwait(false);
        await trial.AppendAsync(conversation, SampleEntries.Messages(9, 4)).ConfigureAwait(false);
        var found = await VerifyAsync(trial, conversation, 12).ConfigureAwait(false);
        var one = new InMemoryJournal().ForTenant(trial.Journal.Tenant);
        await one.AppendAsync(conversation, 0, SampleEntries.Messages(1, 12), due: null, cancellationToken: trial.Limit)
            .ConfigureAwait(false);
        var expected = await one.VerifyAsync(conversation, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(
            found.Head == expected.Head,
            $"The head should be {expected.Head} however the entries were appended, and is {found.Head}."
        );
    }

    private static async Task The_head_follows_the_published_recipe(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        var entries = SampleEntries.EveryType(conversation);
        await trial.AppendAsync(conversation, [.. entries]).ConfigureAwait(false);
        var hash = JournalCodec.StartHash(conversation, trial.Journal.Tenant);
        foreach (var entry in entries)
        {
            var line = new ArrayBufferWriter<byte>();
            JournalCodec.Write(entry, line);
            JournalCodec.ExtendHash(hash, line.WrittenSpan);
        }

        var found = await VerifyAsync(trial, conversation, entries.Count).ConfigureAwait(false);
        JournalTrial.Expect(
            found.Head == Convert.ToHexStringLower(hash),
            $"The head should be {Convert.ToHexStringLower(hash)}, and is {found.Head}."
        );
    }

    private static async Task The_same_entries_in_another_conversation_have_another_head(JournalTrial trial)
    {
        var (first, second) = (ConversationId.New(), ConversationId.New());
        await trial.AppendAsync(first, SampleEntries.Messages(1, 3)).ConfigureAwait(false);
        await trial.AppendAsync(second, SampleEntries.Messages(1, 3)).ConfigureAwait(false);
        var (one, other) = (
            await VerifyAsync(trial, first, 3).ConfigureAwait(false),
            await VerifyAsync(trial, second, 3).ConfigureAwait(false)
        );
        JournalTrial.Expect(
            one.Head != other.Head,
            "A chain could be moved to another conversation: the head should depend on whose it is."
        );
    }

    private static async Task<JournalVerification> VerifyAsync(JournalTrial trial, ConversationId conversation, long entries)
    {
        var found = await trial.Journal.VerifyAsync(conversation, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(found.IsWhole, $"Nobody touched the journal, and its chain is broken at {found.BrokenAt}: {found.Problem}");
        JournalTrial.Expect(found.Entries == entries, $"It should verify {entries} entries and verified {found.Entries}.");
        return found;
    }
}
