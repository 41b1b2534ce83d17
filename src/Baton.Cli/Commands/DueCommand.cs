using System.CommandLine;
using System.Globalization;
using Baton.Cli.Output;

namespace Baton.Cli.Commands;

/// <summary><c>baton due</c>: lets happen what falls due in a team's conversations, once or until it is stopped.</summary>
internal sealed class DueCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Option<bool> watch = new("--watch") { Description = "Go on until it is stopped. Default: what is due now, once." };
    private readonly HostOptions host = new();

    public DueCommand(Terminal terminal, TimeProvider time)
        : base("due", "Lets happen what falls due: deadlines, time limits, tickets that nobody takes, answers whose process ended.")
    {
        this.terminal = terminal;
        this.time = time;
        host.AddTo(this);
        Add(watch);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var served = await host.OpenAsync(parsed, time, stop);
        if (parsed.GetValue(watch))
            await served.Runtime.RunDueAsync(stop);
        var fired = await served.Runtime.ServeDueAsync(stop);
        terminal.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fired} fired"));
        return ExitCode.Served;
    }
}
