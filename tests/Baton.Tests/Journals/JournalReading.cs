using Baton.Journals;
using Baton.Testing.Journals;

namespace Baton.Tests.Journals;

/// <summary>Short words for what the journal tests do all the time.</summary>
internal static class JournalReading
{
    public static async Task<List<JournalEntry>> ReadAllAsync(this IJournal journal, ConversationId conversation, long fromSeq = 1)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in journal.ReadAsync(conversation, fromSeq))
            entries.Add(entry);
        return entries;
    }

    public static ValueTask<bool> AppendMessagesAsync(
        this IJournal journal,
        ConversationId conversation,
        long fromSeq,
        int count,
        string text = "Hello"
    ) => journal.AppendAsync(conversation, fromSeq - 1, SampleEntries.Messages(fromSeq, count, text), due: null);

    public static async Task<JournalException> RefusalAsync(Func<ValueTask<bool>> act) =>
        await Assert.ThrowsAsync<JournalException>(async () => await act());

    public static async Task AssertHoldsMessagesAsync(this IJournal journal, ConversationId conversation, int count)
    {
        Assert.Equal(SampleEntries.Messages(1, count), await journal.ReadAllAsync(conversation));
        var found = await journal.VerifyAsync(conversation);
        Assert.True(found.IsWhole, found.Problem);
        Assert.Equal(count, found.Entries);
    }
}
