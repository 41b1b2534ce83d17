using System.Diagnostics;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Sqlite;
using Baton.Teams.Triage;
using Baton.Texts.Routers;
using Microsoft.Extensions.AI;

namespace Baton.Bench;

/// <summary>
/// What the fast path takes and saves when models answer at once: a turn of two issues with it and without; what it takes to train a team's
/// router, and what keeping it saves.
/// </summary>
internal static class TriageMeasurements
{
    private const int Turns = 1001;
    private const int WarmUps = 300;
    private const int Trainings = 11;

    private const string Charge = "I was charged $49.99 but my plan costs $29.99";
    private const string Dashboard = "the dashboard shows an error";
    private const string Message = $"{Charge}. Also, {Dashboard}.";

    private static readonly int[] Sizes = [50, 100, 200, 500, 1000, 2000];

    public static async Task RunAsync()
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}");
        var folder = Directory.CreateTempSubdirectory("baton-bench-");
        try
        {
            await TurnsAsync("in memory", new InMemoryJournal());
            await using (var journal = SqliteJournal.Open(Path.Combine(folder.FullName, "routing.db")))
                await TurnsAsync("durable", journal);
            foreach (var size in Sizes)
                Cache(size, Path.Combine(folder.FullName, "routers"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // In turn, so that what the machine does meanwhile falls on both alike.
    private static async Task TurnsAsync(string name, IJournal journal)
    {
        TeamRuntime[] runtimes = [RuntimeOf(TriagePolicy.Default, journal), RuntimeOf(new() { FastPathConfidence = 0.9 }, journal)];
        var times = runtimes.Select(_ => new List<double>(Turns)).ToArray();
        var conversation = ConversationId.New();
        for (var round = -WarmUps; round < Turns; round++)
        {
            for (var index = 0; index < runtimes.Length; index++)
            {
                conversation = ConversationId.New();
                var started = Stopwatch.GetTimestamp();
                await runtimes[index].RunAsync(Message, conversation);
                if (round >= 0)
                    times[index].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        var calls = await journal.ReadAsync(conversation).CountAsync(entry => entry is ModelCallBegun);
        var (medians, least) = (
            times.Select(list => list.Order().ElementAt(Turns / 2)).ToList(),
            times.Select(list => list.Min()).ToList()
        );
        Print(
            $"{name, -10} a turn of two issues: {medians[0]:F3} ms (least {least[0]:F3}) with 3 model calls, {medians[1]:F3} ms (least "
                + $"{least[1]:F3}) with the fast path and {calls}"
        );
    }

    private static void Cache(int size, string folder)
    {
        var examples = Examples(size);
        var path = Path.Combine(folder, $"{size}.router");
        Directory.CreateDirectory(folder);
        var (trained, kept, read) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -2; round < Trainings; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var router = Router.Train(examples);
            var training = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            started = Stopwatch.GetTimestamp();
            using (var stream = File.Create(path + ".tmp"))
                router.Save(stream);
            File.Move(path + ".tmp", path, overwrite: true);
            var keeping = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            started = Stopwatch.GetTimestamp();
            _ = Router.Fingerprint(examples);
            using (var stream = File.OpenRead(path))
                _ = Router.TryLoad(stream);
            if (round < 0)
                continue;
            trained.Add(training);
            kept.Add(keeping);
            read.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Print(
            $"{size, 5} examples, 5 agents: trained in {Median(trained), 7:F1} ms, kept in {Median(kept), 5:F1} ms "
                + $"({new FileInfo(path).Length / 1024} KB), named and read in {Median(read), 5:F1} ms"
        );
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    // Sentences of a few words each agent has for itself, and a few that all have.
    private static List<RouterExample> Examples(int count)
    {
        var random = new Random(7);
        string[] common =
        [
            "please",
            "my",
            "the",
            "is",
            "not",
            "today",
            "help",
            "with",
            "again",
            "since",
            "what",
            "can",
            "you",
            "i",
            "need",
        ];
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(number => new RouterExample(
                    string.Join(
                        ' ',
                        Enumerable
                            .Range(0, 9)
                            .Select(_ =>
                                random.Next(3) == 0
                                    ? $"{(char)('a' + (number % 5))}word{random.Next(60)}"
                                    : common[random.Next(common.Length)]
                            )
                    ),
                    $"agent{number % 5}"
                )),
        ];
    }

    private static TeamRuntime RuntimeOf(TriagePolicy policy, IJournal journal)
    {
        var billing = new Agent
        {
            Name = "billing",
            Instructions = "Answer questions about charges and plans.",
            Examples =
            [
                Charge,
                "you billed me twice this month",
                "I want my money back",
                "when will my refund arrive",
                "how much does the plan cost",
                "my price went up",
                "send me my invoice",
            ],
        };
        var technical = new Agent
        {
            Name = "technical",
            Instructions = "Answer questions about errors.",
            Examples =
            [
                Dashboard,
                "the dashboard does not load",
                "I cannot log in",
                "my password is not accepted",
                "the page is very slow",
                "the export takes for ever",
                "is there an outage",
            ],
        };
        var triage = new Agent
        {
            Name = "triage",
            Instructions = "Route the customer.",
            Examples = ["I have a question", "can you help me", "hello", "I have two problems"],
            Handoffs = [billing, technical],
        };
        var answers = new Dictionary<Agent, ChatResponse>
        {
            [triage] = Reply(Transfer("billing", Charge), Transfer("technical", Dashboard)),
            [billing] = Reply(new TextContent("You were charged $49.99; $20.00 go back to your card.")),
            [technical] = Reply(new TextContent("The dashboard is being mended.")),
        };
        return new TeamRuntime(new Team("bench", triage) { Triage = policy }, agent => new InstantModel(_ => answers[agent]), journal);
    }

    private static FunctionCallContent Transfer(string agent, string issue) =>
        new(
            agent,
            $"transfer_to_{agent}",
            new Dictionary<string, object?>
            {
                ["summary"] = issue,
                ["issues"] = new[] { issue },
                ["confidence"] = 0.9,
            }
        );

    private static ChatResponse Reply(params AIContent[] contents) =>
        new(new ChatMessage(ChatRole.Assistant, contents))
        {
            FinishReason = contents[0] is FunctionCallContent ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
        };

    private static void Print(string line) => Console.WriteLine(line);
}
