using System.Buffers;
using Baton.Journals;

namespace Baton.Cli.Output;

/// <summary>Entries in the journal's own form, one a line, and nothing else.</summary>
internal sealed class JsonLines(Stream output) : IOutput
{
    private readonly ArrayBufferWriter<byte> line = new();

    public void Recall(JournalEntry entry)
    {
        // The reader has the line.
    }

    public void Show(JournalEntry entry)
    {
        line.ResetWrittenCount();
        JournalCodec.Write(entry, line);
        line.Write("\n"u8);
        // One write for each line: whoever reads along never sees half of one.
        output.Write(line.WrittenSpan);
        output.Flush();
    }

    public void End(Turn turn)
    {
        // Its entries have said it all.
    }

    public void Say(string remark)
    {
        // For people, who read the other form.
    }

    public void Close(string? next)
    {
        // For people, who read the other form.
    }
}
