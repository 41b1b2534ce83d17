using Baton.Deciding.Escalations;
using Baton.Deciding.Handoffs;
using Baton.Journals.Entries;
using Baton.States;
using Baton.Teams;
using Baton.Teams.Confidences;
using Baton.Teams.Constraints;
using Baton.Teams.Escalations;
using Baton.Teams.Handoffs;
using Baton.Teams.Issues;
using Baton.Teams.SharedStates;

namespace Baton.Deciding;

/// <summary>A model's reply, with its calls sorted by kind and by whether they are allowed.</summary>
internal sealed class ReplyReading
{
    /// <summary>The most calls of one reply that are made.</summary>
    public const int MostCalls = 64;

    private const string IsOvertaken =
        "This was not called: the customer wrote again first. Read that. Call it again only if they still want it.";

    // A reply without calls is the most frequent one.
    private static readonly ReplyReading Nothing = new();

    private ReplyReading() { }

    /// <summary>Calls of the agent's own tools.</summary>
    public List<DueToolCall> Tools { get; private set; } = None<DueToolCall>.List;

    /// <summary>Calls of the agent's own tools that are not allowed now, each with what the model is told.</summary>
    public List<RefusedCall> Forbidden { get; private set; } = None<RefusedCall>.List;

    /// <summary>Calls of the agent's own tools that still need a person's approval, each with the reason.</summary>
    public List<WaitingCall> Waiting { get; private set; } = None<WaitingCall>.List;

    /// <summary>Calls that write shared state. If one is refused, all are.</summary>
    public List<DueWrite> Writes { get; private set; } = None<DueWrite>.List;

    /// <summary>Calls of <c>update_issue</c>.</summary>
    public List<ModelToolCall> Updates { get; private set; } = None<ModelToolCall>.List;

    /// <summary>Calls of <c>report</c>.</summary>
    public List<ModelToolCall> Reports { get; private set; } = None<ModelToolCall>.List;

    /// <summary>Calls that hand over.</summary>
    public List<Transfer> Transfers { get; private set; } = None<Transfer>.List;

    /// <summary>The first call of <c>escalate</c>; null for none.</summary>
    public Escalation? Escalation { get; private set; }

    /// <summary>Invalid calls, each with what the model is told.</summary>
    public List<RefusedCall> Refused { get; private set; } = None<RefusedCall>.List;

    /// <summary>Why each of <see cref="Refused"/> is refused.</summary>
    public List<FailureCause> RefusedFor { get; private set; } = None<FailureCause>.List;

    /// <summary>Reads a reply.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="member">Whose model wrote it.</param>
    /// <param name="access">What it may use.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="joined">
    /// The last message that joined the turn, or 0. What was decided before it, by the model or by a person, and has not begun is not done:
    /// the model reads the message first.
    /// </param>
    public static ReplyReading Of(ModelCallEnded reply, TeamMember member, Access access, TurnState turn, long joined)
    {
        if (reply.Calls is not { Count: > 0 } calls)
            return Nothing;
        var reading = new ReplyReading();
        for (var index = 0; index < calls.Count; index++)
        {
            var call = calls[index];
            if (index >= MostCalls && !turn.HasBegun(call.CallId))
            {
                reading.Refuse(
                    call,
                    FailureCause.BoundReached,
                    $"A reply may have {MostCalls} calls, so this one was not made. Make it in your next reply."
                );
                continue;
            }

            // A reply that was cut off is incomplete, so none of its calls is made.
            if (reply.Finish == "length" && !turn.HasBegun(call.CallId))
                reading.Refuse(
                    call,
                    FailureCause.CutOff,
                    "Your reply was cut off, so none of its calls was made. Call the tools again, in fewer words."
                );
            else if (member.Transfers.TryGetValue(call.Name, out var transferTool))
                reading.AddTransfer(call, transferTool);
            else if (member.Escalates is { } escalates && call.Name == EscalateTool.ToolName)
                reading.AddEscalation(call, escalates, reply.Text);
            else if (!member.Tools.TryGetValue(call.Name, out var tool))
                reading.Refuse(call, FailureCause.UnknownTarget, UnknownName(call, member, access));
            else if (tool.Name == WriteState.ToolName)
                reading.Writes = With(
                    reading.Writes,
                    new DueWrite(call, call.Malformed ?? (turn.HasBegun(call.CallId) ? null : access.Refusal(tool, call.Arguments)))
                );
            else if (tool.Name == UpdateIssue.ToolName)
                reading.Updates = With(reading.Updates, call);
            else if (tool.Name == Report.ToolName)
                reading.Reports = With(reading.Reports, call);
            else if (call.Malformed is { } problem)
                reading.Refuse(call, FailureCause.MalformedArguments, $"{problem} {tool.Schema.HowToCall(tool.Name)}");
            else if (call.Misfit is { } misfit)
                reading.Refuse(call, FailureCause.MalformedArguments, $"{tool.Name} was not called: {misfit}");
            else if (turn.HasBegun(call.CallId))
                reading.Tools = With(
                    reading.Tools,
                    new DueToolCall(call, tool, InDoubt: true) { IsOvertaken = tool.Effect != ToolEffect.ReadOnly && reply.Seq < joined }
                );
            else if (access.Refusal(tool, call.Arguments) is { } refusal)
                reading.Forbidden = With(reading.Forbidden, new RefusedCall(call, refusal));
            else
                reading.AddUnlessWaiting(call, tool, turn, reply.Seq, joined);
        }

        return reading;
    }

    // Names what the model was offered. Older journals do not say what that was.
    private static string UnknownName(ModelToolCall call, TeamMember member, Access access)
    {
        var name = call.Named ?? call.Name;
        IReadOnlyList<string> offered = call.Offered ?? [.. member.ToolsFor(access, updatesIssues: true).Select(tool => tool.Name)];
        var agents = offered.Where(member.Transfers.ContainsKey);
        return name.StartsWith(TransferTool.Prefix, StringComparison.Ordinal)
            ? $"There is nobody named '{name}' to transfer to. {Offer("You can transfer with", agents)}"
            : $"There is no tool '{name}'. {Offer("Your tools are", offered)}";
    }

    private static string Offer(string words, IEnumerable<string> names)
    {
        var listed = string.Join(", ", names.Order(StringComparer.Ordinal));
        return listed.Length > 0 ? $"{words}: {listed}." : "You have none. Answer the customer yourself.";
    }

    // Once a person was asked, that decision counts, even if the approval rule has changed since.
    private void AddUnlessWaiting(ModelToolCall call, Tool tool, TurnState turn, long made, long joined)
    {
        var isAsked = turn.Approvals.TryGetValue(call.CallId, out var decided);
        var reason = isAsked ? "" : tool.Approval?.Reason(tool.Name, call.Arguments);
        if (decided is { Approved: false })
            Forbidden = With(
                Forbidden,
                new RefusedCall(
                    call,
                    decided.Note is { } note ? $"{decided.By} refused this call: {note}" : $"{decided.By} refused this call."
                )
            );
        else if (decided is null && reason is not null)
            Waiting = With(Waiting, new WaitingCall(call, reason));
        else if (tool.Effect != ToolEffect.ReadOnly && Math.Max(made, decided?.Seq ?? 0) < joined)
            Forbidden = With(Forbidden, new RefusedCall(call, IsOvertaken));
        else
            Tools = With(Tools, new DueToolCall(call, tool, InDoubt: false));
    }

    private void AddTransfer(ModelToolCall call, TransferTool tool)
    {
        var (transfer, problem) = Transfer.Read(call, tool.Target);
        if (transfer is not null)
            Transfers = With(Transfers, transfer);
        else
            Refuse(call, FailureCause.MalformedArguments, $"{problem} Call {call.Name} again.");
    }

    private void AddEscalation(ModelToolCall call, EscalateTool tool, string? said)
    {
        var (escalation, problem) = EscalateCall.Read(call, tool.Targets, said);
        if (escalation is null)
            Refuse(call, FailureCause.MalformedArguments, $"{problem} Call {call.Name} again.");
        else
            Escalation ??= escalation;
    }

    private void Refuse(ModelToolCall call, FailureCause cause, string problem)
    {
        RefusedFor = With(RefusedFor, cause);
        Refused = With(Refused, new RefusedCall(call, problem));
    }

    // Most replies have calls of one kind, so a list is made for the first call of its kind.
    private static List<T> With<T>(List<T> list, T call)
    {
        list = ReferenceEquals(list, None<T>.List) ? new List<T>(1) : list;
        list.Add(call);
        return list;
    }

    private static class None<T>
    {
        public static readonly List<T> List = [];
    }
}
