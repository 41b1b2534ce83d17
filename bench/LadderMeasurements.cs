using System.Globalization;
using Baton.Conversations;
using Baton.Conversations.Performing;
using Baton.Fallbacks;
using Baton.Fallbacks.Healths;
using Baton.Fallbacks.Validations;
using Baton.Journals;
using Microsoft.Extensions.AI;
using Polly;

namespace Baton.Bench;

/// <summary>
/// What the ladder costs a turn in which nothing fails, in processor time: turns with and without what a team can switch off (retries, checks of
/// answers, the word to who waits), in turn about; and each of its pieces by itself, also those that cannot be switched off (circuit, health,
/// telemetry).
/// </summary>
internal static class LadderMeasurements
{
    private const int Pairs = 1_500;
    private const int WarmUp = 100;
    private const int Turns = 20;
    private const int Calls = 20_000;

    private static readonly FallbackPolicy Off = new() { Retries = 0, InterimAfter = null, Validation = new ValidationPolicy { Promises = false, Leaks = false } };

    private static readonly FallbackPolicy On = new();

    public static async Task RunAsync(TimeProvider time)
    {
        var (with, without, more) = (new List<double>(), new List<double>(), new List<double>());
        for (var pair = -WarmUp; pair < Pairs; pair++)
        {
            // Whoever comes second finds warm caches, so they take turns at that too.
            var isFirst = pair % 2 == 0;
            var first = await TurnsAsync(isFirst ? On : Off);
            var second = await TurnsAsync(isFirst ? Off : On);
            if (pair < 0)
                continue;
            with.Add(isFirst ? first : second);
            without.Add(isFirst ? second : first);
            more.Add(with[^1] - without[^1]);
        }

        var (whole, optional) = (Median(with), Median(more));
        var (circuit, retries) = (Guarded(Off, time), Guarded(On, time));
        var (checks, word) = (Checks(), Word(time));
        var pieces = (retries * TwoIssueTurn.ModelCalls) + checks + word;
        Print($"a turn of {TwoIssueTurn.ModelCalls} model calls, in memory                             {whole,8:F1} µs");
        Print($"the same without retries, checks and interim word         {Median(without),8:F1} µs");
        Print($"  difference, the median of {Pairs} pairs                   {optional,8:F1} µs  (half of them from {Quantile(more, 0.25):F1} to {Quantile(more, 0.75):F1})");
        Print($"by themselves: {TwoIssueTurn.ModelCalls} times circuit, health and telemetry          {circuit * TwoIssueTurn.ModelCalls,8:F1} µs");
        Print($"  {TwoIssueTurn.ModelCalls} times retries around them                             {(retries - circuit) * TwoIssueTurn.ModelCalls,8:F1} µs");
        Print($"  the checks of its answers                               {checks,8:F1} µs");
        Print($"  the timer of the interim word                           {word,8:F1} µs");
        Print($"the ladder in all: by the pieces                          {pieces,8:F1} µs  {100 * pieces / whole:F2} % of the turn");
        Print($"  by the difference, and circuit, health and telemetry    {optional + (circuit * TwoIssueTurn.ModelCalls),8:F1} µs  {100 * (optional + (circuit * TwoIssueTurn.ModelCalls)) / whole:F2} %");
    }

    // Microseconds of processor time a turn.
    private static async Task<double> TurnsAsync(FallbackPolicy fallback)
    {
        var runtime = TwoIssueTurn.Runtime(new InMemoryJournal(), fallback);
        for (var turn = 0; turn < 3; turn++)
            await runtime.RunAsync(TwoIssueTurn.NextMessage());
        var began = Environment.CpuUsage.TotalTime;
        for (var turn = 0; turn < Turns; turn++)
            await runtime.RunAsync(TwoIssueTurn.NextMessage());
        return (Environment.CpuUsage.TotalTime - began).TotalMicroseconds / Turns;
    }

    // Microseconds that one attempt takes longer by the policy's retries and the circuit, with its record in the health book and for telemetry.
    private static double Guarded(FallbackPolicy policy, TimeProvider time)
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "Here."));
        var pipeline = AttemptPipeline.For(policy, new Circuits(new RuntimeOptions { TimeProvider = time }).For("a/model", new InstantModel(_ => response)), time);
        var health = new HealthBook(time);
        var conversation = new ConversationId("c1");
        return Timed(() =>
        {
            var context = ResilienceContextPool.Shared.Get();
            pipeline.ExecuteOutcomeAsync(static (_, response) => ValueTask.FromResult(Outcome.FromResult(response)), context, response).GetAwaiter().GetResult();
            ResilienceContextPool.Shared.Return(context);
            var began = time.GetTimestamp();
            var span = Telemetry.Begin("helper", "a", "a/model", conversation);
            Telemetry.End(span, "helper", "a", "a/model", time.GetElapsedTime(began), failure: null, usage: null);
            health.Note("helper", "a/model", failure: null, time.GetElapsedTime(began));
        });
    }

    // Microseconds of a turn's checks.
    private static double Checks()
    {
        var leaks = new LeakCheck(TwoIssueTurn.Instructions);
        var eyes = TwoIssueTurn.Team().EverybodysEyes;
        var found = 0;
        var took = Timed(() =>
        {
            foreach (var text in TwoIssueTurn.Answers)
                found += leaks.FindIn(text, eyes) is null && PromiseCheck.FindIn(text) is null ? 0 : 1;
        });
        return found == 0 ? took : throw new InvalidOperationException("The turn's answers pass its checks.");
    }

    private static double Word(TimeProvider time)
    {
        var after = On.InterimAfter!.Value;
        return Timed(() => time.CreateTimer(static _ => { }, null, after, Timeout.InfiniteTimeSpan).Dispose());
    }

    // Microseconds of one time, the median of several rounds after a warm-up.
    private static double Timed(Action work)
    {
        var rounds = new List<double>();
        for (var round = -1; round < 9; round++)
        {
            var began = Environment.CpuUsage.TotalTime;
            for (var call = 0; call < Calls; call++)
                work();
            if (round >= 0)
                rounds.Add((Environment.CpuUsage.TotalTime - began).TotalMicroseconds / Calls);
        }

        return Median(rounds);
    }

    private static double Median(List<double> values) => Quantile(values, 0.5);

    private static double Quantile(List<double> values, double part) => values.Order().ElementAt((int)((values.Count - 1) * part));

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
