using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Rule 5: words follow deeds. What a customer sees is durable before, and what Baton itself tells is true.</summary>
internal sealed class WordsAndDeeds(World world) : Rule(world)
{
    private const string Name = "5 words follow deeds";
    private const string Truth = "what the customer was told is true of the world";

    private static readonly string[] Promises =
    [
        "I have refunded you",
        "I have refunded the",
        "I have paid you back",
        "I have cancelled your",
        "Ich habe Ihnen den Betrag erstattet",
        "返金いたしました",
    ];

    private readonly HashSet<string> written = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        if (
            entry.Kind is not (EntryKind.Replied or EntryKind.Degraded or EntryKind.InterimReplied or EntryKind.OperatorReplied)
            || entry.Text("text"u8) is not { } text
        )
            return;
        foreach (var ticket in TicketsIn(text, conversation.Id))
        {
            if (!conversation.Tickets.ContainsKey(ticket))
                World.Report(Name, $"{conversation.Id}, {entry} tells of ticket {ticket}, which was not opened.");
        }

        if (entry.Kind == EntryKind.InterimReplied && !conversation.WaitsForPerson)
            World.Report(Name, $"{conversation.Id}, {entry} tells of a person, and no person is to act.");
        if (entry.Kind == EntryKind.Degraded)
            CheckDegraded(conversation, entry, text);
        foreach (var call in written.Where(call => text.Contains(call, StringComparison.Ordinal)))
            World.Report(Name, $"{conversation.Id}, {entry} shows the call '{call}', which a model wrote as text.");
        if (entry.Kind == EntryKind.Replied && World.Team.ChecksPromises)
            CheckPromises(conversation, entry, text);
    }

    // Nobody is told of a payment that no tool and no person has made.
    private void CheckPromises(Conversation conversation, Entry entry, string text)
    {
        foreach (var promise in Promises)
        {
            if (text.Contains(promise, StringComparison.Ordinal) && !conversation.Entries.Exists(HasEffect))
                World.Report(Truth, $"{conversation.Id}, {entry} says '{promise}', and nothing was done.");
        }
    }

    private bool HasEffect(Entry entry) =>
        entry.Kind is EntryKind.OperatorReplied or EntryKind.TicketClosed or EntryKind.TicketNoted
        || (
            entry.Kind == EntryKind.ToolCallEnded
            && entry.Text("outcome"u8) == "ok"
            && World.Tools.TryGetValue(entry.Text("tool"u8) ?? "", out var tool)
            && tool.Effect != "read_only"
        );

    public override void See(Happening happening)
    {
        if (happening is Happening.ModelReplied { Habit: "WritesCallAsText", Calls.Count: > 0, Text: { } call })
            written.Add(call);
        if (happening is Happening.Shown shown && !(shown.Seq >= 1 && shown.Seq <= World.Find(shown.Conversation)?.LastSeq))
            World.Report(Name, $"{shown.Conversation}: entry {shown.Seq} is shown, and it is not durable.");
        else if (happening is Happening.Drafted { Text: not null } drafted && !HasBegun(drafted))
            World.Report(Name, $"{drafted.Conversation}: text of {drafted.Participant} is shown, and no model call of it is durable.");
    }

    private bool HasBegun(Happening.Drafted drafted)
    {
        if (World.Find(drafted.Conversation) is not { } conversation)
            return false;
        for (var place = conversation.Entries.Count - 1; place >= 0; place--)
        {
            if (conversation.Entries[place] is { Kind: EntryKind.ModelCallBegun } begun && begun.Actor == drafted.Participant)
                return true;
        }

        return false;
    }

    // What it lists as done was done, and what it lists as in doubt is. What is in doubt is always told.
    private void CheckDegraded(Conversation conversation, Entry entry, string text)
    {
        var (done, doubtful, inDoubtNow) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        foreach (var earlier in conversation.Entries)
        {
            if (earlier.Kind is EntryKind.Replied or EntryKind.Degraded or EntryKind.OperatorReplied or EntryKind.TicketClosed)
                inDoubtNow.Clear();
            if (earlier.Kind != EntryKind.ToolCallEnded || !World.Tools.TryGetValue(earlier.Text("tool"u8) ?? "", out var tool))
                continue;
            var words = tool.Name.Replace('_', ' ');
            if (earlier.Text("outcome"u8) == "ok")
                done.Add(words);
            if (earlier.Text("outcome"u8) is not ("unknown" or "timed_out"))
                continue;
            doubtful.Add(words);
            if (tool.Effect != "read_only" && earlier.Leg is null)
                inDoubtNow.Add(words);
        }

        var listed = ListBehind(text, "Done:");
        foreach (var item in listed.Where(item => !done.Contains(item)))
            World.Report(Truth, $"{conversation.Id}, {entry} says that '{item}' was done, and no call of it succeeded.");
        listed = ListBehind(text, "Started, but I do not know whether it was carried out:");
        foreach (var item in listed.Where(item => !doubtful.Contains(item)))
            World.Report(Truth, $"{conversation.Id}, {entry} says that '{item}' is in doubt, and no call of it is.");
        if (inDoubtNow.Count <= 8)
        {
            foreach (var item in inDoubtNow.Where(item => !listed.Contains(item)))
                World.Report(Truth, $"{conversation.Id}, {entry} does not say that '{item}' is in doubt.");
        }
    }

    // A list is a heading and lines that begin with a dash.
    private static List<string> ListBehind(string text, string heading)
    {
        var items = new List<string>();
        var place = text.IndexOf(heading + "\n- ", StringComparison.Ordinal);
        if (place < 0)
            return items;
        foreach (var line in text[(place + heading.Length + 1)..].Split('\n'))
        {
            if (!line.StartsWith("- ", StringComparison.Ordinal))
                break;
            if (!line.StartsWith("- and ", StringComparison.Ordinal) || !line.EndsWith(" more", StringComparison.Ordinal))
                items.Add(line[2..]);
        }

        return items;
    }

    // A ticket's id is the conversation's with a number behind it.
    private static IEnumerable<string> TicketsIn(string text, string conversation)
    {
        var prefix = conversation + "-";
        for (
            var place = text.IndexOf(prefix, StringComparison.Ordinal);
            place >= 0;
            place = text.IndexOf(prefix, place + 1, StringComparison.Ordinal)
        )
        {
            var end = place + prefix.Length;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            if (end > place + prefix.Length)
                yield return text[place..end];
        }
    }
}
