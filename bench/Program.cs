using Baton.Bench;
using BenchmarkDotNet.Running;

// `measure` prints whole-process figures; anything else goes to BenchmarkDotNet, such as `--filter '*'`.
if (args is ["measure"])
    await Measurements.RunAsync();
else
    BenchmarkSwitcher.FromAssembly(typeof(TurnBenchmarks).Assembly).Run(args);
