using System.Text.Json;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>
/// Rule 3: when a reply's transfers are accepted, every issue that they name is in the ledger before the baton moves or a model is asked
/// again. A transfer that is refused has its own end.
/// </summary>
internal sealed class Transfers(World world) : Rule(world)
{
    private const string Name = "3 no issue is dropped";

    private readonly Dictionary<(string Conversation, string? Leg), Reply> replies = [];

    public override void After(Conversation conversation, Entry entry)
    {
        var place = (conversation.Id, entry.Leg);
        switch (entry.Kind)
        {
            case EntryKind.ModelCallEnded:
                replies[place] = ReplyOf(entry);
                break;
            case EntryKind.IssueOpened or EntryKind.IssueChanged when entry.CallId is { } by && replies.TryGetValue(place, out var reply):
                reply.IsAccepted |= reply.Named.ContainsKey(by);
                break;
            case EntryKind.ToolCallEnded when entry.CallId is { } refused && replies.TryGetValue(place, out var reply):
                reply.Named.Remove(refused);
                break;
            // A leg opens under its own name, so the reply before it is its parent's.
            case EntryKind.HandedOff when Conversation.IsDelegation(entry):
                Check(conversation, entry, conversation.Find(entry.Leg)?.Parent?.Name);
                break;
            case EntryKind.HandedOff or EntryKind.ModelCallBegun or EntryKind.Replied:
                Check(conversation, entry, entry.Leg);
                break;
            default:
                break;
        }
    }

    private static Reply ReplyOf(Entry entry)
    {
        var reply = new Reply();
        foreach (var call in entry.Items("calls"u8))
        {
            if (
                call.GetProperty("name"u8).GetString()?.StartsWith("transfer_to_", StringComparison.Ordinal) == true
                && call.TryGetProperty("arguments"u8, out var arguments)
                && arguments.ValueKind == JsonValueKind.Object
                && arguments.TryGetProperty("issues"u8, out var issues)
                && issues.ValueKind == JsonValueKind.Array
            )
                reply.Named[call.GetProperty("call_id"u8).GetString() ?? ""] =
                [
                    .. issues.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!),
                ];
        }

        return reply;
    }

    private void Check(Conversation conversation, Entry entry, string? leg)
    {
        if (!replies.Remove((conversation.Id, leg), out var reply) || !reply.IsAccepted)
            return;
        foreach (var (call, titles) in reply.Named)
        {
            foreach (var title in titles.Where(title => title.Any(char.IsLetter)))
            {
                if (!conversation.Issues.Values.Any(issue => Plain(issue.Title) == Plain(title)))
                    World.Report(Name, $"{conversation.Id}, {entry}: call {call} names '{title}', which is no issue.");
            }
        }
    }

    private static string Plain(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private sealed class Reply
    {
        public Dictionary<string, List<string>> Named { get; } = [];

        public bool IsAccepted { get; set; }
    }
}
