using System.Net;
using System.Text;
using Baton.Teams.Deliveries;
using Baton.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;
using StandardWebhooks;

namespace Baton.IntegrationTests.Webhooks;

/// <summary>Webhooks reach who is named, signed for another's library to verify, and nobody else.</summary>
public sealed class WebhookClientTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly byte[] Body = """{"type":"ticket.opened","data":{"ticket":"c1-1","note":"für Björn"}}"""u8.ToArray();

    [Fact]
    public async Task Another_s_library_verifies_what_arrives_and_refuses_what_was_changed_on_the_way()
    {
        await using var hook = await LoopbackHook.StartAsync();
        using var client = new WebhookClient(Allowing("127.0.0.1"), TimeProvider.System);

        var answer = await client.PostAsync(hook.Url, "msg_1", Body, WebhookSecret.ReadAll(Secret), default);

        Assert.Equal((204, null), (answer.Status, answer.Problem));
        var received = Assert.Single(hook.All);
        Assert.Equal("application/json", received.Headers["content-type"]);
        var headers = new HeaderDictionary(
            received.Headers.ToDictionary(header => header.Key, header => new StringValues(header.Value), StringComparer.OrdinalIgnoreCase)
        );
        var peer = new StandardWebhook(Secret);
        peer.Verify(Encoding.UTF8.GetString(received.Body), headers);
        Assert.ThrowsAny<Exception>(() => peer.Verify(Encoding.UTF8.GetString(received.Body) + " ", headers));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(202, true)]
    [InlineData(299, true)]
    [InlineData(302, false)]
    [InlineData(400, false)]
    [InlineData(410, false)]
    [InlineData(500, false)]
    public async Task Nothing_but_2xx_is_success(int status, bool isSuccess)
    {
        await using var hook = await LoopbackHook.StartAsync();
        hook.Answer = (context, _) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        using var client = new WebhookClient(Allowing("127.0.0.1"), TimeProvider.System);

        var answer = await client.PostAsync(hook.Url, "msg_1", Body, WebhookSecret.ReadAll(Secret), default);

        Assert.Equal((status, isSuccess), (answer.Status, answer.Problem is null));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var inside = await LoopbackHook.StartAsync();
        await using var hook = await LoopbackHook.StartAsync();
        hook.Answer = (context, _) =>
        {
            context.Response.Redirect(inside.Url.ToString(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        using var client = new WebhookClient(Allowing("127.0.0.1"), TimeProvider.System);

        var answer = await client.PostAsync(hook.Url, "msg_1", Body, WebhookSecret.ReadAll(Secret), default);

        Assert.Equal(307, answer.Status);
        Assert.NotNull(answer.Problem);
        Assert.Empty(inside.All);
    }

    [Fact]
    public async Task A_host_that_is_not_named_is_not_called()
    {
        await using var hook = await LoopbackHook.StartAsync();
        using var client = new WebhookClient(Allowing("hooks.example.com"), TimeProvider.System);

        var answer = await client.PostAsync(hook.Url, "msg_1", Body, WebhookSecret.ReadAll(Secret), default);

        Assert.Contains("not among those that may be called", answer.Problem, StringComparison.Ordinal);
        Assert.Empty(hook.All);
    }

    [Fact]
    public async Task A_name_that_leads_inside_when_it_is_called_is_not_followed_there()
    {
        await using var hook = await LoopbackHook.StartAsync();
        var asked = 0;
        // What a hostile name server does: an honest answer to whoever checks, another to whoever connects.
        using var client = new WebhookClient(
            Allowing("*.partner.example"),
            TimeProvider.System,
            (_, _) =>
            {
                asked++;
                return Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("169.254.169.254")]);
            }
        );

        var answer = await client.PostAsync(
            new Uri($"https://rebind.partner.example:{hook.Url.Port}/hook"),
            "msg_1",
            Body,
            WebhookSecret.ReadAll(Secret),
            default
        );

        Assert.Equal(1, asked);
        Assert.Contains("not at an address that may be called", answer.Problem, StringComparison.Ordinal);
        Assert.Empty(hook.All);
    }

    [Fact]
    public async Task A_slow_answer_counts_as_none_when_its_time_is_over()
    {
        var time = new FakeTimeProvider();
        await using var hook = await LoopbackHook.StartAsync();
        var arrived = new TaskCompletionSource();
        hook.Answer = async (context, _) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        using var client = new WebhookClient(Allowing("127.0.0.1"), time);

        var posting = client.PostAsync(hook.Url, "msg_1", Body, WebhookSecret.ReadAll(Secret), default);
        await arrived.Task;
        Assert.False(posting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal((null, "no answer within 10 seconds"), ((await posting).Status, (await posting).Problem));
    }

    [Theory]
    [InlineData(65_536, true)]
    [InlineData(65_537, false)]
    public async Task A_huge_answer_is_read_no_further_than_its_bound(int bytes, bool isAccepted)
    {
        await using var hook = await LoopbackHook.StartAsync();
        hook.Answer = (context, _) => context.Response.Body.WriteAsync(new byte[bytes]).AsTask();
        using var client = new WebhookClient(Allowing("127.0.0.1"), TimeProvider.System);

        var answer = await client.PostAsync(hook.Url, "msg_1", Body, WebhookSecret.ReadAll(Secret), default);

        Assert.Equal((200, isAccepted), (answer.Status, answer.Problem is null));
    }

    [Fact]
    public async Task An_answer_without_end_is_left()
    {
        await using var hook = await LoopbackHook.StartAsync();
        hook.Answer = async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[8192], context.RequestAborted);
        };
        using var client = new WebhookClient(Allowing("127.0.0.1"), TimeProvider.System);

        var answer = await client.PostAsync(hook.Url, "msg_1", Body, WebhookSecret.ReadAll(Secret), default);

        Assert.Equal("the answer is longer than 65536 bytes", answer.Problem);
    }

    [Fact]
    public async Task Nobody_who_listens_is_a_failure_that_says_so()
    {
        Uri url;
        await using (var hook = await LoopbackHook.StartAsync())
            url = hook.Url;
        using var client = new WebhookClient(Allowing("127.0.0.1"), TimeProvider.System);

        var answer = await client.PostAsync(url, "msg_1", Body, WebhookSecret.ReadAll(Secret), default);

        Assert.Null(answer.Status);
        Assert.StartsWith("it cannot be reached", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receiver_may_say_when_to_come_again()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var hook = await LoopbackHook.StartAsync();
        hook.Answer = (context, _) =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        };
        using var client = new WebhookClient(Allowing("127.0.0.1"), time);

        var answer = await client.PostAsync(hook.Url, "msg_1", Body, WebhookSecret.ReadAll(Secret), default);

        Assert.Equal(time.GetUtcNow().AddMinutes(2), answer.RetryAfter);
    }

    private static DeliveryPolicy Allowing(params string[] hosts) => new() { Hosts = hosts };
}
