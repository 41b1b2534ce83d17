using System.Diagnostics;
using Baton.Journals;
using Baton.Sqlite;
using Microsoft.Extensions.AI;

namespace Baton.Bench;

/// <summary>
/// What the runtime takes for a leg when models answer at once: the time of a turn with n legs, less that of a turn in which the
/// coordinator answers alone, over n. One issue alone is handed over without a leg, so the row of 1 is that of a handoff.
/// </summary>
internal static class LegMeasurements
{
    private const int Turns = 301;
    private const int WarmUps = 200;

    private static readonly int[] Counts = [0, 1, 2, 4, 8, 16];

    public static async Task RunAsync()
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}");
        await MeasureAsync("in memory", new InMemoryJournal());
        var folder = Directory.CreateTempSubdirectory("baton-bench-");
        try
        {
            await using var journal = SqliteJournal.Open(Path.Combine(folder.FullName, "legs.db"));
            await MeasureAsync("durable", journal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string name, IJournal journal)
    {
        var runtimes = Counts.Select(legs => RuntimeOf(legs, journal)).ToList();
        var times = runtimes.ConvertAll(_ => new List<double>(Turns));
        // In turn, so that what the machine does meanwhile falls on all of them alike.
        for (var round = -WarmUps; round < Turns; round++)
        {
            for (var index = 0; index < runtimes.Count; index++)
            {
                var started = Stopwatch.GetTimestamp();
                await runtimes[index].RunAsync($"Case {round}: I have {Counts[index]} problems.");
                if (round >= 0)
                    times[index].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        var medians = times.ConvertAll(list => list.Order().ElementAt(Turns / 2));
        Print($"{name}: {medians[0]:F3} ms without legs");
        for (var index = 1; index < Counts.Length; index++)
            Print(
                $"  {Counts[index], 2} legs {medians[index], 8:F3} ms a turn, {(medians[index] - medians[0]) / Counts[index], 6:F3} ms "
                    + "a leg"
            );
    }

    private static TeamRuntime RuntimeOf(int legs, IJournal journal)
    {
        var triage = new Agent { Name = "triage", Instructions = "Route the customer." };
        for (var number = 1; number <= Counts[^1]; number++)
            triage.Handoffs.Add(new Agent { Name = $"specialist{number}", Instructions = "Answer questions." });
        var delegation = Reply([.. Enumerable.Range(1, legs).Select(Transfer)]);
        var done = Reply(new TextContent("That was everything that you asked for today."));
        var answer = Reply(new TextContent("You were charged $49.99 on 2026-11-03 (invoice INV-2041); $20.00 go back to your card."));
        var team = new Team("bench", triage) { Strategy = IssueStrategy.Coordinator };
        return new TeamRuntime(
            team,
            agent => new InstantModel(agent == triage ? last => legs == 0 || IsReported(last) ? done : delegation : _ => answer),
            journal
        );
    }

    private static bool IsReported(ChatMessage last) => last.Text.Contains("<baton:report", StringComparison.Ordinal);

    private static FunctionCallContent Transfer(int number) =>
        new(
            $"t{number}",
            $"transfer_to_specialist{number}",
            new Dictionary<string, object?>
            {
                ["summary"] = $"The customer has problem {number}, with invoice INV-20{number:00}.",
                ["issues"] = new[] { $"Problem {number}" },
                ["confidence"] = 0.9,
            }
        );

    private static ChatResponse Reply(params AIContent[] contents) =>
        new(new ChatMessage(ChatRole.Assistant, contents))
        {
            FinishReason = contents is [FunctionCallContent, ..] ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
        };

    private static void Print(string line) => Console.WriteLine(line);
}
