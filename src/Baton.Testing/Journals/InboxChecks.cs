using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Testing.Journals;

/// <summary>Checks of a journal that keeps messages for whoever works on a conversation.</summary>
internal static class InboxChecks
{
    private static readonly Lease Ours = new("ours", 1);

    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(A_message_is_kept_only_while_somebody_works_on_the_conversation),
        new(Messages_are_kept_once_for_their_id_and_in_order),
        new(A_message_that_becomes_an_entry_is_taken_out_of_the_inbox),
        new(A_lease_is_not_given_back_while_a_message_waits_unless_the_work_stops),
        new(No_message_is_put_behind_the_back_of_whoever_gives_the_lease_back),
        new(Messages_are_there_when_the_store_is_opened_again, needsReopening: true),
    ];

    private static async Task A_message_is_kept_only_while_somebody_works_on_the_conversation(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await ExpectPutAsync(trial, conversation, Message("m1"), expected: false).ConfigureAwait(false);
        await AppendAsync(trial, conversation, 0, null).ConfigureAwait(false);
        await ExpectPutAsync(trial, conversation, Message("m1"), expected: false).ConfigureAwait(false);
        await ExpectInboxAsync(trial, conversation).ConfigureAwait(false);
        await AppendAsync(trial, conversation, 1, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await ExpectPutAsync(trial, conversation, Message("m1"), expected: true).ConfigureAwait(false);
        await ExpectInboxAsync(trial, conversation, Message("m1")).ConfigureAwait(false);
    }

    private static async Task Messages_are_kept_once_for_their_id_and_in_order(JournalTrial trial)
    {
        var (conversation, other) = (ConversationId.New(), ConversationId.New());
        await AppendAsync(trial, conversation, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await AppendAsync(trial, other, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        var second = Message("m2", "Grüße\n\"a\" \u2028 b") with { Customer = new CustomerId("Ä 1") };
        foreach (var message in new[] { second, Message("m1"), Message("m2", "again") })
            await ExpectPutAsync(trial, conversation, message, expected: true).ConfigureAwait(false);
        await ExpectPutAsync(trial, other, Message("m2", "other"), expected: true).ConfigureAwait(false);
        await ExpectInboxAsync(trial, conversation, second, Message("m1")).ConfigureAwait(false);
        await trial.Journal.RemoveFromInboxAsync(conversation, new MessageId("m2"), trial.Limit).ConfigureAwait(false);
        await trial.Journal.RemoveFromInboxAsync(conversation, new MessageId("m9"), trial.Limit).ConfigureAwait(false);
        await ExpectInboxAsync(trial, conversation, Message("m1")).ConfigureAwait(false);
        await ExpectInboxAsync(trial, other, Message("m2", "other")).ConfigureAwait(false);
    }

    private static async Task A_message_that_becomes_an_entry_is_taken_out_of_the_inbox(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await ExpectPutAsync(trial, conversation, Message("m1"), expected: true).ConfigureAwait(false);
        await ExpectPutAsync(trial, conversation, Message("m2"), expected: true).ConfigureAwait(false);
        await trial
            .Journal.AppendAsync(
                conversation,
                1,
                [Message("m1").Received with { Seq = 2 }],
                due: null,
                LeaseChecks.Held(Ours, LeaseAfter.Kept),
                trial.Limit
            )
            .ConfigureAwait(false);
        await ExpectInboxAsync(trial, conversation, Message("m2")).ConfigureAwait(false);
    }

    private static async Task A_lease_is_not_given_back_while_a_message_waits_unless_the_work_stops(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await ExpectPutAsync(trial, conversation, Message("m1"), expected: true).ConfigureAwait(false);
        var isKept = await AppendAsync(trial, conversation, 1, LeaseChecks.Held(Ours, LeaseAfter.GivenBack)).ConfigureAwait(false);
        await ExpectAsync(trial, conversation, isKept, expected: true, new ConversationHead(conversation, 2, Ours, true))
            .ConfigureAwait(false);
        isKept = await AppendAsync(trial, conversation, 2, LeaseChecks.Held(Ours, LeaseAfter.Left)).ConfigureAwait(false);
        await ExpectAsync(trial, conversation, isKept, expected: false, new ConversationHead(conversation, 3, null, true))
            .ConfigureAwait(false);
        isKept = await AppendAsync(trial, conversation, 3, new LeaseUse(Ours, LeaseAfter.GivenBack)).ConfigureAwait(false);
        await ExpectAsync(trial, conversation, isKept, expected: true, new ConversationHead(conversation, 4, Ours, true))
            .ConfigureAwait(false);
        await trial.Journal.RemoveFromInboxAsync(conversation, new MessageId("m1"), trial.Limit).ConfigureAwait(false);
        isKept = await AppendAsync(trial, conversation, 4, LeaseChecks.Held(Ours, LeaseAfter.GivenBack)).ConfigureAwait(false);
        await ExpectAsync(trial, conversation, isKept, expected: false, new ConversationHead(conversation, 5, null, false))
            .ConfigureAwait(false);
    }

    private static async Task No_message_is_put_behind_the_back_of_whoever_gives_the_lease_back(JournalTrial trial)
    {
        for (var round = 0; round < 50; round++)
        {
            var conversation = ConversationId.New();
            await AppendAsync(trial, conversation, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
            var putting = Task.Run(
                async () => await trial.Journal.PutInInboxAsync(conversation, Message("m1"), trial.Limit).ConfigureAwait(false),
                trial.Limit
            );
            var isKept = await AppendAsync(trial, conversation, 1, LeaseChecks.Held(Ours, LeaseAfter.GivenBack)).ConfigureAwait(false);
            var isPut = await putting.ConfigureAwait(false);
            JournalTrial.Expect(isPut == isKept, $"The message was {(isPut ? "" : "not ")}put and the lease {(isKept ? "" : "not ")}kept.");
        }
    }

    private static async Task Messages_are_there_when_the_store_is_opened_again(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await ExpectPutAsync(trial, conversation, Message("m1"), expected: true).ConfigureAwait(false);
        await trial.ReopenAsync().ConfigureAwait(false);
        await ExpectInboxAsync(trial, conversation, Message("m1")).ConfigureAwait(false);
    }

    private static InboxMessage Message(string id, string text = "Hello") =>
        new(new MessageReceived { Message = new MessageId(id), Text = text }, Customer: null);

    private static async Task<bool> AppendAsync(JournalTrial trial, ConversationId conversation, long version, LeaseUse? use) =>
        await trial
            .Journal.AppendAsync(conversation, version, SampleEntries.Messages(version + 1, 1), due: null, use, trial.Limit)
            .ConfigureAwait(false);

    private static async Task ExpectPutAsync(JournalTrial trial, ConversationId conversation, InboxMessage message, bool expected)
    {
        var isPut = await trial.Journal.PutInInboxAsync(conversation, message, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(isPut == expected, $"The message should {(expected ? "" : "not ")}be put, and it said {isPut}.");
    }

    private static async Task ExpectInboxAsync(JournalTrial trial, ConversationId conversation, params InboxMessage[] expected)
    {
        var inbox = await trial.Journal.ReadInboxAsync(conversation, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(
            inbox.Select(Words).SequenceEqual(expected.Select(Words)),
            $"The inbox should be {string.Join(", ", expected.Select(Words))} and is {string.Join(", ", inbox.Select(Words))}."
        );
        var head = await trial.Journal.ReadHeadAsync(conversation, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(head.HasInbox == expected.Length > 0, $"The head should say whether messages wait, and says {head.HasInbox}.");
    }

    private static async Task ExpectAsync(
        JournalTrial trial,
        ConversationId conversation,
        bool isKept,
        bool expected,
        ConversationHead stands
    )
    {
        JournalTrial.Expect(isKept == expected, $"An append should say {expected} of a lease that is kept for the inbox.");
        var head = await trial.Journal.ReadHeadAsync(conversation, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(head == stands, $"It should stand at {stands}, and it stands at {head}.");
    }

    private static string Words(InboxMessage message) => $"{message.Customer} {JournalTrial.Line(message.Received)}";
}
