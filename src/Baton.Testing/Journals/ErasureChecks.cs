using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;

namespace Baton.Testing.Journals;

/// <summary>Checks of a journal that erases.</summary>
internal static class ErasureChecks
{
    private static readonly ErasureNote Note = new(new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero), "anna", "on request");
    private static readonly CustomerId Customer = new("customer-1");
    private static readonly Lease Ours = new("ours", 1);

    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(An_erased_conversation_is_gone_and_the_others_stay_as_they_were),
        new(Nothing_that_stood_beside_an_erased_conversation_is_left),
        new(The_record_says_when_by_whom_and_what_head_there_was),
        new(A_conversation_that_has_grown_or_is_in_other_hands_is_not_erased),
        new(An_erased_conversation_can_begin_anew),
        new(A_follower_of_an_erased_conversation_ends),
        new(The_record_is_there_when_the_store_is_opened_again, needsReopening: true),
    ];

    private static async Task An_erased_conversation_is_gone_and_the_others_stay_as_they_were(JournalTrial trial)
    {
        // The last and one before it: a store may give a number again.
        var conversations = Enumerable.Range(0, 5).Select(_ => ConversationId.New()).ToArray();
        foreach (var conversation in conversations)
            await trial.AppendAsync(conversation, SampleEntries.Messages(1, 3, conversation.Value)).ConfigureAwait(false);
        var kept = conversations.Where((_, place) => place is not (1 or 4)).ToArray();
        var before = await VerifyAsync(trial, kept).ConfigureAwait(false);
        await EraseAsync(trial, conversations[1], conversations[4]).ConfigureAwait(false);
        JournalTrial.Expect(
            before.SequenceEqual(await VerifyAsync(trial, kept).ConfigureAwait(false)),
            "An erasure should not change other conversations."
        );
        foreach (var conversation in kept)
            await trial.ExpectAsync(conversation, SampleEntries.Messages(1, 3, conversation.Value)).ConfigureAwait(false);
        var listed = await trial.Journal.ListAsync(trial.Limit).ToListAsync(trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(listed.SequenceEqual(kept.Reverse()), "An erased conversation should not be listed.");
        foreach (var conversation in new[] { conversations[1], conversations[4] })
            await trial.ExpectAsync(conversation, []).ConfigureAwait(false);
    }

    private static async Task Nothing_that_stood_beside_an_erased_conversation_is_left(JournalTrial trial)
    {
        var conversation = new ConversationId("erased");
        var entries = SampleEntries.EveryType(conversation);
        var due = new Due("team", Note.At, "deadline");
        var use = new LeaseUse(Ours, LeaseAfter.Kept);
        await trial.Journal.AppendAsync(conversation, 0, entries, due, use, trial.Limit).ConfigureAwait(false);
        await trial
            .Journal.PutInInboxAsync(
                conversation,
                new InboxMessage(new MessageReceived { Message = new MessageId("m1"), Text = "Hello" }, Customer),
                trial.Limit
            )
            .ConfigureAwait(false);
        await trial
            .Journal.KeepSnapshotAsync(conversation, new JournalSnapshot(entries.Count, ReadFrom: 1, "body"u8.ToArray()), trial.Limit)
            .ConfigureAwait(false);
        // One of the calls among them.
        const string call = "call-1";
        var theirs = new StatePlace(StateScope.Customer, Customer.Value, "key");
        var others = new StatePlace(StateScope.Customer, "customer-2", "key");
        await trial.PutAsync(call, theirs, "1").ConfigureAwait(false);
        await trial.PutAsync("erased:edit", theirs, "2").ConfigureAwait(false);
        await trial.PutAsync("erased;edit", others, "3").ConfigureAwait(false);
        await ExpectListedAsync(trial, conversation, entries).ConfigureAwait(false);
        await EraseAsync(trial, conversation).ConfigureAwait(false);
        JournalTrial.Expect(
            (await KeptAsync(trial, conversation).ConfigureAwait(false)).Count == 0,
            "What is erased should not be listed."
        );

        var head = await trial.Journal.ReadHeadAsync(conversation, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(head is { Version: 0, Lease: null, HasInbox: false, Erasures: 1 }, $"An erased conversation stands at {head}.");
        JournalTrial.Expect(
            await trial.Journal.ReadSnapshotAsync(conversation, trial.Limit).ConfigureAwait(false) is null
                && await trial
                    .Journal.ListDueAsync("team", DateTimeOffset.MaxValue, trial.Limit)
                    .CountAsync(trial.Limit)
                    .ConfigureAwait(false) == 0
                && await trial.Journal.ListLeasedAsync("team", trial.Limit).CountAsync(trial.Limit).ConfigureAwait(false) == 0
                && await trial.Journal.ListWaitingAsync(trial.Limit).CountAsync(trial.Limit).ConfigureAwait(false) == 0
                && (await trial.Journal.ReadInboxAsync(conversation, trial.Limit).ConfigureAwait(false)).Count == 0,
            "An erased conversation should leave no snapshot, due time, lease, ticket or message."
        );
        await trial.ExpectStateAsync(theirs, 0, null).ConfigureAwait(false);
        await trial.ExpectStateAsync(others, 1, "3").ConfigureAwait(false);
        // An update that is known is not made again; these were forgotten.
        await trial.PutAsync(call, theirs, "4").ConfigureAwait(false);
        await trial.PutAsync("erased:edit", theirs, "5").ConfigureAwait(false);
        await trial.ExpectStateAsync(theirs, 2, "5").ConfigureAwait(false);
        await trial.PutAsync("erased;edit", others, "6").ConfigureAwait(false);
        await trial.ExpectStateAsync(others, 1, "3").ConfigureAwait(false);
    }

    private static async Task The_record_says_when_by_whom_and_what_head_there_was(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 3)).ConfigureAwait(false);
        var head = (await trial.Journal.VerifyAsync(conversation, trial.Limit).ConfigureAwait(false)).Head;
        var made = await EraseAsync(trial, conversation).ConfigureAwait(false);
        await EraseAsync(trial, ConversationId.New()).ConfigureAwait(false);
        var erasure = await trial.Journal.ListErasuresAsync(trial.Limit).SingleAsync(trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(
            made?.ToJson() == erasure.ToJson()
                && (erasure.Number, erasure.At, erasure.By, erasure.Reason) == (1, Note.At, Note.By, Note.Reason)
                && erasure.Conversations.SequenceEqual([new ErasedConversation(3, head)]),
            $"An erasure is recorded as {erasure.ToJson()}."
        );
    }

    private static async Task A_conversation_that_has_grown_or_is_in_other_hands_is_not_erased(JournalTrial trial)
    {
        var (grown, leased, other) = (ConversationId.New(), ConversationId.New(), ConversationId.New());
        foreach (var conversation in new[] { other, grown, leased })
            await trial.AppendAsync(conversation, SampleEntries.Messages(1, 2)).ConfigureAwait(false);
        var heads = new List<ConversationHead>();
        foreach (var conversation in new[] { other, grown, leased })
            heads.Add(await trial.Journal.ReadHeadAsync(conversation, trial.Limit).ConfigureAwait(false));
        await trial.AppendAsync(grown, SampleEntries.Messages(3, 1)).ConfigureAwait(false);
        await trial.Journal.SetDueAsync(leased, 2, due: null, new LeaseUse(Ours, LeaseAfter.Kept), trial.Limit).ConfigureAwait(false);
        foreach (var changed in new[] { heads[1], heads[2] })
        {
            await JournalTrial
                .ExpectThrowAsync<JournalException>(
                    () => trial.Journal.EraseAsync([heads[0], changed], Customer, Note, trial.Limit).AsTask(),
                    "To erase a conversation that has changed"
                )
                .ConfigureAwait(false);
        }

        await trial.ExpectAsync(other, SampleEntries.Messages(1, 2)).ConfigureAwait(false);
        JournalTrial.Expect(
            await trial.Journal.ListErasuresAsync(trial.Limit).CountAsync(trial.Limit).ConfigureAwait(false) == 0,
            "An erasure that was refused should not be recorded."
        );
    }

    private static async Task An_erased_conversation_can_begin_anew(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 3, "old")).ConfigureAwait(false);
        await EraseAsync(trial, conversation).ConfigureAwait(false);
        await trial.ExpectConflictAsync(conversation, 3, SampleEntries.Messages(4, 1)).ConfigureAwait(false);
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 2, "new")).ConfigureAwait(false);
        await trial.ExpectAsync(conversation, SampleEntries.Messages(1, 2, "new")).ConfigureAwait(false);
        var found = await trial.Journal.VerifyAsync(conversation, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(found is { IsWhole: true, Entries: 2 }, $"A conversation that began anew verifies as {found}.");
    }

    private static async Task A_follower_of_an_erased_conversation_ends(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 2)).ConfigureAwait(false);
        await using var follower = trial.Journal.FollowAsync(conversation, cancellationToken: trial.Limit).GetAsyncEnumerator(trial.Limit);
        for (var seq = 1; seq <= 2; seq++)
            await follower.MoveNextAsync().ConfigureAwait(false);
        var waiting = follower.MoveNextAsync();
        await EraseAsync(trial, conversation).ConfigureAwait(false);
        JournalTrial.Expect(!await waiting.ConfigureAwait(false), "A follower got something of a conversation that is erased.");
    }

    private static async Task The_record_is_there_when_the_store_is_opened_again(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Messages(1, 2)).ConfigureAwait(false);
        var made = await EraseAsync(trial, conversation).ConfigureAwait(false);
        await trial.ReopenAsync().ConfigureAwait(false);
        var erasure = await trial.Journal.ListErasuresAsync(trial.Limit).SingleAsync(trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(erasure.ToJson() == made?.ToJson(), "The record of an erasure should be kept.");
    }

    private static async Task ExpectListedAsync(JournalTrial trial, ConversationId conversation, IReadOnlyList<JournalEntry> entries)
    {
        var kept = await KeptAsync(trial, conversation).ConfigureAwait(false);
        var lines = kept.Where(item => item.Place == KeptPlace.Entry).Select(item => item.Content.ToString());
        JournalTrial.Expect(lines.SequenceEqual(entries.Select(JournalTrial.Line)), "All entries should be listed before they are erased.");
        KeptPlace[] missing =
        [
            .. Enum.GetValues<KeptPlace>()
                .Where(place => place != KeptPlace.Waiting && (place != KeptPlace.Snapshot || trial.Journal.KeepsSnapshots))
                .Except(kept.Select(item => item.Place)),
        ];
        JournalTrial.Expect(missing.Length == 0, $"What is erased should be listed before. Missing: {string.Join(", ", missing)}.");
    }

    private static async Task<List<KeptItem>> KeptAsync(JournalTrial trial, ConversationId conversation) =>
        [
            .. await trial.Journal.ListKeptAsync(conversation, trial.Limit).ToListAsync(trial.Limit).ConfigureAwait(false),
            .. await trial.Journal.ListKeptAsync(Customer, trial.Limit).ToListAsync(trial.Limit).ConfigureAwait(false),
        ];

    private static async Task<Erasure?> EraseAsync(JournalTrial trial, params ConversationId[] conversations)
    {
        var heads = new List<ConversationHead>();
        foreach (var conversation in conversations)
            heads.Add(await trial.Journal.ReadHeadAsync(conversation, trial.Limit).ConfigureAwait(false));
        return await trial.Journal.EraseAsync(heads, Customer, Note, trial.Limit).ConfigureAwait(false);
    }

    private static async Task<List<JournalVerification>> VerifyAsync(JournalTrial trial, ConversationId[] conversations)
    {
        var found = new List<JournalVerification>();
        foreach (var conversation in conversations)
            found.Add(await trial.Journal.VerifyAsync(conversation, trial.Limit).ConfigureAwait(false));
        return found;
    }
}
