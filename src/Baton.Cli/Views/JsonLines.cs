using System.Buffers;
using Baton.Journals;

namespace Baton.Cli.Views;

/// <summary>Writes journal entries as one JSON object per line, and nothing else.</summary>
internal sealed class JsonLines(Stream output) : IConversationView
{
    private readonly ArrayBufferWriter<byte> line = new();

    public void Recall(JournalEntry entry)
    {
        // Only new entries are written.
    }

    public void Show(JournalEntry entry)
    {
        line.ResetWrittenCount();
        JournalCodec.Write(entry, line);
        line.Write("\n"u8);
        // One write per line, so that a program that reads along never sees half a line.
        output.Write(line.WrittenSpan);
        output.Flush();
    }

    public void End(Turn turn)
    {
        // The entries of the turn are written already.
    }

    public void Say(string remark)
    {
        // Remarks are for people, who read the transcript.
    }

    public void Close(string? next)
    {
        // Remarks are for people, who read the transcript.
    }
}
