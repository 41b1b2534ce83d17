using Baton.Bench;
using Baton.Bench.Faults;
using Baton.Bench.Outages;
using BenchmarkDotNet.Running;

// `measure` prints whole-process figures, `facts` those of a handoff's facts and summary, `briefings` those of fitting it, `legs` those of parallel
// work, `timers` those of what falls due, `rules` those of escalation rules, `routing` those of a router, `triage` those of its fast path, and `ladder` those
// of the ladder where nothing fails; `faults` is the fault campaign, and `faults-worker` the process that it kills; `provider` is one that is down; anything else goes to BenchmarkDotNet, such as `--filter '*'`.
if (args is ["measure"])
    await Measurements.RunAsync();
else if (args is ["facts"])
    FactMeasurements.Run();
else if (args is ["briefings"])
    BriefingMeasurements.Run();
else if (args is ["timers"])
    await TimerMeasurements.RunAsync();
else if (args is ["legs"])
    await LegMeasurements.RunAsync();
else if (args is ["rules"])
    RuleMeasurements.Run();
else if (args is ["routing"])
    RoutingMeasurements.Run();
else if (args is ["triage"])
    await TriageMeasurements.RunAsync();
else if (args is ["ladder"])
    await LadderMeasurements.RunAsync(TimeProvider.System);
else if (args is ["faults", ..])
    return await FaultsAsync(args.AsSpan(1));
else if (args is ["provider", ..])
    return await Outage.RunAsync(args[1..], TimeProvider.System);
else if (args is ["faults-worker", var folder])
    return await Worker.RunAsync(folder, TimeProvider.System);
else
    BenchmarkSwitcher.FromAssembly(typeof(TurnBenchmarks).Assembly).Run(args);
return 0;

static Task<int> FaultsAsync(ReadOnlySpan<string> args)
{
    if (CampaignOptions.Parse(args) is { } options)
        return Campaign.RunAsync(options, TimeProvider.System);
    Console.Error.WriteLine($"Say it like this, with whole numbers from 1 on: {CampaignOptions.Usage}");
    return Task.FromResult(2);
}
