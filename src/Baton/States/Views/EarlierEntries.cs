using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.States.Views;

/// <summary>Finds what an entry belongs to among those before it.</summary>
internal static class EarlierEntries
{
    /// <summary>The call that a result belongs to, as the model made it.</summary>
    public static ModelToolCall? CallOf(IReadOnlyList<JournalEntry> entries, ToolCallEnded ended)
    {
        for (var index = (int)ended.Seq - 2; index >= 0; index--)
        {
            if (entries[index] is not ModelCallEnded { Calls: { } made })
                continue;
            for (var place = 0; place < made.Count; place++)
            {
                if (made[place].CallId == ended.CallId)
                    return made[place];
            }
        }

        return null;
    }

    /// <summary>
    /// The entry in which a leg's report was said last, where its words are read on; at the earliest the first of the turn.
    /// </summary>
    public static long SaidIn(IReadOnlyList<JournalEntry> entries, LegEnded ended, long first)
    {
        for (var index = (int)ended.Seq - 2; index >= first - 1; index--)
        {
            if (entries[index] is ReplyDrafted said && said.Leg == ended.Leg)
                return said.Seq;
        }

        return ended.Seq;
    }
}
