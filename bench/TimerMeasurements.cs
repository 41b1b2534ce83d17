using System.Diagnostics;
using Baton.Journals.Entries;
using Baton.Sqlite;
using Microsoft.Extensions.AI;

namespace Baton.Bench;

/// <summary>
/// Ten thousand conversations of about twenty entries each that fall due in one moment, at a journal that was opened anew: how long after
/// that moment the last has fired, and how long until the last is at the desk. Each round has a store of its own.
/// </summary>
internal static class TimerMeasurements
{
    private const int Conversations = 10_000;
    private const int Rounds = 5;

    public static async Task RunAsync()
    {
        Console.WriteLine(
            $"{Environment.ProcessorCount} processors, .NET {Environment.Version}, "
                + $"{(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC, {Conversations} conversations due at once"
        );
        var folder = Directory.CreateTempSubdirectory("baton-bench-");
        try
        {
            var template = Path.Combine(folder.FullName, "template.db");
            await FillAsync(template);
            var fired = new List<double>();
            var served = new List<double>();
            for (var round = -1; round < Rounds; round++)
            {
                var path = Path.Combine(folder.FullName, $"{round + 1}.db");
                File.Copy(template, path);
                var times = await FireAsync(path);
                if (round >= 0)
                {
                    fired.Add(times.Fired);
                    served.Add(times.Served);
                }

                File.Delete(path);
            }

            Print($"all fired {Median(fired):F3} s after the moment (min {fired.Min():F3}, max {fired.Max():F3})");
            Print($"all tickets open and customers told after {Median(served):F3} s (min {served.Min():F3}, max {served.Max():F3})");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(string path)
    {
        await using var journal = SqliteJournal.Open(path);
        var clock = new SetClock(DateTimeOffset.UnixEpoch.AddYears(56));
        var runtime = new TeamRuntime(TeamOf(), ModelFor, journal, new RuntimeOptions { TimeProvider = clock });
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Conversations),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (number, cancellationToken) =>
            {
                var conversation = new ConversationId($"c{number}");
                await runtime.RunAsync(
                    $"I was charged $49.99 for case {number}, and my plan should be $29.99.",
                    conversation,
                    cancellationToken: cancellationToken
                );
                await runtime.RunAsync("It is the invoice of November.", conversation, cancellationToken: cancellationToken);
            }
        );
        var entries = await journal.ReadAsync(new ConversationId("c1")).CountAsync();
        Print($"{entries} entries in a conversation before, {new FileInfo(path).Length / 1024 / 1024} MB in all");
    }

    private static async Task<(double Fired, double Served)> FireAsync(string path)
    {
        await using var journal = SqliteJournal.Open(path);
        var due = (await journal.NextDueAsync("bench", DateTimeOffset.MinValue))!.Value;
        var runtime = new TeamRuntime(TeamOf(), ModelFor, journal, new RuntimeOptions { TimeProvider = new SetClock(due) });
        var commits = journal.Commits;
        var worked = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        using var stop = new CancellationTokenSource();
        var swept = 0.0;
        var watching = Task.Run(async () =>
        {
            // What has fired is due no more at this moment.
            while (swept == 0 && !stop.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
                if (!await journal.ListDueAsync("bench", due).AnyAsync())
                    swept = Stopwatch.GetElapsedTime(started).TotalSeconds;
            }
        });
        var fired = await runtime.ServeDueAsync();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        stop.Cancel();
        await watching;
        var work = (Environment.CpuUsage.TotalTime - worked).TotalSeconds;
        await RequireOnceAsync(journal, fired);
        Print(
            $"  {fired} fired in {swept:F3} s, and all were at the desk after {seconds:F3} s, with {work:F3} s of work on the "
                + $"processors and {journal.Commits - commits} commits"
        );
        return (swept, seconds);
    }

    private static async Task RequireOnceAsync(SqliteJournal journal, int fired)
    {
        for (var number = 0; number < Conversations; number += 97)
        {
            var timers = await journal.ReadAsync(new ConversationId($"c{number}")).OfType<TimerFired>().CountAsync();
            var tickets = await journal.ReadAsync(new ConversationId($"c{number}")).OfType<TicketOpened>().CountAsync();
            if (fired != Conversations || timers != 1 || tickets != 1)
                throw new InvalidOperationException($"{fired} fired; conversation {number} {timers} times, with {tickets} tickets.");
        }
    }

    private static Team TeamOf()
    {
        var billing = new Agent
        {
            Name = "billing",
            Instructions = "Answer questions about charges and plans.",
            Tools =
            [
                Tool.Create((string amount) => $"INV-2041 {amount}", "find_charge", "Finds a charge by its amount.", ToolEffect.ReadOnly),
            ],
        };
        var triage = new Agent
        {
            Name = "triage",
            Instructions = "Route the customer.",
            Handoffs = [billing],
        };
        return new Team("bench", triage) { Desks = [new Desk { Name = "people" }] };
    }

    private static InstantModel ModelFor(Agent agent) =>
        agent.Name == "triage"
            ? new InstantModel(_ =>
                Reply(
                    new FunctionCallContent(
                        "t",
                        "transfer_to_billing",
                        new Dictionary<string, object?>
                        {
                            ["summary"] = "The customer was charged $49.99 instead of $29.99.",
                            ["issues"] = new[] { "The charge of $49.99" },
                            ["limits"] = new Dictionary<string, object?> { ["minutes"] = 60 },
                        }
                    )
                )
            )
            : new InstantModel(last =>
                last.Role == ChatRole.Tool
                    ? Reply(new TextContent("You were charged $49.99 for the Pro plan on 2026-11-03 (invoice INV-2041). Is it this one?"))
                    : Reply(new FunctionCallContent("b", "find_charge", new Dictionary<string, object?> { ["amount"] = "49.99" }))
            );

    private static ChatResponse Reply(AIContent content) =>
        new(new ChatMessage(ChatRole.Assistant, [content]))
        {
            FinishReason = content is FunctionCallContent ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = 400, OutputTokenCount = 60 },
        };

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static void Print(string line) => Console.WriteLine(line);

    /// <summary>A clock that stands.</summary>
    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
