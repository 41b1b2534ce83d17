using System.Net;
using System.Text;
using Baton.Journals.Entries;
using Baton.Server;
using Baton.Teams.Deliveries;
using Baton.Tests.Deliveries;
using Baton.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.IntegrationTests.Webhooks;

/// <summary>Callbacks by HTTP.</summary>
public sealed class CallbackEndpointTests
{
    [Fact]
    public async Task A_system_calls_back_by_http_and_is_answered_with_json()
    {
        var shop = Shop();
        await shop.EscalateAsync();
        await using var server = await ServeAsync(shop);
        using var client = new HttpClient { BaseAddress = AddressOf(server) };
        var callback = SignedCallback.Of("1", "ticket.reply", """{"ticket":"c1-1","text":"Hello."}""");

        var first = await SendAsync(client, "callbacks/ware house", callback, shop);
        var again = await SendAsync(client, "callbacks/ware house", callback, shop);
        var forged = await SendAsync(
            client,
            "callbacks/ware house",
            callback with
            {
                Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            },
            shop
        );
        var people = await SendAsync(client, "callbacks/people", callback, shop);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (first.Status, first.ContentType));
        Assert.Equal((HttpStatusCode.OK, first.Body), (again.Status, again.Body));
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (forged.Status, forged.ContentType));
        Assert.Equal(HttpStatusCode.NotFound, people.Status);
        Assert.Single((await shop.EntriesAsync()).OfType<OperatorReplied>());
    }

    [Fact]
    public async Task A_body_without_end_is_read_no_further_than_its_bound()
    {
        var shop = Shop();
        await shop.EscalateAsync();
        await using var server = await ServeAsync(shop);
        using var client = new HttpClient { BaseAddress = AddressOf(server) };
        var callback = SignedCallback.Of(
            "1",
            "ticket.reply",
            $$"""{"ticket":"c1-1","text":"{{new string('x', SystemCallbacks.MaximumBodyBytes)}}"}"""
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(client, "callbacks/ware house", callback, shop)).Status);
    }

    private static NewsTeam Shop() =>
        new(
            new Desk
            {
                Name = "ware house",
                IsSystem = true,
                Webhook = new Webhook(new Uri("http://127.0.0.1:9/"), "SECRET"),
            },
            NewsTeam.People()
        );

    private static async Task<(HttpStatusCode Status, string? ContentType, string Body)> SendAsync(
        HttpClient client,
        string path,
        SignedCallback callback,
        NewsTeam shop
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(callback.Body)),
        };
        foreach (var (name, value) in callback.Headers(shop))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    private static async Task<WebApplication> ServeAsync(NewsTeam shop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapBatonCallbacks(shop.Runtime(), environment: NewsTeam.Environment);
        await app.StartAsync();
        return app;
    }

    private static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
}
