using Baton.Journals;
using Baton.Performing.Healths;
using Baton.Performing.Models;
using Baton.Performing.Validations;
using Baton.Teams.Fallbacks;
using Baton.Texts.Answers;
using Microsoft.Extensions.AI;
using Polly;

namespace Baton.Bench;

/// <summary>
/// What the ladder costs a turn in which nothing fails, in processor time: turns with and without what a team can switch off (retries,
/// checks of answers, the word to who waits), in turn about; and each of its pieces by itself, also those that cannot be switched off
/// (circuit, health,
/// telemetry).
/// </summary>
internal static class LadderMeasurements
{
    private const int Rounds = 1_000;
    private const int WarmUp = 100;
    private const int Turns = 20;
    private const int Calls = 20_000;

    private static readonly FallbackPolicy On = new();

    private static readonly ValidationPolicy Unchecked = new() { Promises = false, Leaks = false };

    private static readonly FallbackPolicy Off = new()
    {
        Retries = 0,
        InterimAfter = null,
        Validation = Unchecked,
    };

    // What is measured in turn about with the whole ladder.
    private static readonly (string Name, FallbackPolicy Policy)[] Without =
    [
        ("retries", On with { Retries = 0 }),
        ("checks of answers", On with { Validation = Unchecked }),
        ("the interim word", On with { InterimAfter = null }),
        ("all three of them", Off),
    ];

    public static async Task RunAsync(TimeProvider time)
    {
        var whole = new List<double>();
        var others = Without.Select(_ => new List<double>()).ToList();
        var order = Enumerable.Range(-1, Without.Length + 1).ToArray();
        var random = new Random(1);
        for (var round = -WarmUp; round < Rounds; round++)
        {
            // Nobody has a place of its own, since whoever comes later finds warm caches.
            random.Shuffle(order);
            foreach (var at in order)
            {
                var turn = await TurnsAsync(at < 0 ? On : Without[at].Policy);
                if (round >= 0)
                    (at < 0 ? whole : others[at]).Add(turn);
            }
        }

        // The quickest tenth of the rounds has least of whatever else the machine does.
        var turnTime = Quantile(whole, 0.1);
        var less = others.ConvertAll(turns => turnTime - Quantile(turns, 0.1));
        Print(
            $"a turn of {TwoIssueTurn.ModelCalls} model calls, in memory            {turnTime, 8:F1} µs  (the tenth part of {Rounds} "
                + "rounds is quicker)"
        );
        foreach (var ((name, _), difference) in Without.Zip(less))
            Print($"  less without {name, -29} {difference, 8:F1} µs");
        var (circuit, retries) = (Guarded(Off, time), Guarded(On, time));
        var (checks, word) = (Checks(), Word(time));
        Print($"by themselves: {TwoIssueTurn.ModelCalls} times circuit, health, telemetry{circuit * TwoIssueTurn.ModelCalls, 8:F1} µs");
        Print($"  {TwoIssueTurn.ModelCalls} times retries around them            {(retries - circuit) * TwoIssueTurn.ModelCalls, 8:F1} µs");
        Print($"  the checks of its answers              {checks, 8:F1} µs");
        Print($"  the timer of the interim word          {word, 8:F1} µs");
        var (pieces, inAll) = ((retries * TwoIssueTurn.ModelCalls) + checks + word, less[^1] + (circuit * TwoIssueTurn.ModelCalls));
        Print($"the ladder in all, by its pieces         {pieces, 8:F1} µs  {100 * pieces / turnTime:F2} % of the turn");
        Print($"  by the difference and what is always on{inAll, 8:F1} µs  {100 * inAll / turnTime:F2} % of the turn");
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

    // Microseconds that one attempt takes longer by the policy's retries and the circuit, with its record in the health statistics and for
    // telemetry.
    private static double Guarded(FallbackPolicy policy, TimeProvider time)
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "Here."));
        var pipeline = ModelRetries.Within(
            new Circuits(new RuntimeOptions { TimeProvider = time }).For("a/model", new InstantModel(_ => response)),
            policy,
            time,
            Random.Shared.NextDouble
        );
        var health = new HealthStatistics();
        var conversation = new ConversationId("c1");
        return Timed(() =>
        {
            var context = ResilienceContextPool.Shared.Get();
            pipeline
                .ExecuteOutcomeAsync(static (_, response) => ValueTask.FromResult(Outcome.FromResult(response)), context, response)
                .GetAwaiter()
                .GetResult();
            ResilienceContextPool.Shared.Return(context);
            var began = time.GetTimestamp();
            var span = Telemetry.Begin(new CalledModel("helper", "a", "a/model"), conversation);
            Telemetry.End(span, new CalledModel("helper", "a", "a/model"), time.GetElapsedTime(began), failure: null, usage: null);
            health.Record("helper", "a/model", failure: null, time.GetElapsedTime(began), time.GetUtcNow());
        });
    }

    // Microseconds of a turn's checks.
    private static double Checks()
    {
        var leaks = new LeakCheck(TwoIssueTurn.Instructions);
        var reader = TwoIssueTurn.Team().EverybodysAccess;
        var found = 0;
        var took = Timed(() =>
        {
            foreach (var text in TwoIssueTurn.Answers)
                found += leaks.FindIn(text, reader) is null && ClaimedDeed.FindIn(text).Count == 0 ? 0 : 1;
        });
        return found == 0 ? took : throw new InvalidOperationException("The turn's answers pass its checks.");
    }

    private static double Word(TimeProvider time)
    {
        var after = On.InterimAfter!.Value;
        return Timed(() => time.CreateTimer(static _ => { }, null, after, Timeout.InfiniteTimeSpan).Dispose());
    }

    // Microseconds of one time, the quicker tenth of several rounds after a warm-up.
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

        return Quantile(rounds, 0.1);
    }

    private static double Quantile(List<double> values, double part) => values.Order().ElementAt((int)((values.Count - 1) * part));

    private static void Print(string line) => Console.WriteLine(line);
}
