using System.Text;
using System.Text.Json.Nodes;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Testing.Journals;

/// <summary>Entries for testing a journal.</summary>
public static class SampleEntries
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 30, 0, 123, TimeSpan.Zero);

    // Some types are Baton's own, so the entries are kept as a store keeps them.
    private static readonly string[] Lines = ReadLines();

    /// <summary>One entry of every type with every field filled, numbered from 1. Together they make no sense.</summary>
    public static IReadOnlyList<JournalEntry> EveryType(ConversationId conversation) =>
        [.. Lines.Select(line => JournalCodec.Read(Encoding.UTF8.GetBytes(In(conversation, line))))];

    /// <summary>Messages numbered <paramref name="fromSeq"/> and on.</summary>
    public static JournalEntry[] Messages(long fromSeq, int count, string text = "Hello") =>
        [.. Enumerable.Range(0, count).Select(i => Message(fromSeq + i, $"{text} {fromSeq + i}"))];

    /// <summary>One message.</summary>
    public static JournalEntry Message(long seq, string text) =>
        new MessageReceived
        {
            Seq = seq,
            At = Start.AddSeconds(seq),
            Message = new MessageId($"msg-{seq}"),
            Text = text,
        };

    // The first entry of a conversation has its id.
    private static string In(ConversationId conversation, string line)
    {
        var entry = JsonNode.Parse(line)!;
        if ((string?)entry["type"] != "conversation_opened")
            return line;
        entry["conversation"] = conversation.Value;
        return entry.ToJsonString();
    }

    private static string[] ReadLines()
    {
        using var file = typeof(SampleEntries).Assembly.GetManifestResourceStream("SampleEntries.jsonl")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
