using System.Diagnostics;
using System.Globalization;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States.Histories;
using Baton.Teams.Clearances;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Texts.Clearances;

namespace Baton.Bench;

/// <summary>
/// The time, on one thread, of fitting a handoff's history to a small window: for the first handoff of a conversation and for later ones,
/// each two messages further, for a reader of everything and for one to whom much is masked.
/// </summary>
internal static class BriefingMeasurements
{
    private const int Later = 20;
    private const int WarmingUp = 60;
    private static readonly HistoryPolicy Policy = new() { Mode = HistoryMode.Summary };

    public static void Run()
    {
        Console.WriteLine(
            $"{Environment.ProcessorCount} processors, .NET {Environment.Version}, fitting a history to a window of 8,000 tokens"
        );
        Print("200 messages, first time", Measure(200, Clearance.Secret));
        for (var round = 0; round < WarmingUp; round++)
            Measure(200, (Clearance)(round % 3));
        foreach (var messages in new[] { 100, 200, 400, 800 })
        {
            foreach (var clearance in new[] { Clearance.Secret, Clearance.Normal })
                Print($"{messages} messages, clearance {clearance}", Measure(messages, clearance));
        }
    }

    // The times of the first handoff and of each later one.
    private static (double First, List<double> Later) Measure(int messages, Clearance clearance)
    {
        var entries = Enumerable.Range(1, messages + (2 * Later)).Select(Said).ToList();
        var transcript = new Transcript().Read(entries[..messages]);
        var receiver = new HistoryReceiver(
            new ReaderAccess(Masking.Default, clearance, StateCatalog.Of("bench", [], [], [])!),
            Policy,
            8_000,
            500
        );
        var first = Time(() => HistoryPlan.For(transcript, messages, receiver));
        var later = new List<double>();
        for (var to = messages + 2; to <= entries.Count; to += 2)
        {
            later.Add(Time(() => HistoryPlan.For(transcript.Read(entries[..to]), to, receiver)));
        }

        return (first, later);
    }

    // Most later ones find the summary of the one before; the longest had to write another.
    private static void Print(string name, (double First, List<double> Later) times) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -32} first {times.First, 7:F2} ms, later {times.Later.Average(), 6:F2} ms, the longest "
                    + $"{times.Later.Max(), 6:F2} ms"
            )
        );

    // A customer's message, then an answer that ends the turn.
    private static JournalEntry Said(int seq)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"Well, order {1000 + seq} of the 8th of March over ${10 + (seq % 90)}.50 is the one that I "
                + $"mean.{(seq % 10 == 0 ? " My PIN is 4711." : "")} Is it for Anna Schmidt?"
        );
        return seq % 2 == 1
            ? new MessageReceived
            {
                Seq = seq,
                Message = new MessageId($"m{seq}"),
                Text = text,
            }
            : new Degraded
            {
                Seq = seq,
                Participant = "helper",
                Message = new MessageId($"m{seq - 1}"),
                Text = text,
                Reason = "",
            };
    }

    private static double Time(Func<BriefedHistory> fit)
    {
        var begun = Stopwatch.GetTimestamp();
        fit();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
