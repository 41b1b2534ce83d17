using System.Buffers;
using System.Text.Json;
using Baton.Journals;
using Baton.Oracle.Records;

namespace Baton.Simulation.Running;

/// <summary>Writes down what happens in a world, in order.</summary>
internal sealed class Recorder(WorldClock clock)
{
    private readonly List<Happening> happenings = [];
    private readonly Dictionary<ConversationId, List<JournalEntry>> entries = [];
    private readonly ArrayBufferWriter<byte> line = new();

    /// <summary>What happened so far.</summary>
    public IReadOnlyList<Happening> Happenings => happenings;

    /// <summary>The conversations that have entries.</summary>
    public IReadOnlyCollection<ConversationId> Conversations => entries.Keys;

    /// <summary>The entries of a conversation, as they were appended.</summary>
    public IReadOnlyList<JournalEntry> EntriesOf(ConversationId conversation) => entries.GetValueOrDefault(conversation) ?? [];

    /// <summary>A hash of all that happened: two runs of one world have the same.</summary>
    public ulong Fingerprint { get; private set; } = 14695981039346656037;

    /// <summary>Takes something down.</summary>
    public void Add(Happening happening, int? process = null)
    {
        happenings.Add(happening with { Number = happenings.Count + 1, At = clock.Now, Process = process });
        Print(happening.GetType().Name);
        Print(clock.Now.Ticks);
        Print(process ?? -1);
        Print(
            happening switch
            {
                Happening.ModelAsked asked => asked.Messages is [.., { Parts: [.., { Text: { } last }] }] ? last : "",
                Happening.Answered answered => answered.Text,
                Happening.ActEnded ended => ended.Error ?? "",
                Happening.Delivered delivered => delivered.Body,
                Happening.ToolDone done => done.Result,
                _ => "",
            }
        );
    }

    /// <summary>Takes entries down as the journal has them.</summary>
    public void AddEntries(ConversationId conversation, IReadOnlyList<JournalEntry> appended, DateTimeOffset? due, int process)
    {
        if (!entries.TryGetValue(conversation, out var all))
            entries.Add(conversation, all = []);
        all.AddRange(appended);
        var lines = new JsonElement[appended.Count];
        for (var place = 0; place < lines.Length; place++)
        {
            line.ResetWrittenCount();
            JournalCodec.Write(appended[place], line);
            lines[place] = JsonElement.Parse(line.WrittenSpan);
            foreach (var part in line.WrittenSpan)
                Print(part);
        }

        Add(new Happening.Appended(conversation.Value, lines, due), process);
    }

    // FNV-1a.
    private void Print(long number) => Fingerprint = (Fingerprint ^ (ulong)number) * 1099511628211;

    private void Print(string text)
    {
        foreach (var letter in text)
            Print(letter);
    }
}
