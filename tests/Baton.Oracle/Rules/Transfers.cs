using System.Text.Json;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>
/// Rule 3: every issue that an accepted transfer names is in the ledger before the baton moves or a model is asked again.
/// </summary>
internal sealed class Transfers(World world) : Rule(world)
{
    private const string Name = "3 no issue is dropped";

    private readonly Dictionary<(string Conversation, string Call), List<string>> named = [];
    private readonly Dictionary<string, HashSet<string>> accepted = [];

    public override void After(Conversation conversation, Entry entry)
    {
        switch (entry.Kind)
        {
            case EntryKind.ModelCallEnded:
                foreach (var call in entry.Items("calls"u8))
                    Read(conversation, call);
                break;
            case EntryKind.IssueOpened or EntryKind.IssueChanged when entry.CallId is { } by:
                if (!accepted.TryGetValue(conversation.Id, out var calls))
                    accepted.Add(conversation.Id, calls = []);
                calls.Add(by);
                break;
            case EntryKind.HandedOff or EntryKind.ModelCallBegun or EntryKind.Replied:
                Check(conversation, entry);
                break;
            default:
                break;
        }
    }

    private void Read(Conversation conversation, JsonElement call)
    {
        if (
            call.GetProperty("name"u8).GetString()?.StartsWith("transfer_to_", StringComparison.Ordinal) != true
            || !call.TryGetProperty("arguments"u8, out var arguments)
            || arguments.ValueKind != JsonValueKind.Object
            || !arguments.TryGetProperty("issues"u8, out var issues)
            || issues.ValueKind != JsonValueKind.Array
        )
            return;
        named[(conversation.Id, call.GetProperty("call_id"u8).GetString() ?? "")] =
        [
            .. issues.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!),
        ];
    }

    private void Check(Conversation conversation, Entry entry)
    {
        if (!accepted.Remove(conversation.Id, out var calls))
            return;
        foreach (var call in calls)
        {
            if (!named.Remove((conversation.Id, call), out var titles))
                continue;
            foreach (var title in titles.Where(title => title.Any(char.IsLetter)))
            {
                if (!conversation.Issues.Values.Any(issue => Plain(issue.Title) == Plain(title)))
                    World.Report(Name, $"{conversation.Id}, {entry}: call {call} names '{title}', which is no issue.");
            }
        }
    }

    private static string Plain(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
