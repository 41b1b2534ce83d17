using System.Buffers;
using System.Text;
using Baton.Journals;

namespace Baton.States.Snapshots;

/// <summary>Entries in a snapshot: each as the line that the journal has of it.</summary>
internal static class EntryLines
{
    /// <summary>The lines of these entries; null for none.</summary>
    public static IReadOnlyList<string>? Of(IEnumerable<JournalEntry> entries)
    {
        var lines = new List<string>();
        var line = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
        {
            line.ResetWrittenCount();
            JournalCodec.Write(entry, line);
            lines.Add(Encoding.UTF8.GetString(line.WrittenSpan));
        }

        return lines.Count == 0 ? null : lines;
    }

    /// <summary>The entries of these lines.</summary>
    public static IEnumerable<T> Read<T>(IReadOnlyList<string>? lines)
        where T : JournalEntry => (lines ?? []).Select(line => (T)JournalCodec.Read(Encoding.UTF8.GetBytes(line)));
}
