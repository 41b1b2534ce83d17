using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Coverages;

/// <summary>Reads events from what happens: which event, and to which conversations.</summary>
internal sealed class Events(Phases phases)
{
    private readonly HashSet<(string Conversation, string Message)> sent = [];
    private readonly HashSet<(string From, string Id)> called = [];
    private readonly Dictionary<int, string> acts = [];

    /// <summary>Calls back with each event and conversation.</summary>
    public void Read(Happening happening, Action<string, WorldEvent> found)
    {
        switch (happening)
        {
            case Happening.Sent said:
                found(said.Conversation, MessageOf(said));
                break;
            case Happening.SendFailed failed:
                found(failed.Conversation, WorldEvent.CallerGaveUp);
                break;
            case Happening.ActBegun act:
                acts[act.Act] = act.Conversation;
                if (Enum.TryParse<WorldEvent>(act.Kind, out var kind))
                    found(act.Conversation, kind);
                break;
            case Happening.ActEnded { Error: { } error } ended when acts.TryGetValue(ended.Act, out var of):
                if (error.EndsWith(nameof(InvalidOperationException), StringComparison.Ordinal))
                    found(of, WorldEvent.ActRefused);
                break;
            case Happening.CalledBack call when ConversationOf(call.Ticket) is { } conversation:
                ReadCallback(call, conversation, found);
                break;
            case Happening.ModelReplied replied when phases.ConversationOf(replied.Call) is { } conversation:
                if (EventOf(replied) is { } failure)
                    found(conversation, failure);
                break;
            case Happening.ToolDone done when phases.ConversationOf(done.CallId) is { } conversation:
                if (EventOf(done.Outcome) is { } end)
                    found(conversation, end);
                break;
            case Happening.Delivered delivered when ConversationOf(delivered.Id) is { } conversation:
                found(conversation, delivered.IsAccepted ? WorldEvent.DeliveryAccepted : WorldEvent.DeliveryRefused);
                break;
            case Happening.Appended appended:
                foreach (var entry in appended.Entries)
                {
                    if (TimerOf(entry) is { } timer)
                        found(appended.Conversation, timer);
                }

                break;
            default:
                if (EventOf(happening) is { } everywhere)
                    ReadEverywhere(happening, everywhere, found);
                break;
        }
    }

    private WorldEvent MessageOf(Happening.Sent said)
    {
        var isElsewhere = phases.WriterOf(said.Conversation) is { } writer && writer != said.Process;
        return sent.Add((said.Conversation, said.Message))
            ? isElsewhere
                ? WorldEvent.MessageElsewhere
                : WorldEvent.MessageNew
            : isElsewhere
                ? WorldEvent.MessageAgainElsewhere
                : WorldEvent.MessageAgain;
    }

    private void ReadCallback(Happening.CalledBack call, string conversation, Action<string, WorldEvent> found)
    {
        if (!called.Add((call.From, call.Id)))
            found(conversation, WorldEvent.CallbackAgain);
        else if (Enum.TryParse<WorldEvent>($"Callback{(call.Kind == "Claim" ? "Accept" : call.Kind)}", out var kind))
            found(conversation, kind);
    }

    // What ends or fails in a process concerns the conversations in which it wrote last; a clock concerns all.
    private void ReadEverywhere(Happening happening, WorldEvent what, Action<string, WorldEvent> found)
    {
        var isEverywhere = what is WorldEvent.ClockForward or WorldEvent.ClockBack or WorldEvent.ProcessStarted;
        foreach (var conversation in phases.Conversations)
        {
            if (isEverywhere || phases.WriterOf(conversation) is not { } writer || writer == happening.Process)
                found(conversation, what);
        }
    }

    // The ids of tickets and deliveries begin with the conversation's.
    private string? ConversationOf(string id) =>
        phases.Conversations.FirstOrDefault(conversation =>
            id.StartsWith(conversation, StringComparison.Ordinal)
            && id.Length > conversation.Length
            && id[conversation.Length] is '-' or '_'
        );

    private static WorldEvent? EventOf(Happening happening) =>
        happening switch
        {
            Happening.ProcessKilled => WorldEvent.ProcessKilled,
            Happening.ProcessStopped => WorldEvent.ProcessStopped,
            Happening.ProcessStarted => WorldEvent.ProcessStarted,
            Happening.ClockJumped jumped => jumped.By < TimeSpan.Zero ? WorldEvent.ClockBack : WorldEvent.ClockForward,
            Happening.StoreFailed { Kind: "before" } => WorldEvent.StoreFailedBefore,
            Happening.StoreFailed { Kind: "after" } => WorldEvent.StoreFailedAfter,
            Happening.StoreFailed => WorldEvent.StoreSlow,
            _ => null,
        };

    private static WorldEvent? EventOf(Happening.ModelReplied replied) =>
        replied.Error is { } error
            ? error.Contains("Timeout", StringComparison.Ordinal) || error.Contains("Canceled", StringComparison.Ordinal)
                ? WorldEvent.ModelTimedOut
                : WorldEvent.ModelErred
            : string.IsNullOrWhiteSpace(replied.Text) && replied.Calls.Count == 0
                ? WorldEvent.ModelRepliedEmpty
                : replied.Habit is "good" or ""
                    ? null
                    : WorldEvent.ModelRepliedBadly;

    private static WorldEvent? EventOf(string outcome) =>
        outcome switch
        {
            "failed" => WorldEvent.ToolFailed,
            "late" => WorldEvent.ToolLate,
            "lost" => WorldEvent.ToolLost,
            _ => null,
        };

    private static WorldEvent? TimerOf(System.Text.Json.JsonElement entry) =>
        !entry.TryGetProperty("type"u8, out var type)
        || EntryKinds.Of(type.GetString()) != EntryKind.TimerFired
        || !entry.TryGetProperty("of"u8, out var of)
            ? null
            : of.GetString() switch
            {
                "deadline" => WorldEvent.TimerDeadline,
                "issue_deadline" => WorldEvent.TimerIssueDeadline,
                "agent_time" => WorldEvent.TimerAgentTime,
                "first_response" => WorldEvent.TimerFirstResponse,
                "resolution" => WorldEvent.TimerResolution,
                _ => WorldEvent.TimerUnfinished,
            };
}
