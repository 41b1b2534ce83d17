using Baton.Handoffs;
using Baton.Handoffs.Constraints;
using Baton.Journals.Entries;
using Baton.SharedStates.Tools;
using Baton.Teams;

namespace Baton.Conversations.Steps;

/// <summary>A model's reply, sorted into what its agent may do with it.</summary>
internal sealed class ReplyReading
{
    private ReplyReading()
    {
    }

    /// <summary>Calls of the agent's own tools.</summary>
    public List<DueToolCall> Tools { get; } = [];

    /// <summary>Calls of the agent's own tools that it may not make now, each with what to tell.</summary>
    public List<RefusedCall> Forbidden { get; } = [];

    /// <summary>Calls that write shared state: what is wrong with one concerns them all.</summary>
    public List<DueWrite> Writes { get; } = [];

    /// <summary>Calls that hand over.</summary>
    public List<Transfer> Transfers { get; } = [];

    /// <summary>Calls that cannot be carried out, each with what to tell.</summary>
    public List<RefusedCall> Refused { get; } = [];

    /// <summary>Why the first of <see cref="Refused"/> is refused.</summary>
    public FailureCause RefusedFor { get; private set; }

    public static ReplyReading Of(ModelCallEnded reply, TeamMember member, Access access, IReadOnlySet<CallId> begun)
    {
        var reading = new ReplyReading();
        foreach (var call in reply.Calls ?? [])
        {
            if (member.Transfers.TryGetValue(call.Name, out var transferTool))
                reading.AddTransfer(call, transferTool);
            else if (!member.Tools.TryGetValue(call.Name, out var tool))
                reading.Refuse(call, FailureCause.UnknownTarget, UnknownName(call.Name, member));
            else if (tool.Name == WriteState.ToolName)
                reading.Writes.Add(new DueWrite(call, call.Malformed ?? (begun.Contains(call.CallId) ? null : access.Refusal(tool, call.Arguments))));
            else if (call.Malformed is { } problem)
                reading.Refuse(call, FailureCause.MalformedArguments, $"{problem} Call {call.Name} again with a JSON object that fits its schema.");
            else if (!begun.Contains(call.CallId) && access.Refusal(tool, call.Arguments) is { } refusal)
                reading.Forbidden.Add(new RefusedCall(call, refusal));
            else
                reading.Tools.Add(new DueToolCall(call, tool, begun.Contains(call.CallId)));
        }

        return reading;
    }

    private static string UnknownName(string name, TeamMember member) =>
        name.StartsWith(TransferTool.Prefix, StringComparison.Ordinal)
            ? $"There is nobody to transfer to by '{name}'. {Offer("You can transfer with", member.Transfers.Keys)}"
            : $"There is no tool '{name}'. {Offer("Your tools are", member.Tools.Keys.Concat(member.Transfers.Keys))}";

    private static string Offer(string words, IEnumerable<string> names)
    {
        var listed = string.Join(", ", names.Order(StringComparer.Ordinal));
        return listed.Length > 0 ? $"{words}: {listed}." : "You have none: answer the customer yourself.";
    }

    private void AddTransfer(ModelToolCall call, TransferTool tool)
    {
        var (transfer, problem) = Transfer.Read(call, tool.Target);
        if (transfer is not null)
            Transfers.Add(transfer);
        else
            Refuse(call, FailureCause.MalformedArguments, $"{problem} Call {call.Name} again.");
    }

    private void Refuse(ModelToolCall call, FailureCause cause, string told)
    {
        if (Refused.Count == 0)
            RefusedFor = cause;
        Refused.Add(new RefusedCall(call, told));
    }
}
