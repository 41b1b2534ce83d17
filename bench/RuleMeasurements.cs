using System.Diagnostics;
using System.Text;
using Baton.Deciding.Rules;
using Baton.Journals.Entries;
using Baton.States;
using Baton.Teams.Rules;

namespace Baton.Bench;

/// <summary>
/// What 500 rules add to a message of 2 KB: half of them look for phrases, and half for patterns. Beside the median of the clock stands the
/// processor time of a round, which other work on the machine does not stretch.
/// </summary>
internal static class RuleMeasurements
{
    private const int Rounds = 2001;

    // So many that the compiler, which works beside, has done with what it does in the background.
    private const int WarmUps = 5000;
    private const int Bytes = 2048;

    private static readonly string[] Nouns =
    [
        "lawyer",
        "refund",
        "contract",
        "invoice",
        "regulator",
        "ombudsman",
        "newspaper",
        "police",
        "injury",
        "insurance",
        "warranty",
        "charge",
        "subscription",
        "account",
        "password",
        "identity",
        "passport",
        "delivery",
        "supplier",
        "terminal",
    ];

    private static readonly string[] Verbs =
    [
        "cancel",
        "sue",
        "report",
        "dispute",
        "complain",
        "escalate",
        "withdraw",
        "terminate",
        "reverse",
        "withhold",
        "expose",
        "publish",
        "appeal",
    ];

    public static void Run()
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}");
        var started = Stopwatch.GetTimestamp();
        var before = Environment.CpuUsage.TotalTime;
        var all = Rules(500);
        foreach (var wrong in RuleChecks.Check(all))
            throw new InvalidOperationException(wrong);
        var rules = new RuleSet(all, []);
        Print(
            $"500 rules checked and ready in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms, "
                + $"{(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:F0} ms of processor time"
        );
        (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        rules.Prepare(CancellationToken.None);
        Print(
            $"all 250 patterns built in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms, "
                + $"{(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:F0} ms of processor time"
        );
        var calm = Words([
            "thank",
            "you",
            "for",
            "the",
            "quick",
            "answer",
            "about",
            "my",
            "order",
            "it",
            "came",
            "on",
            "monday",
            "and",
            "works",
            "well",
            "with",
            "our",
            "charger",
            "account",
        ]);
        Measure("no rule fires, few words of patterns", rules, calm, Rounds);
        Measure("no rule fires, words of every pattern", rules, Words([.. Nouns]), Rounds);
        Measure("the last rule fires", rules, calm[..(Bytes - 40)] + " we met at the rare place number 499 ok", Rounds);
        Measure("letters of other forms", rules, calm.Replace('a', '\uFF41'), Rounds);
        Measure("a letter that is k in another case", rules, "\u212A" + calm, 201);
        foreach (
            var (name, pattern, letters) in new[]
            {
                ("hostile: (a|aa)+b, a message of a's", "(a|aa)+b", "a"),
                ("hostile: [ab]*a[ab]{240}c, a's and b's", "[ab]*a[ab]{240}c", "ab"),
                ("hostile: .{0,240}\\d$, digits", ".{0,240}\\d$", "0123456789 "),
            }
        )
        {
            var hostile = new RuleSet([new EscalationRule("hostile") { Pattern = pattern }], []);
            var random = new Random(1);
            Measure(name, hostile, string.Concat(Enumerable.Range(0, Bytes).Select(_ => letters[random.Next(letters.Length)])), 51);
            Measure(
                name + ", 100 KB",
                hostile,
                string.Concat(Enumerable.Range(0, 100_000).Select(_ => letters[random.Next(letters.Length)])),
                3
            );
        }
    }

    private static List<EscalationRule> Rules(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(number =>
                    number % 2 == 1
                        ? new EscalationRule($"phrase {number}")
                        {
                            Phrases =
                            [
                                $"{Verbs[number % Verbs.Length]} the {Nouns[number % Nouns.Length]}",
                                $"rare place number {number}",
                                $"my {Nouns[(number / 3) % Nouns.Length]} {Verbs[(number / 7) % Verbs.Length]}",
                            ],
                        }
                        : new EscalationRule($"pattern {number}")
                        {
                            Pattern = (number / 2 % 4) switch
                            {
                                0 => $@"(?i)\b({Verbs[number % Verbs.Length]}"
                                    + $@"|{Verbs[(number + 3) % Verbs.Length]})\w*\b.{{0,40}}"
                                    + $@"\b{Nouns[number % Nouns.Length]}s?\b.*\b{number}\b",
                                1 =>
                                    $@"(?i)\b{Nouns[number % Nouns.Length]}s?\b[^.!?]*\b{Verbs[number % Verbs.Length]}(ed|ing)? {number}\b",
                                2 => $@"(?i)\bcase[- ]no\.? ?{number}-\d{{4,8}}\b",
                                _ => $@"\b(INV|ORD)-{number}\d{{2}}\b",
                            },
                        }
                ),
        ];

    private static string Words(string[] words)
    {
        var text = new StringBuilder();
        var random = new Random(7);
        while (text.Length < Bytes)
            text.Append(words[random.Next(words.Length)]).Append(random.Next(12) == 0 ? ". " : " ");
        return text.ToString(0, Bytes);
    }

    private static void Measure(string name, RuleSet rules, string text, int rounds)
    {
        var state = ConversationState.Empty;
        var entry = new MessageReceived { Message = new MessageId("m1"), Text = text };
        string? fired = null;
        var times = new List<double>();
        var cpu = TimeSpan.Zero;
        for (var round = -(rounds < 100 ? rounds : WarmUps); round < rounds; round++)
        {
            if (round == 0)
                cpu = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            fired = RuleJudge.Judge(rules, new ConversationId("c1"), state, entry, (_, exception) => throw exception);
            if (round >= 0)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        cpu = Environment.CpuUsage.TotalTime - cpu;
        times.Sort();
        Print(
            $"{name, -45} {times[times.Count / 2], 8:F3} ms, processor {cpu.TotalMilliseconds / rounds, 8:F3} ms, fired: {fired ?? "none"}"
        );
    }

    private static void Print(string line) => Console.WriteLine(line);
}
