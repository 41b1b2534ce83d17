using Baton.Bench;
using Baton.Bench.Faults;
using Baton.Bench.Mutations;
using Baton.Bench.Outages;
using Baton.Bench.Processes;
using Baton.Bench.Tokens;
using Baton.Simulation.Exploring;
using BenchmarkDotNet.Running;

Measurement[] measurements =
[
    Measurement.Of("measure", "turns a second, growth of long conversations, bytes a turn: in memory and durable", Measurements.RunAsync),
    new(
        "compare",
        "Baton and Microsoft Agent Framework side by side: turns a second, processor time and bytes a turn",
        Comparison.RunAsync
    ),
    Measurement.Of("growth", "turns 10, 100, 1,000 and 5,000 of one conversation: time, bytes, disk, memory", GrowthMeasurements.RunAsync),
    Measurement.Of("wake", "conversations that are not in memory: cold turns, 100,000 parked, 1,000 active", WakeMeasurements.RunAsync),
    Measurement.Of(
        "tokens",
        "what models are sent, in tokens by part: one turn, and 50 turns of a conversation",
        TokenMeasurements.RunAsync
    ),
    new("start", "processor time of each command as a process of its own", StartMeasurements.RunAsync),
    Measurement.Of("facts", "finding the facts of a conversation and writing its summary", FactMeasurements.Run),
    Measurement.Of("hostile", "how the time to read a text grows with it, for texts that are made to be slow", HostileMeasurements.Run),
    new(
        "adversary",
        "attacks from outside by who attacks and what for: how many were tried, and what was gained",
        AdversaryMeasurements.RunAsync
    ),
    Measurement.Of("briefings", "fitting a handoff's history to a small context window", BriefingMeasurements.Run),
    Measurement.Of("legs", "what the runtime takes for each leg of parallel work", LegMeasurements.RunAsync),
    Measurement.Of("timers", "10,000 conversations that fall due at the same moment", TimerMeasurements.RunAsync),
    Measurement.Of("rules", "what 500 escalation rules add to a message of 2 KB", RuleMeasurements.Run),
    Measurement.Of("routing", "training a router and routing one message", RoutingMeasurements.Run),
    Measurement.Of("triage", "a turn with and without the fast path, and what a kept router saves", TriageMeasurements.RunAsync),
    Measurement.Of("ladder", "cost of the fallback ladder when nothing fails", () => LadderMeasurements.RunAsync(TimeProvider.System)),
    new("faults", "the fault campaign: thousands of turns while providers fail and the process is killed", FaultsAsync),
    new("simulate", "simulated worlds, each checked against every rule", SimulateAsync),
    new("provider", "a local provider that is down, to try fallback by hand", options => Outage.RunAsync(options, TimeProvider.System)),
    new("processes", "live processes on one store: payments and approvals while some are killed, stopped or paused", ProcessesAsync),
    new("mutations", "how many of the mutations of the product the simulator finds", MutationsAsync),
    new("processes-worker", "a process that the measurement of processes starts", ProcessesWorkerAsync),
    new("faults-worker", "the process that the fault campaign starts and kills", FaultsWorkerAsync),
];

if (args is [] or ["list"])
{
    List(Console.Out);
    return 0;
}

if (Array.Find(measurements, measurement => measurement.Name == args[0]) is { } chosen)
    return await chosen.RunAsync(args[1..]);

if (args[0].StartsWith('-'))
{
    BenchmarkSwitcher.FromAssembly(typeof(TurnBenchmarks).Assembly).Run(args);
    return 0;
}

Console.Error.WriteLine($"There is no measurement named '{args[0]}'. These are the names:");
List(Console.Error);
return 2;

void List(TextWriter output)
{
    foreach (var (name, measures, _) in measurements)
        output.WriteLine($"{name, -14} {measures}");
    output.WriteLine($"{"--filter '*'", -14} the benchmarks of BenchmarkDotNet, with any of its options");
}

static Task<int> FaultsAsync(string[] options)
{
    if (CampaignOptions.Parse(options) is { } parsed)
        return Campaign.RunAsync(parsed, TimeProvider.System);
    Console.Error.WriteLine($"Usage: {CampaignOptions.Usage}. Every value is a whole number from 1 on.");
    return Task.FromResult(2);
}

static Task<int> SimulateAsync(string[] options)
{
    if (ExplorationOptions.Parse(options) is { } parsed)
        return new Exploration(parsed, TimeProvider.System).RunAsync(Console.Out);
    Console.Error.WriteLine($"Usage: simulate {ExplorationOptions.Usage}. Every value is a whole number.");
    return Task.FromResult(2);
}

static Task<int> ProcessesAsync(string[] options)
{
    if (ProcessOptions.Parse(options) is { } parsed)
        return PaymentCampaign.RunAsync(parsed, TimeProvider.System);
    Console.Error.WriteLine($"Usage: {ProcessOptions.Usage}. Every value is a whole number.");
    return Task.FromResult(2);
}

static Task<int> MutationsAsync(string[] options)
{
    if (MutationOptions.Parse(options) is { } parsed)
        return MutationCampaign.RunAsync(parsed, TimeProvider.System);
    Console.Error.WriteLine($"Usage: {MutationOptions.Usage}. Every number is a whole number from 1 on.");
    return Task.FromResult(2);
}

static Task<int> ProcessesWorkerAsync(string[] options)
{
    if (options is [var folder])
        return PaymentWorker.RunAsync(folder, TimeProvider.System);
    Console.Error.WriteLine("Usage: processes-worker FOLDER");
    return Task.FromResult(2);
}

static Task<int> FaultsWorkerAsync(string[] options)
{
    if (options is [var folder])
        return Worker.RunAsync(folder, TimeProvider.System);
    Console.Error.WriteLine("Usage: faults-worker FOLDER");
    return Task.FromResult(2);
}
