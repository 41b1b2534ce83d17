namespace Baton.Oracle.Worlds;

/// <summary>Folds the calls of models and tools.</summary>
internal static class CallLife
{
    public static void Apply(Conversation conversation, Entry entry)
    {
        if (conversation.Find(entry.Leg) is not { } line)
            return;
        switch (entry.Kind)
        {
            case EntryKind.ModelCallBegun:
                line.Asking = entry;
                line.ModelCalls++;
                break;
            case EntryKind.ModelCallEnded:
                line.Asking = null;
                line.Reply = entry;
                foreach (var made in entry.Items("calls"u8))
                    Make(conversation, entry, made);
                break;
            // What is tried again counts once.
            case EntryKind.FellBack when entry.Text("rung"u8) is "retry" or "other_model":
                line.ModelCalls -= line.Asking is null ? 0 : 1;
                line.Asking = null;
                break;
            case EntryKind.AttemptFailed:
                line.Asking = null;
                break;
            case EntryKind.SummaryWritten:
                line.Summaries++;
                break;
            case EntryKind.ToolCallBegun when entry.CallId is { } id:
                line.ToolCalls++;
                conversation.CallOf(id).Begun ??= entry;
                break;
            case EntryKind.ToolCallEnded when entry.CallId is { } id:
                conversation.CallOf(id).Ended ??= entry;
                conversation.Approvals.Remove(id);
                break;
            case EntryKind.ApprovalAsked when entry.CallId is { } id:
                conversation.CallOf(id).Asked ??= entry;
                conversation.Approvals.Add(id);
                break;
            case EntryKind.ApprovalDecided when entry.CallId is { } id:
                conversation.CallOf(id).Decided ??= entry;
                conversation.Approvals.Remove(id);
                break;
            default:
                break;
        }
    }

    private static void Make(Conversation conversation, Entry reply, System.Text.Json.JsonElement made)
    {
        if (!made.TryGetProperty("call_id"u8, out var id) || id.GetString() is not { } name)
            return;
        var call = conversation.CallOf(name);
        call.Made ??= reply;
        call.Tool ??= made.TryGetProperty("name"u8, out var tool) ? tool.GetString() : null;
    }
}
