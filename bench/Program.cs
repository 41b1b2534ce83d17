using Baton.Bench;
using BenchmarkDotNet.Running;

// `measure` prints whole-process figures, and `facts` those of a handoff's facts and summary; anything else goes to BenchmarkDotNet, such as `--filter '*'`.
if (args is ["measure"])
    await Measurements.RunAsync();
else if (args is ["facts"])
    FactMeasurements.Run();
else
    BenchmarkSwitcher.FromAssembly(typeof(TurnBenchmarks).Assembly).Run(args);
