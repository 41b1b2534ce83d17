using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Baton.IntegrationTests.Deliveries;
using Baton.IntegrationTests.Webhooks;
using Baton.Webhooks;

namespace Baton.IntegrationTests.Cli;

/// <summary>A team served by a process of its own: it tells desks of their tickets and hears from systems.</summary>
public sealed class ServeTests : CliTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const int Terminate = 15;

    [Fact]
    public async Task What_one_process_brought_to_a_desk_another_tells_it_and_it_hears_from_systems()
    {
        await using var hook = await LoopbackHook.StartAsync();
        await using var mail = new LoopbackSmtp();
        var told = new TaskCompletionSource<LoopbackHook.Received>(TaskCreationOptions.RunContinuationsAsynchronously);
        hook.Answer = (_, received) =>
        {
            told.TrySetResult(received);
            return Task.CompletedTask;
        };
        var team = await WriteAsync("shop.yaml", TeamFile(hook.Url));
        Assert.Equal(
            0,
            (await RunAsync("run", team, "--model", "offline", "--conversation", "c1", "--message", "I want to speak to a human.")).ExitCode
        );
        Assert.Empty(hook.All);

        var address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{FreePort()}"));
        await using var server = CliProcess.Start(
            Folder,
            ["serve", team, "--model", "offline", "--urls", address.ToString()],
            new Dictionary<string, string>
            {
                ["HOOK_SECRET"] = Secret,
                ["BATON_SMTP_HOST"] = "127.0.0.1",
                ["BATON_SMTP_PORT"] = mail.Port.ToString(CultureInfo.InvariantCulture),
                ["BATON_SMTP_SECURITY"] = "none",
                ["BATON_SMTP_FROM"] = "baton@example.com",
            }
        );
        var received = await server.WhileAliveAsync(told.Task.WaitAsync);
        var sent = await server.WhileAliveAsync(mail.First.WaitAsync);
        using var client = new HttpClient { BaseAddress = address };
        using var nothing = new StringContent("{}");
        using var unsigned = await client.PostAsync("callbacks/warehouse", nothing);
        using var people = await client.PostAsync("callbacks/people", nothing);
        server.Send(Terminate);
        var ended = await server.EndAsync();

        Assert.Null(
            WebhookSignature.Check(
                received.Headers["webhook-id"],
                received.Headers["webhook-timestamp"],
                received.Headers["webhook-signature"],
                received.Body,
                TimeProvider.System.GetUtcNow(),
                WebhookSecret.ReadAll(Secret)
            )
        );
        Assert.Contains("Ticket c1-1 of team shop waits at people.", sent.Data, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NotFound), (unsigned.StatusCode, people.StatusCode));
        Assert.Equal((0, $"shop is served at {address.ToString().TrimEnd('/')}\n", ""), (ended.ExitCode, ended.Output, ended.Error));
    }

    [Theory]
    [InlineData("--urls", "nonsense", "BATON_SMTP_NOTHING", "", "baton: Cannot listen at 'nonsense'")]
    [InlineData("--model", "offline", "BATON_SMTP_HOST", "127.0.0.1", "baton: BATON_SMTP_FROM is not set")]
    public async Task What_it_cannot_serve_with_is_told_in_a_line(string option, string value, string variable, string setting, string told)
    {
        var team = await WriteAsync("shop.yaml", TeamFile(new Uri("http://127.0.0.1:9/")));
        var ended = await CliInProcess.RunAsync(
            Folder,
            ["serve", team, option, value],
            new Dictionary<string, string> { [variable] = setting }
        );

        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith(told, Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
    }

    private static string TeamFile(Uri hook) =>
        $$"""
            name: shop
            entry: triage
            agents:
              triage: {}
            deliveries: {hosts: [127.0.0.1]}
            desks:
              people:
                webhook: {url: "{{hook}}", secret_variable: HOOK_SECRET}
                email: {to: [team@example.com]}
              warehouse:
                kind: system
                webhook: {url: "{{hook}}", secret_variable: HOOK_SECRET}

            """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
