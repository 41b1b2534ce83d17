using System.CommandLine;
using System.Globalization;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;

namespace Baton.Cli.Commands;

/// <summary><c>baton due</c>: fires the timers that are due, once or until the process is stopped.</summary>
internal sealed class DueCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Option<bool> watch = new("--watch")
    {
        Description = "Keep running and fire each timer at its time, until stopped. Default: fire what is due now, and exit.",
    };
    private readonly HostOptions host = new();

    public DueCommand(Terminal terminal, TimeProvider time)
        : base(
            "due",
            "Fires the timers that are due in all conversations: deadlines, time limits, overdue tickets, and turns whose process died."
        )
    {
        this.terminal = terminal;
        this.time = time;
        host.AddTo(this);
        Add(watch);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var served = await host.OpenAsync(parsed, terminal, time, stop);
        if (parsed.GetValue(watch))
            await served.Runtime.RunDueAsync(stop);
        var fired = await served.Runtime.ServeDueAsync(stop);
        terminal.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Words.Count(fired, "timer")} fired"));
        return ExitCode.Served;
    }
}
