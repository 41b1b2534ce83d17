using Baton.Bench;
using BenchmarkDotNet.Running;

// `measure` prints whole-process figures, `facts` those of a handoff's facts and summary, `briefings` those of fitting it, `legs` those of parallel
// work, `timers` those of what falls due, `rules` those of escalation rules, and `routing` those of a router; anything else goes to BenchmarkDotNet, such as `--filter '*'`.
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
else
    BenchmarkSwitcher.FromAssembly(typeof(TurnBenchmarks).Assembly).Run(args);
