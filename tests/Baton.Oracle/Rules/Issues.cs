using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Rule 3: no issue is dropped. Each ends once, with a reason, unless it is reopened by name.</summary>
internal sealed class Issues(World world) : Rule(world)
{
    private const string Name = "3 no issue is dropped";
    private const string Once = "an issue ends once";

    public override void Before(Conversation conversation, Entry entry)
    {
        switch (entry.Kind)
        {
            case EntryKind.IssueOpened:
                CheckOpened(conversation, entry);
                CheckStatus(conversation, entry);
                break;
            case EntryKind.IssueChanged:
                CheckChanged(conversation, entry);
                CheckStatus(conversation, entry);
                break;
            case EntryKind.ConversationClosed:
                foreach (var issue in conversation.Issues.Values.Where(issue => !issue.IsEnded))
                    World.Report(Name, $"{conversation.Id}, {entry}: issue {issue.Id} is {issue.Status} when the conversation closes.");
                break;
            case EntryKind.Replied:
                CheckLeft(conversation, entry);
                CheckTransfers(conversation, entry);
                CheckOwners(conversation, entry);
                break;
            case EntryKind.Degraded or EntryKind.InterimReplied:
                CheckOwners(conversation, entry);
                break;
            case EntryKind.TicketOpened:
                foreach (var number in entry.Items("issues"u8))
                {
                    if (!conversation.Issues.ContainsKey(number.GetInt64()))
                        World.Report(Name, $"{conversation.Id}, {entry}: the ticket is about issue {number}, which was never opened.");
                }

                break;
            default:
                break;
        }
    }

    private void CheckOpened(Conversation conversation, Entry entry)
    {
        var number = entry.Whole("issue"u8);
        if (number != conversation.Issues.Count + 1)
            World.Report(Name, $"{conversation.Id}, {entry}: issue {number} is opened when there are {conversation.Issues.Count}.");
        var words = WordsOf(entry.Text("title"u8) ?? "");
        foreach (var issue in conversation.Issues.Values)
        {
            if (!issue.IsEnded && WordsOf(issue.Title) == words)
                World.Report(Name, $"{conversation.Id}, {entry}: issue {issue.Id} has the same title and has not ended.");
        }
    }

    private void CheckChanged(Conversation conversation, Entry entry)
    {
        var number = entry.Whole("issue"u8) ?? 0;
        if (!conversation.Issues.TryGetValue(number, out var issue))
        {
            World.Report(Name, $"{conversation.Id}, {entry}: issue {number} was never opened.");
            return;
        }

        if (entry.Text("title"u8) != issue.Title)
            World.Report(Name, $"{conversation.Id}, {entry}: issue {number} was called '{issue.Title}'.");
        var status = entry.Text("status"u8) ?? "";
        // Its owner may correct how it ended, and so may a person.
        var isCorrected = Issue.IsEnd(status) && (entry.Text("update_call"u8) ?? entry.Text("outcome"u8)) is not null;
        if (!issue.IsEnded || status == issue.Status || isCorrected)
            return;
        if (entry.Text("reason"u8)?.StartsWith("reopened by ", StringComparison.Ordinal) != true)
            World.Report(Once, $"{conversation.Id}, {entry}: issue {number} had ended as {issue.Status} and becomes {status}.");
        else if (Issue.IsEnd(status))
            World.Report(Once, $"{conversation.Id}, {entry}: issue {number} is reopened as {status}.");
    }

    private void CheckStatus(Conversation conversation, Entry entry)
    {
        var status = entry.Text("status"u8) ?? "";
        var owner = entry.Text("owner"u8) ?? "";
        var isNew = conversation.Issues.GetValueOrDefault(entry.Whole("issue"u8) ?? 0)?.Status != status;
        if (isNew && status is "escalated" or "declined" && (entry.Text("reason"u8) ?? entry.Text("outcome"u8)) is not { Length: > 0 })
            World.Report(Name, $"{conversation.Id}, {entry}: issue {entry.Whole("issue"u8)} ends as {status} without a reason.");
        if (!World.Agents.ContainsKey(owner) && !World.Desks.ContainsKey(owner))
            World.Report(Name, $"{conversation.Id}, {entry}: issue {entry.Whole("issue"u8)} goes to {owner}, who is not in the team.");
    }

    // Whoever has an issue is an agent, or a desk where a person is to act.
    private void CheckOwners(Conversation conversation, Entry entry)
    {
        foreach (var issue in conversation.Issues.Values)
        {
            if (!issue.IsEnded && World.Desks.ContainsKey(issue.Owner) && issue.Status != "waiting_on_person")
                World.Report(Name, $"{conversation.Id}, {entry}: issue {issue.Id} is {issue.Status} at {issue.Owner}.");
        }
    }

    // What could go on is done before the answer, unless it was tried in this turn and could not be finished.
    private void CheckLeft(Conversation conversation, Entry entry)
    {
        foreach (var issue in conversation.Issues.Values)
        {
            if (issue.Status == "open" && !IsUnfinished(conversation, issue))
                World.Report(Name, $"{conversation.Id}, {entry}: issue {issue.Id} of {issue.Owner} is left lying.");
        }
    }

    // Of a reply's transfers at least one has an issue, unless the reply was corrected or nobody could go on with it.
    private void CheckTransfers(Conversation conversation, Entry entry)
    {
        for (var place = conversation.Entries.Count - 1; place >= 0; place--)
        {
            var earlier = conversation.Entries[place];
            if (
                earlier.Kind is EntryKind.IssueOpened or EntryKind.IssueChanged
                && (earlier.CallId ?? earlier.Text("repeated_by"u8)) is not null
            )
                return;
            if (earlier.Kind is EntryKind.AttemptFailed or EntryKind.Escalated or EntryKind.FellBack or EntryKind.MessageReceived)
                return;
            if (earlier.Kind != EntryKind.ModelCallEnded)
                continue;
            foreach (var call in earlier.Items("calls"u8))
            {
                if (TargetOf(call) is { } target && Reaches(earlier.Actor, target))
                    World.Report(Name, $"{conversation.Id}, {entry}: {earlier} transfers to {target}, and no issue says so.");
            }

            return;
        }
    }

    private static string? TargetOf(System.Text.Json.JsonElement call) =>
        !call.TryGetProperty("malformed"u8, out _)
        && call.TryGetProperty("name"u8, out var name)
        && name.GetString() is { } tool
        && tool.StartsWith("transfer_to_", StringComparison.Ordinal)
            ? tool["transfer_to_".Length..]
            : null;

    private bool Reaches(string? from, string to) =>
        from is not null && World.Agents.TryGetValue(from, out var agent) && agent.Handoffs.Any(handoff => handoff.To == to);

    private static bool IsUnfinished(Conversation conversation, Issue issue)
    {
        for (var place = conversation.Entries.Count - 1; place >= 0; place--)
        {
            var entry = conversation.Entries[place];
            if (entry.Kind is EntryKind.Replied or EntryKind.Degraded or EntryKind.OperatorReplied)
                return false;
            if (entry.Kind == EntryKind.Escalated && entry.Whole("issue"u8) == issue.Id)
                return true;
            if (entry.Kind == EntryKind.LegEnded && entry.Items("issues"u8).Any(number => number.GetInt64() == issue.Id))
                return true;
        }

        return false;
    }

    // Titles that differ in case, spaces and punctuation only are the same.
    private static string WordsOf(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
