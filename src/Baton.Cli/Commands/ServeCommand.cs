using System.CommandLine;
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

/// <summary><c>baton serve</c>: takes what other systems call back, tells desks of their tickets and lets happen what falls due, until it is stopped.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Option<string> urls = new("--urls")
    {
        Description = "Where to listen, several with ';' between them. Put what speaks https before it. Default: http://127.0.0.1:5080.",
        HelpName = "URLS",
        DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };
    private readonly HostOptions host = new();

    public ServeCommand(Terminal terminal, TimeProvider time)
        : base("serve", "Takes what other systems call back (POST /callbacks/DESK), tells desks of their tickets and lets happen what falls due, until it is stopped.")
    {
        this.terminal = terminal;
        this.time = time;
        host.AddTo(this);
        Add(urls);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var served = await host.OpenAsync(parsed, time, stop);
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
            // To be stopped is how it ends; callbacks that are being taken come to theirs.
            await app.StopAsync(CancellationToken.None);
        }

        return ExitCode.Served;
    }

    private static async Task<WebApplication> ListenAsync(TeamHost served, string urls, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        var app = builder.Build();
        try
        {
            app.MapBatonCallbacks(served.Runtime);
            await app.StartAsync(stop);
            return app;
        }
        catch (Exception failure) when (failure is IOException or FormatException or InvalidOperationException or ArgumentException)
        {
            await app.DisposeAsync();
            throw new BadInputException($"It cannot listen at '{SafeText.OneLine(urls)}': {SafeText.OneLine(failure.Message)}");
        }
    }
}
