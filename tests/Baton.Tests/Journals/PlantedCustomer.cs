using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;

namespace Baton.Tests.Journals;

/// <summary>A customer of whom a store keeps a word of its own in every place, and another who must stay as he is.</summary>
internal static class PlantedCustomer
{
    public static readonly CustomerId Id = new("customer-1");
    public static readonly CustomerId Other = new("customer-2");
    public static readonly ConversationId Conversation = new("hers");
    public static readonly ConversationId Others = new("his");
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The word in a place.</summary>
    public static string WordIn(KeptPlace place) =>
        place == KeptPlace.Conversation ? Conversation.Value : $"Mandelbrot-{place}-4711".ToLowerInvariant();

    public static async Task PlantAsync(IJournal journal)
    {
        await OpenAsync(journal, Others, Other);
        await OpenAsync(journal, Conversation, Id);
        await journal.PutInInboxAsync(
            Conversation,
            new InboxMessage(new MessageReceived { Message = new MessageId("m9"), Text = WordIn(KeptPlace.Inbox) }, Id)
        );
        if (journal.KeepsSnapshots)
            await journal.KeepSnapshotAsync(
                Conversation,
                new JournalSnapshot(4, 1, Encoding.UTF8.GetBytes($$"""{"was":"{{WordIn(KeptPlace.Snapshot)}}"}"""))
            );
        await WriteAsync(journal, $"{Conversation}:edit", Id, "draft", WordIn(KeptPlace.StateUpdate));
        // The draft is gone from the values, and stays in what the update made.
        await WriteAsync(journal, $"call-of-{Conversation}", Id, "draft", "other");
        await WriteAsync(journal, $"{Conversation}:name", Id, "name", WordIn(KeptPlace.State));
        await WriteAsync(journal, $"{Others}:edit", Other, "name", "stays");
    }

    private static async Task OpenAsync(IJournal journal, ConversationId conversation, CustomerId customer)
    {
        var hers = customer == Id;
        JournalEntry[] entries =
        [
            new ConversationOpened
            {
                Format = JournalCodec.Format,
                Conversation = conversation,
                Team = "team",
                Holder = "triage",
                Customer = customer,
            },
            new MessageReceived { Message = new MessageId("m1"), Text = hers ? WordIn(KeptPlace.Entry) : "stays" },
            new ModelCallEnded { Participant = "triage", Calls = [Call($"call-of-{conversation}")] },
            new TicketOpened
            {
                Ticket = new TicketId($"{conversation}-1"),
                Desk = "desk",
                From = "triage",
                Issues = [new IssueId(1)],
                Reason = hers ? WordIn(KeptPlace.Waiting) : "stays",
            },
        ];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = entries[i] with { Seq = i + 1, At = Now };
        await journal.AppendAsync(
            conversation,
            0,
            entries,
            new Due("team", Now, hers ? WordIn(KeptPlace.Due) : "deadline"),
            new LeaseUse(new Lease(hers ? WordIn(KeptPlace.Lease) : "theirs", 1), LeaseAfter.Kept)
        );
    }

    private static ModelToolCall Call(string id) =>
        new()
        {
            CallId = new CallId(id),
            Name = "note",
            Arguments = JsonText.EmptyObject,
        };

    private static async Task WriteAsync(IJournal journal, string id, CustomerId customer, string key, string value)
    {
        var place = new StatePlace(StateScope.Customer, customer.Value, key);
        await journal.UpdateStateAsync(id, [place], _ => [new StateChange(place, JsonText.Parse($"\"{value}\""))]);
    }
}
