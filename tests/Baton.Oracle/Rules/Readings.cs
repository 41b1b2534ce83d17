using System.Text.RegularExpressions;
using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>
/// What models get to read: every message before it is answered, and of what a summary stands for every fact. The first word of a message
/// tells it from all others.
/// </summary>
internal sealed partial class Readings(World world) : Rule(world)
{
    private const string Read = "2 every message is read before it is answered";
    private const string Facts = "8 a summary loses no fact";

    private const string Summary = "<baton:summary";
    private const string LeftBehind = "Left behind";

    private readonly HashSet<(string Conversation, string Message)> known = [];
    private readonly HashSet<string> asked = [];
    private readonly Dictionary<string, List<(string Message, string Word)>> unread = [];
    private readonly Dictionary<(string Conversation, string Agent), (Entry Handoff, List<string> Facts)> expected = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        // Where the record does not say for which conversation models were asked, nobody knows what they read.
        if (
            entry.Kind == EntryKind.Replied
            && World.Agents.ContainsKey(entry.Actor ?? "")
            && asked.Contains(conversation.Id)
            && unread.TryGetValue(conversation.Id, out var left)
        )
        {
            foreach (var (message, _) in left.Where(one => conversation.MessagesById.ContainsKey(one.Message)))
                World.Report(Read, $"{conversation.Id}, {entry}: no model has read message '{message}'.");
        }

        // People at a desk read everything; whoever only approves a call need not.
        if (
            entry.Kind is EntryKind.Replied or EntryKind.Degraded or EntryKind.TicketOpened
            || (entry.Kind == EntryKind.InterimReplied && conversation.Ticket is not null)
        )
            unread.GetValueOrDefault(conversation.Id)?.RemoveAll(one => conversation.MessagesById.ContainsKey(one.Message));
        if (entry.Kind == EntryKind.HandedOff)
            ExpectFacts(conversation, entry);
    }

    public override void See(Happening happening)
    {
        if (happening is Happening.Sent sent && known.Add((sent.Conversation, sent.Message)))
        {
            if (!unread.TryGetValue(sent.Conversation, out var messages))
                unread.Add(sent.Conversation, messages = []);
            messages.Add((sent.Message, sent.Text.Split(' ', 2)[0]));
        }
        else if (happening is Happening.ModelAsked { Conversation: { } conversation } request)
            CheckRequest(request, conversation);
    }

    private void CheckRequest(Happening.ModelAsked request, string conversation)
    {
        asked.Add(conversation);
        unread.GetValueOrDefault(conversation)?.RemoveAll(one => Has(request, one.Word));
        // Whoever writes summaries reads none.
        if (!Has(request, Summary) || !expected.Remove((conversation, request.Agent), out var due))
            return;
        // More came since, and the summary that the model reads names what it leaves behind.
        if (!Has(request, LeftBehind) && due.Facts.Find(fact => !Has(request, fact)) is { } lost)
            World.Report(Facts, $"{conversation}, {due.Handoff}: {request.Agent} does not read '{lost}' in model call {request.Call}.");
    }

    // Where not all facts fit, the briefing names the places that were left behind.
    private void ExpectFacts(Conversation conversation, Entry entry)
    {
        if (
            !entry.Json.TryGetProperty("briefing"u8, out var briefing)
            || !briefing.TryGetProperty("history"u8, out var history)
            || !history.TryGetProperty("summary_to"u8, out var to)
            || (history.TryGetProperty("summary_segments"u8, out var segments) && segments.TryGetProperty("left_behind"u8, out _))
        )
            return;
        var from = history.TryGetProperty("from"u8, out var first) ? first.GetInt64() : 1;
        var facts = conversation
            .Entries.Where(one => one.Kind == EntryKind.MessageReceived && one.Seq >= from && one.Seq <= to.GetInt64())
            .SelectMany(one => Fact().Matches(one.Text("text"u8) ?? "").Select(match => match.Value))
            .Distinct()
            .ToList();
        if (facts.Count > 0)
            expected[(conversation.Id, entry.Text("to"u8) ?? "")] = (entry, facts);
    }

    private static bool Has(Happening.ModelAsked request, string text)
    {
        foreach (var message in request.Messages)
        {
            foreach (var part in message.Parts)
            {
                if (part.Text?.Contains(text, StringComparison.Ordinal) == true)
                    return true;
            }
        }

        return false;
    }

    // The numbers of orders, amounts and dates: what else is a fact the world need not know.
    [GeneratedRegex(
        @"\b[AB]-[0-9]{3,6}\b|\$[0-9]+\.[0-9]{2}\b|\b[0-9]+\.[0-9]{2} EUR\b|\b20[0-9]{2}-[0-9]{2}-[0-9]{2}\b",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Fact();
}
