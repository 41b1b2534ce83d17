using System.Text.Json;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Rule 8: a summary names what it stands for, says nothing that nobody said, and never stands for what is sensitive.</summary>
internal sealed class Summaries(World world) : Rule(world)
{
    private const string Name = "8 a summary loses no fact";

    private readonly HashSet<(string Conversation, long From, long To)> written = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        if (entry.Kind == EntryKind.SummaryWritten)
            CheckProse(conversation, entry);
        else if (entry.Kind == EntryKind.HandedOff && entry.Member("briefing"u8) is { ValueKind: JsonValueKind.Object } briefing)
            CheckHistory(conversation, entry, briefing);
    }

    private void CheckProse(Conversation conversation, Entry entry)
    {
        var (from, to) = (entry.Whole("from"u8) ?? 0, entry.Whole("to"u8) ?? 0);
        var place = $"{conversation.Id}, {entry} of entries {from} to {to}";
        if (from < 1 || to < from || to > conversation.LastSeq)
            World.Report(Name, $"{place}: there is no such range behind {conversation.LastSeq} entries.");
        else if (!written.Add((conversation.Id, from, to)))
            World.Report(Name, $"{place}: this range was written before.");
        else if (entry.Text("text"u8) is { } text)
        {
            foreach (var number in NumbersIn(text).Where(number => !IsSaid(conversation, from, to, number)))
                World.Report(Name, $"{place} says {number}, which nobody said there.");
        }

        if (conversation.IsSensitive)
            World.Report(Name, $"{place}: the conversation is sensitive.");
        if (entry.Text("outcome"u8) == "ok" != entry.Text("text"u8) is not null)
            World.Report(
                Name,
                $"{place}: its outcome is '{entry.Text("outcome"u8)}', and it has {(entry.Text("text"u8) is null ? "no" : "a")} text."
            );
    }

    private void CheckHistory(Conversation conversation, Entry entry, JsonElement briefing)
    {
        if (!briefing.TryGetProperty("history"u8, out var history))
            return;
        var (from, to, summaryTo) = (Whole(history, "from"u8), Whole(history, "to"u8), Whole(history, "summary_to"u8));
        var isSummary = history.TryGetProperty("mode"u8, out var mode) && mode.ValueEquals("summary"u8);
        var place = $"{conversation.Id}, {entry}";
        if (from is not null and not 1 || to is null || to > entry.Seq - 1)
            World.Report(Name, $"{place}: the history is named as entries {from} to {to}.");
        if (isSummary && !(summaryTo >= 1 && summaryTo <= to))
            World.Report(Name, $"{place}: a summary stands for entries up to {summaryTo?.ToString() ?? "nowhere"} of {to}.");
        if (isSummary && conversation.IsSensitive)
            World.Report(Name, $"{place}: the conversation is sensitive, and a summary is handed over.");
        if (isSummary && history.TryGetProperty("summary_segments"u8, out var segments))
            CheckLeftBehind(segments, summaryTo ?? 0, place);
    }

    private void CheckLeftBehind(JsonElement segments, long summaryTo, string place)
    {
        var last = 0L;
        foreach (var range in Entry.Items(segments.TryGetProperty("left_behind"u8, out var left) ? left : default))
        {
            var (from, to) = (Whole(range, "from"u8) ?? 0, Whole(range, "to"u8) ?? 0);
            if (from <= last || to < from || to > summaryTo)
                World.Report(Name, $"{place}: entries {from} to {to} are left behind, and the summary ends at {summaryTo}.");
            last = to;
        }
    }

    private static bool IsSaid(Conversation conversation, long from, long to, string number)
    {
        for (var seq = from; seq <= to; seq++)
        {
            if (conversation.Entries[(int)seq - 1].Json.GetRawText().Contains(number, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static IEnumerable<string> NumbersIn(string text)
    {
        for (var place = 0; place < text.Length; place++)
        {
            if (!char.IsAsciiDigit(text[place]))
                continue;
            var end = place;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            // A single digit is a word.
            if (end - place > 1)
                yield return text[place..end];
            place = end;
        }
    }

    private static long? Whole(JsonElement element, ReadOnlySpan<byte> name) =>
        element.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;
}
