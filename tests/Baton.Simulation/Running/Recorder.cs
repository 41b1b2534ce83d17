using System.Buffers;
using System.Text.Json;
using Baton.Journals;
using Baton.Oracle.Records;

namespace Baton.Simulation.Running;

/// <summary>Writes down what happens in a world, in order.</summary>
internal sealed class Recorder(WorldClock clock)
{
    private readonly List<Happening> happenings = [];
    private readonly ArrayBufferWriter<byte> line = new();

    /// <summary>What happened so far.</summary>
    public IReadOnlyList<Happening> Happenings => happenings;

    /// <summary>Takes something down.</summary>
    public void Add(Happening happening, int? process = null) =>
        happenings.Add(
            happening with
            {
                Number = happenings.Count + 1,
                At = clock.Now,
                Process = process,
            }
        );

    /// <summary>Takes entries down as the journal has them.</summary>
    public void AddEntries(ConversationId conversation, IReadOnlyList<JournalEntry> entries, DateTimeOffset? due, int process)
    {
        var lines = new JsonElement[entries.Count];
        for (var place = 0; place < lines.Length; place++)
        {
            line.ResetWrittenCount();
            JournalCodec.Write(entries[place], line);
            lines[place] = JsonElement.Parse(line.WrittenSpan);
        }

        Add(new Happening.Appended(conversation.Value, lines, due), process);
    }
}
