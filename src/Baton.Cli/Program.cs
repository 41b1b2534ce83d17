using Baton.Cli;
using Baton.Cli.Output;

using var signals = new StopSignals();

return await new CommandLine(Terminal.OfProcess(), TimeProvider.System).RunAsync(args, signals.Token);
