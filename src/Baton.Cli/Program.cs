using Baton.Cli;
using Baton.Cli.Output;
using Baton.Cli.Serving;

using var signals = new StopSignals();

return await new CommandLine(Terminal.OfProcess(), TimeProvider.System, signals).RunAsync(args, signals.Token);
