using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Testing.Journals;

/// <summary>Checks of a journal that lists what waits for a person.</summary>
internal static class WaitingChecks
{
    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(Nothing_waits_where_nothing_was_asked_of_a_person),
        new(A_ticket_waits_with_who_has_it_until_it_is_closed),
        new(An_approval_waits_until_it_is_decided),
        new(A_refused_append_leaves_what_waits),
        new(Conversations_do_not_mix_and_all_of_many_are_listed),
        new(Whoever_sees_the_entries_sees_what_waits),
        new(What_waits_is_there_when_the_store_is_opened_again, needsReopening: true),
    ];

    private static async Task Nothing_waits_where_nothing_was_asked_of_a_person(JournalTrial trial)
    {
        await ExpectAsync(trial).ConfigureAwait(false);
        await trial.AppendAsync(ConversationId.New(), SampleEntries.Messages(1, 3)).ConfigureAwait(false);
        await ExpectAsync(trial).ConfigureAwait(false);
    }

    private static async Task A_ticket_waits_with_who_has_it_until_it_is_closed(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Message(1, "Help."), Ticket(2, 1)).ConfigureAwait(false);
        await ExpectAsync(trial, $"{conversation} ticket-1 nobody").ConfigureAwait(false);
        await trial
            .AppendAsync(conversation, Read("""{"type":"ticket_claimed","seq":3,"ticket":"ticket-1","by":"maria"}"""))
            .ConfigureAwait(false);
        await ExpectAsync(trial, $"{conversation} ticket-1 maria").ConfigureAwait(false);
        await trial.AppendAsync(conversation, Closed(4, 1), Ticket(5, 2)).ConfigureAwait(false);
        await ExpectAsync(trial, $"{conversation} ticket-2 nobody").ConfigureAwait(false);
        await trial.AppendAsync(conversation, Closed(6, 2)).ConfigureAwait(false);
        await ExpectAsync(trial).ConfigureAwait(false);
    }

    private static async Task An_approval_waits_until_it_is_decided(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial
            .AppendAsync(conversation, SampleEntries.Message(1, "Help."), Asked(2, "call-1"), Asked(3, "call-2"))
            .ConfigureAwait(false);
        await ExpectAsync(trial, $"{conversation} call-1", $"{conversation} call-2").ConfigureAwait(false);
        await trial
            .AppendAsync(conversation, Read("""{"type":"approval_decided","seq":4,"call_id":"call-1","approved":true,"by":"maria"}"""))
            .ConfigureAwait(false);
        await ExpectAsync(trial, $"{conversation} call-2").ConfigureAwait(false);
        await trial
            .AppendAsync(
                conversation,
                new Replied
                {
                    Seq = 5,
                    Participant = "billing",
                    Message = new MessageId("m"),
                    Text = "Done.",
                }
            )
            .ConfigureAwait(false);
        await ExpectAsync(trial).ConfigureAwait(false);
    }

    private static async Task A_refused_append_leaves_what_waits(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Message(1, "Help."), Ticket(2, 1)).ConfigureAwait(false);
        await trial.ExpectConflictAsync(conversation, 1, Closed(2, 1)).ConfigureAwait(false);
        await ExpectAsync(trial, $"{conversation} ticket-1 nobody").ConfigureAwait(false);
    }

    private static async Task Conversations_do_not_mix_and_all_of_many_are_listed(JournalTrial trial)
    {
        const int Many = 1200;
        var conversations = Enumerable.Range(0, Many).Select(_ => ConversationId.New()).ToList();
        await Task.WhenAll(
                conversations.Select(
                    (conversation, number) => trial.AppendAsync(conversation, SampleEntries.Message(1, "Help."), Ticket(2, number))
                )
            )
            .ConfigureAwait(false);
        await trial.AppendAsync(conversations[7], Closed(3, 7)).ConfigureAwait(false);
        var found = await ListAsync(trial).ConfigureAwait(false);
        JournalTrial.Expect(
            found
                .Order(StringComparer.Ordinal)
                .SequenceEqual(
                    conversations
                        .Select((conversation, number) => $"{conversation} ticket-{number} nobody")
                        .Where((_, number) => number != 7)
                        .Order(StringComparer.Ordinal)
                ),
            $"It should list {Many - 1} tickets, each once, and listed {found.Count}."
        );
    }

    private static async Task Whoever_sees_the_entries_sees_what_waits(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        var appending = Task.Run(() => trial.AppendAsync(conversation, SampleEntries.Message(1, "Help."), Ticket(2, 1)));
        await foreach (var entry in trial.Journal.FollowAsync(conversation, 1, trial.Limit).ConfigureAwait(false))
        {
            if (entry.Type != "ticket_opened")
                continue;
            await ExpectAsync(trial, $"{conversation} ticket-1 nobody").ConfigureAwait(false);
            break;
        }

        await appending.ConfigureAwait(false);
    }

    private static async Task What_waits_is_there_when_the_store_is_opened_again(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, SampleEntries.Message(1, "Help."), Ticket(2, 1), Asked(3, "call-1")).ConfigureAwait(false);
        await trial.ReopenAsync().ConfigureAwait(false);
        await ExpectAsync(trial, $"{conversation} ticket-1 nobody", $"{conversation} call-1").ConfigureAwait(false);
    }

    public static JournalEntry Ticket(long seq, int number) =>
        Read(
            $$"""
            {"type":"ticket_opened","seq":{{seq}},"ticket":"ticket-{{number}}","desk":"people",
             "from":"billing","reason":"It is too much.","issues":[1],"skills":["billing"]}
            """
        );

    public static JournalEntry Closed(long seq, int number) =>
        Read(
            $$"""
            {"type":"ticket_closed","seq":{{seq}},"ticket":"ticket-{{number}}","by":"maria",
             "to":"billing","report":"Done.","resolved":true}
            """
        );

    private static JournalEntry Asked(long seq, string call) =>
        Read(
            $$"""
            {"type":"approval_asked","seq":{{seq}},"participant":"billing","tool":"refund",
             "call_id":"{{call}}","arguments":{"amount":80},"reason":"It is more than 50."}
            """
        );

    // These types are Baton's own, so the entries come from lines as a store keeps them.
    private static JournalEntry Read(string line) => JournalCodec.Read(Encoding.UTF8.GetBytes(line));

    private static async Task<List<string>> ListAsync(JournalTrial trial)
    {
        var found = new List<string>();
        await foreach (var waiting in trial.Journal.ListWaitingAsync(trial.Limit).ConfigureAwait(false))
            found.Add(
                $"{waiting.Conversation} "
                    + (
                        waiting is WaitingTicket ticket
                            ? $"{ticket.Ticket} {ticket.Claimant ?? "nobody"}"
                            : $"{((WaitingApproval)waiting).CallId}"
                    )
            );
        return found;
    }

    private static async Task ExpectAsync(JournalTrial trial, params string[] expected)
    {
        var found = await ListAsync(trial).ConfigureAwait(false);
        JournalTrial.Expect(
            found.SequenceEqual(expected),
            $"It should list as waiting [{string.Join(", ", expected)}] and listed [{string.Join(", ", found)}]."
        );
    }
}
