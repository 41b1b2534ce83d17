using System.Globalization;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Sqlite;

namespace Baton.Bench.Faults;

/// <summary>What the journals of a campaign say, against what was seen from outside.</summary>
internal sealed class CampaignReport
{
    private const int Named = 20;

    private readonly CampaignOptions options;
    private readonly List<string> violations;
    private readonly Dictionary<FallbackRung, int> rungs = [];
    private readonly Dictionary<TurnEnd, int> ends = [];
    private TimeSpan longest;
    private TimeSpan all;
    private int turns;
    private int resumed;
    private int once;
    private int repeated;
    private int unknown;

    private CampaignReport(CampaignOptions options, IEnumerable<string> problems) => (this.options, violations) = (options, [.. problems]);

    /// <summary>What broke a promise, each in a sentence.</summary>
    public IReadOnlyList<string> Violations => violations;

    /// <summary>Reads the store of a campaign.</summary>
    /// <param name="options">What the campaign was.</param>
    /// <param name="folder">The campaign's folder.</param>
    /// <param name="questions">All that was asked.</param>
    /// <param name="problems">What broke a promise already while it ran.</param>
    public static async Task<CampaignReport> ReadAsync(
        CampaignOptions options,
        string folder,
        IReadOnlyList<Question> questions,
        IEnumerable<string> problems
    )
    {
        var report = new CampaignReport(options, problems);
        await using var journal = SqliteJournal.Open(Worker.StoreIn(folder), new SqliteJournalOptions { ReadOnly = true });
        var executions = ExecutionLog.Read(Worker.ExecutionsIn(folder)).ToLookup(execution => execution.Conversation);
        foreach (var conversation in questions.GroupBy(question => question.Conversation))
        {
            if (await journal.VerifyAsync(conversation.Key) is { IsWhole: false } broken)
                report.violations.Add($"{conversation.Key}: the journal is broken at entry {broken.BrokenAt}: {broken.Problem}");
            report.Read(
                await journal.ReadAsync(conversation.Key).ToListAsync(),
                conversation.Key,
                [.. conversation],
                [.. executions[conversation.Key]]
            );
        }

        return report;
    }

    /// <summary>Prints the table, and the first violations if there are any.</summary>
    public void Print(FaultyAgents agents, int kills, TimeSpan took)
    {
        var requests = Enum.GetValues<FaultKind>().Sum(agents.CountOf);
        Print(
            $"{options.Turns} turns of the sample team, seed {options.Seed}, {options.AtOnce} at once, {Environment.ProcessorCount} "
                + $"processors, {took.TotalSeconds:F0} s"
        );
        Print($"{"requests to providers", -28} {requests, 8}");
        foreach (var kind in Enum.GetValues<FaultKind>())
            Print($"  {Words(kind), -26} {agents.CountOf(kind), 8}  {100.0 * agents.CountOf(kind) / requests, 5:F1} %");
        Print($"{"rungs of the ladder", -28}");
        foreach (var rung in Enum.GetValues<FallbackRung>())
            Print($"  {Words(rung), -26} {rungs.GetValueOrDefault(rung), 8}");
        Print($"{"turns that ended", -28} {ends.Values.Sum(), 8}");
        foreach (var end in Enum.GetValues<TurnEnd>())
            Print($"  {Words(end), -26} {ends.GetValueOrDefault(end), 8}  {100.0 * ends.GetValueOrDefault(end) / options.Turns, 5:F1} %");
        Print(
            $"{"longest turn", -28} {longest.TotalSeconds, 8:F2} s of {options.TurnTime} s; {all.TotalSeconds / Math.Max(turns, 1):F2} "
                + "s on average"
        );
        Print($"{"kills of the process", -28} {kills, 8}  one in {took.TotalSeconds / Math.Max(kills, 1):F1} s");
        Print($"{"  turns taken up again", -28} {resumed, 8}");
        Print($"{"tools that may run once", -28} {once, 8}  {unknown} with an outcome that nobody knows");
        Print($"{"  repeated under their key", -28} {repeated, 8}  of those that may be");
        Print($"{"violations", -28} {violations.Count, 8}");
        foreach (var violation in violations.Take(Named))
            Console.WriteLine($"  {violation}");
        if (violations.Count > Named)
            Console.WriteLine($"  and {(violations.Count - Named).ToString(CultureInfo.InvariantCulture)} more");
    }

    private void Read(List<JournalEntry> entries, ConversationId conversation, List<Question> questions, List<Execution> executions)
    {
        foreach (var fell in entries.OfType<FellBack>())
            rungs[fell.Rung] = rungs.GetValueOrDefault(fell.Rung) + 1;
        foreach (var question in questions)
        {
            var check = TurnCheck.Of(entries, question, TimeSpan.FromSeconds(options.TurnTime));
            violations.AddRange(check.Violations);
            if (check.End is not { } end)
                continue;
            ends[end] = ends.GetValueOrDefault(end) + 1;
            (turns, all) = (turns + 1, all + check.Took);
            longest = check.Took > longest ? check.Took : longest;
            resumed += question.Taken.Count > question.Heard.Count ? 1 : 0;
        }

        violations.AddRange(ToolCheck.Of(entries, conversation, executions, tool => tool == CampaignTeam.GiveCredit));
        once += entries.OfType<ToolCallBegun>().Count(begun => begun.Tool == CampaignTeam.GiveCredit);
        unknown += entries.OfType<ToolCallEnded>().Count(ended => ended is { Tool: CampaignTeam.GiveCredit, Outcome: ToolOutcome.Unknown });
        repeated += executions.GroupBy(execution => execution.Call).Count(call => call.Count() > 1);
    }

    private static string Words(Enum word) =>
        word switch
        {
            FaultKind.None => "answered as it should",
            FaultKind.RateLimited => "429 with Retry-After",
            FaultKind.Overloaded => "529",
            FaultKind.Dropped => "connection dropped",
            FaultKind.CutStream => "cut in the middle",
            FaultKind.Hang => "hang",
            FaultKind.MalformedCall => "malformed tool call",
            FaultKind.WrongReply => "wrong reply",
            FallbackRung.Retry => "1 retry",
            FallbackRung.OtherModel => "2 other_model",
            FallbackRung.Router => "3 router",
            FallbackRung.Generalist => "3 generalist",
            FallbackRung.Person => "4 person",
            FallbackRung.Degraded => "5 degraded",
            TurnEnd.Reply => "with a reply",
            TurnEnd.Ticket => "with a ticket",
            _ => "with a degraded answer",
        };

    private static void Print(string line) => Console.WriteLine(line);
}
