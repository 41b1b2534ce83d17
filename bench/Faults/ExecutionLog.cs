using System.Globalization;
using System.Text;

namespace Baton.Bench.Faults;

/// <summary>One time that a tool really ran.</summary>
internal sealed record Execution(ConversationId Conversation, CallId Call, string Case);

/// <summary>
/// The world that tools change: a file with a line for each time that one ran, written before it answers and without asking whether it ran
/// before. A process that is killed leaves its lines.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="time">The clock.</param>
/// <param name="slow">How long a tool takes. Default: 30 milliseconds.</param>
internal sealed class ExecutionLog(string path, TimeProvider time, TimeSpan? slow = null)
{
    private readonly TimeSpan half = (slow ?? TimeSpan.FromMilliseconds(30)) / 2;

    private readonly Lock gate = new();

    /// <summary>Runs a tool: half of its time before the deed, and half behind it, so that a kill finds it in either.</summary>
    public async Task<string> RunAsync(ToolCall call, string number, string result)
    {
        await Task.Delay(half, time);
        lock (gate)
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{call.Conversation}\t{call.Id}\t{number}\n")));
        }

        await Task.Delay(half, time);
        return result;
    }

    /// <summary>What ran, in order.</summary>
    public static IReadOnlyList<Execution> Read(string path) =>
        File.Exists(path)
            ?
            [
                .. File.ReadLines(path)
                    .Select(line => line.Split('\t'))
                    .Select(part => new Execution(new ConversationId(part[0]), new CallId(part[1]), part[2])),
            ]
            : [];
}
