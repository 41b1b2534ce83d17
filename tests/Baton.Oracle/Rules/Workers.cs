using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>
/// One living process works on a conversation at a time: once the beginning of its model call or tool is durable, nobody else writes there
/// until the end. A process that could not reach the store may have been taken for dead, and one whose caller gave up has left the work to
/// others, also where a tool does not stop at once.
/// </summary>
internal sealed class Workers(World world) : Rule(world)
{
    private const string Name = "one living process works on a conversation at a time";

    private readonly List<Work> underWay = [];
    private readonly Dictionary<int, TimeSpan> cutOff = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        if (entry.Process is not { } process)
            return;
        foreach (var work in underWay)
        {
            if (work.Conversation == conversation.Id && work.Process != process && work.IsDurable && CouldRenew(work.Process))
                World.Report(
                    Name,
                    $"process {process} writes {entry} to {conversation.Id} while {work.Name} of process {work.Process}, which lives, "
                        + "is under way."
                );
        }

        // What ends in the journal is given up, whether or not the world has noticed.
        underWay.RemoveAll(work => work.Process == process && work.Conversation == conversation.Id && IsEndOf(entry, work));
        // Whoever loses the race for the first entry asks again: then the newest call is the one that has begun.
        if (
            underWay.FindLast(work => work.Process == process && IsBeginningOf(entry, work)) is { } begun
            && begun.Conversation == conversation.Id
        )
            begun.IsDurable = true;
    }

    public override void See(Happening happening)
    {
        switch (happening)
        {
            case Happening.ModelAsked { Process: { } process, Conversation: { } conversation } request:
                underWay.Add(new Work(process, conversation, $"model call {request.Call}", request.Agent, CallId: null));
                break;
            case Happening.ModelReplied replied:
                underWay.RemoveAll(work => work.CallId is null && work.Name == $"model call {replied.Call}");
                break;
            case Happening.ToolRan { Process: { } process } ran:
                underWay.Add(new Work(process, ran.Conversation, $"tool call {ran.CallId}", ran.Agent, ran.CallId));
                break;
            case Happening.ToolDone done:
                underWay.RemoveAll(work => work.CallId == done.CallId && work.Process == done.Process);
                break;
            case Happening.SendFailed
            {
                Process: { } process,
                Error: nameof(OperationCanceledException) or nameof(TaskCanceledException)
            } failed:
                underWay.RemoveAll(work => work.Process == process && work.Conversation == failed.Conversation);
                break;
            case Happening.StoreFailed { Process: { } process }:
                cutOff[process] = happening.At;
                break;
            case Happening.ProcessKilled or Happening.ProcessStopped:
                underWay.RemoveAll(work => work.Process == happening.Process);
                break;
            default:
                break;
        }
    }

    private static bool IsBeginningOf(Entry entry, Work work) =>
        work.CallId is null
            ? entry.Kind == EntryKind.ModelCallBegun && entry.Actor == work.Agent
            : entry.Kind == EntryKind.ToolCallBegun && entry.CallId == work.CallId;

    private static bool IsEndOf(Entry entry, Work work) =>
        work.CallId is not null
            ? entry.Kind == EntryKind.ToolCallEnded && entry.CallId == work.CallId
            : entry.Actor == work.Agent
                && entry.Kind
                    is EntryKind.ModelCallEnded
                        or EntryKind.AttemptFailed
                        or EntryKind.FellBack
                        or EntryKind.LegEnded
                        or EntryKind.Degraded;

    private bool CouldRenew(int process) =>
        !cutOff.TryGetValue(process, out var failed) || World.Now.At - failed > World.Team.LeaseTime * 2;

    private sealed record Work(int Process, string Conversation, string Name, string Agent, string? CallId)
    {
        public bool IsDurable { get; set; }
    }
}
