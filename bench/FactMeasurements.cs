using System.Diagnostics;
using System.Globalization;
using Baton.Texts.Facts;
using Baton.Texts.Summaries;

namespace Baton.Bench;

/// <summary>
/// The time, on one thread, of finding the facts of a conversation and writing its summary: the first time, soon after, and in the long
/// run; and how it grows.
/// </summary>
internal static class FactMeasurements
{
    private const int Budget = 1_000;

    private static readonly string[] Said =
    [
        "Hi, I need 2 tickets for the bus from Springfield to Oak Creek on the 8th of March.",
        "Sure. At what time are you leaving, and is it one way?",
        "At half past six in the evening, yes. My order number is {0} and I paid ${1}.50 for the last one.",
        "There is one at 6:40 pm for $42. Shall I book it for Anna Schmidt at 12 Oak Street?",
        "Yes, please. Send it to anna{0}@example.com, and tell me about error code E-{1} that I saw tomorrow morning.",
        "It is booked as INV-{0}. The error means that the page was opened twice. Is there anything else?",
    ];

    public static void Run()
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, facts and a summary of {Budget} tokens");
        var talk = Talk(200);
        Measure("200 messages, first time", talk, 1);
        Measure("200 messages, second time", talk, 1);
        Measure("200 messages, next 10", talk, 10);
        Measure("200 messages, warming up", talk, 300);
        foreach (var messages in new[] { 100, 200, 400, 800, 1_600 })
            Measure($"{messages} messages", Talk(messages), 50);
    }

    private static List<Utterance> Talk(int messages) =>
        [
            .. Enumerable
                .Range(0, messages)
                .Select(at => new Utterance(
                    at % 2 == 0 ? "customer" : "booking",
                    string.Format(CultureInfo.InvariantCulture, Said[at % Said.Length], 1000 + at, 10 + at),
                    at,
                    at % 2 == 0
                )),
        ];

    private static void Measure(string name, List<Utterance> talk, int rounds)
    {
        var facts = FactFinder.Find(talk[..1]);
        TimeSpan finding = default,
            writing = default;
        for (var round = 0; round < rounds; round++)
        {
            var begun = Used();
            facts = FactFinder.Find(talk);
            finding += Used() - begun;
            begun = Used();
            ExtractiveSummary.Write(talk, facts, Budget);
            writing += Used() - begun;
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -26} {facts.Count, 5} facts  finding {finding.TotalMilliseconds / rounds, 7:F2} ms, writing "
                    + $"{writing.TotalMilliseconds / rounds, 7:F2} ms"
            )
        );
    }

    private static TimeSpan Used() => Stopwatch.GetElapsedTime(0);
}
