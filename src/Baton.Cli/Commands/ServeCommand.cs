using System.CommandLine;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Cli.Commands;

/// <summary><c>baton serve</c>: runs a team as a server until the process is stopped.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Option<string> urls = new("--urls")
    {
        Description = "The addresses to listen at, separated by ';'. For https, put a reverse proxy in front.",
        HelpName = "URLS",
        DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };
    private readonly HostOptions host = new();

    public ServeCommand(Terminal terminal, TimeProvider time)
        : base(
            "serve",
            "Runs until stopped: notifies desks of their tickets, receives callbacks of other systems (POST /callbacks/DESK), and fires "
                + "timers."
        )
    {
        this.terminal = terminal;
        this.time = time;
        host.AddTo(this);
        Add(urls);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var served = await host.OpenAsync(parsed, terminal, time, stop);
        await using var app = await ListenAsync(served, parsed.GetRequiredValue(urls), stop);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        terminal.Text.WriteLine($"{SafeText.OneLine(served.Team)} is served at {string.Join(", ", addresses)}");
        terminal.Text.Flush();
        try
        {
            await served.Runtime.RunDueAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A stop is the normal end. Callbacks that are in progress are finished first.
            await app.StopAsync(CancellationToken.None);
        }

        return ExitCode.Served;
    }

    private async Task<WebApplication> ListenAsync(TeamHost served, string urls, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        var app = builder.Build();
        try
        {
            app.MapBatonCallbacks(served.Runtime, environment: terminal.Variable);
            await app.StartAsync(stop);
            return app;
        }
        catch (Exception failure) when (failure is IOException or FormatException or InvalidOperationException or ArgumentException)
        {
            await app.DisposeAsync();
            throw new BadInputException($"Cannot listen at '{SafeText.OneLine(urls)}': {SafeText.OneLine(failure.Message)}");
        }
    }
}
