using System.Text.RegularExpressions;
using Baton.Journals;
using Baton.Teams.Fallbacks;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>A team whose triage delegates to specialists that work at the same time.</summary>
internal sealed partial class LegTeam
{
    public LegTeam(
        TurnLimits? limits = null,
        Desk? desk = null,
        ApprovalRule? approval = null,
        Func<CancellationToken, Task<string>>? tool = null,
        int more = 0,
        FallbackPolicy? fallback = null
    )
    {
        var lookUp = new Tool(Tool.Create(tool ?? (_ => Task.FromResult("found")), "look_up").Function)
        {
            Effect = ToolEffect.Idempotent,
            Approval = approval,
        };
        var billing = new Agent
        {
            Name = "billing",
            Tools = [lookUp],
            Handoffs = [new Agent { Name = "invoices" }, new Agent { Name = "refunds" }],
        };
        var technical = new Agent
        {
            Name = "technical",
            Tools = [new Tool(Tool.Create(() => "found", "look_up").Function) { Effect = ToolEffect.Idempotent }],
        };
        var triage = new Agent { Name = "triage", Handoffs = [billing, technical] };
        for (var number = 1; number <= more; number++)
            triage.Handoffs.Add(new Agent { Name = $"s{number}" });
        Team = new Team("support", triage, limits, fallback: fallback)
        {
            Strategy = IssueStrategy.Coordinator,
            Desks = desk is null ? [] : [desk],
        };
        Models["triage"] = new ScriptedModel(request => Reported(request) is { Length: > 0 } reports ? Say($"All done:{reports}") : Both);
        Models["billing"] = new ScriptedModel(_ => Say("Paid back."));
        Models["technical"] = new ScriptedModel(_ => Say("Works again."));
    }

    public static ScriptedReply Both =>
        Transfer("billing", "Wrong charge.", 0.9, "Wrong charge").And(Transfer("technical", "It fails.", 0.9, "Dashboard"));

    public Team Team { get; }

    public ScriptedModels Models { get; } = new();

    public IJournal Journal { get; init; } = new InMemoryJournal();

    public ConversationId Conversation { get; } = new("c1");

    public TeamRuntime Runtime(TimeProvider? time = null) =>
        new(Team, Models.For, Journal, new RuntimeOptions { TimeProvider = time ?? TimeProvider.System });

    public Task<Turn> RunAsync(string message, MessageId? id = null, TimeProvider? time = null) =>
        Runtime(time).RunAsync(message, Conversation, id);

    public async Task<List<JournalEntry>> EntriesAsync() => await Journal.ReadAsync(Conversation).ToListAsync();

    // What the last message holds of reports, in the order of the issues.
    private static string Reported(ScriptedRequest request)
    {
        var reports = Report().Matches(request.Messages[^1].Text).OrderBy(match => match.Groups[1].Value, StringComparer.Ordinal).ToList();
        var texts = reports
            .SelectMany(match => match.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => line.StartsWith("Not everything", StringComparison.Ordinal) ? "" : $" {line}");
        return string.Concat(texts)
            + (
                reports.Exists(match => match.Groups[2].Value.Contains("Not everything", StringComparison.Ordinal))
                    ? " Not everything is done."
                    : ""
            );
    }

    [GeneratedRegex("<baton:report [^>]*>\nIssues: ([^\n]*)(.*?)\n</baton:report>", RegexOptions.Singleline)]
    private static partial Regex Report();
}
