using System.Text;
using System.Text.Json.Nodes;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.Teams.Deliveries;
using Baton.Tests;
using Baton.Tests.Deliveries;
using Baton.Texts.Clearances;
using Baton.Webhooks;
using NJsonSchema;

namespace Baton.IntegrationTests.Webhooks;

/// <summary>Webhooks of desks and systems, from a ticket to a receiver that verifies every signature, and back into the journal.</summary>
public sealed class WebhookDeliveryTests
{
    [Fact]
    public async Task A_system_gets_the_whole_briefing_by_its_schema_and_no_secret()
    {
        await using var hook = await LoopbackHook.StartAsync();
        var shop = new NewsTeam(SystemAt(hook));
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();

        var (type, data) = Read(Assert.Single(hook.All), shop);
        Assert.Equal("ticket.opened", type);
        Assert.Equal(
            ("c1-1", "c1", "shop", "warehouse", "bound_reached"),
            (Text(data, "ticket"), Text(data, "conversation"), Text(data, "team"), Text(data, "desk"), Text(data, "trigger"))
        );
        Assert.Equal("Refund to card [card ending 4242]", data["issues"]![0]!["title"]!.GetValue<string>());
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(Repository.Root, "docs", "briefing.schema.json"),
            TestContext.Current.CancellationToken
        );
        Assert.Empty(schema.Validate(data["briefing"]!.ToJsonString()));
        var history = data["history"]!
            .AsArray()
            .Select(said => (By: said!["by"]!.GetValue<string>(), Text: said["text"]!.GetValue<string>()))
            .ToList();
        Assert.Equal(
            ("customer", "My card [card ending 4242] was charged twice. My password is [password]"),
            (history[0].By, history[0].Text.TrimEnd('.'))
        );
        Assert.Contains(history, said => said.By == "find" && said.Text.Contains("[password]", StringComparison.Ordinal));
        Assert.All(
            NewsTeam.Secrets,
            secret => Assert.DoesNotContain(secret, Encoding.UTF8.GetString(hook.All[0].Body), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_system_with_the_clearance_reads_what_it_is_cleared_for_and_no_more()
    {
        await using var hook = await LoopbackHook.StartAsync();
        var shop = new NewsTeam(SystemAt(hook, Clearance.Sensitive));
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();

        var body = Encoding.UTF8.GetString(Assert.Single(hook.All).Body);
        Assert.Contains("4242 4242 4242 4242", body, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2planted", body, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55-planted", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_get_a_notice_with_a_link_and_nothing_that_anybody_wrote()
    {
        await using var hook = await LoopbackHook.StartAsync();
        var shop = new NewsTeam(
            new Desk
            {
                Name = "people",
                Webhook = new Webhook(hook.Url, "SECRET"),
                Link = "https://desk.example.com/{ticket}",
                FirstResponse = TimeSpan.FromMinutes(30),
            }
        );
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();

        var (type, data) = Read(Assert.Single(hook.All), shop);
        Assert.Equal("ticket.opened", type);
        Assert.Equal(
            """{"ticket":"c1-1","conversation":"c1","team":"shop","desk":"people","trigger":"bound_reached","first_response_due":"2026"""
                + """-11-24T09:30:00.000Z","link":"https://desk.example.com/c1-1","issue_count":1}""",
            data.ToJsonString()
        );
    }

    [Fact]
    public async Task A_system_hears_what_the_customer_writes_meanwhile_and_that_its_ticket_is_gone()
    {
        await using var hook = await LoopbackHook.StartAsync();
        var shop = new NewsTeam(SystemAt(hook));
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();
        await shop.Runtime().RunAsync("My new card is 5555 5555 5555 4444.", shop.Conversation, new MessageId("m2"));
        await shop.Runtime().ServeDueAsync();
        await shop.Runtime().AsOperator("maria").HandBackAsync(shop.Conversation, "Handed back: done.", resolved: true);
        await shop.Runtime().ServeDueAsync();
        await shop.Runtime().ServeDueAsync();

        var received = hook.All.Select(one => Read(one, shop)).ToList();
        Assert.Equal(["ticket.opened", "ticket.message", "ticket.withdrawn"], received.Select(one => one.Type));
        Assert.Equal(("m2", "My new card is [card ending 4444]."), (Text(received[1].Data, "message"), Text(received[1].Data, "text")));
        Assert.Equal(("c1-1", "closed"), (Text(received[2].Data, "ticket"), Text(received[2].Data, "how")));
        Assert.Equal(3, hook.All.Select(one => one.Headers["webhook-id"]).Distinct().Count());
    }

    [Fact]
    public async Task A_failing_receiver_is_called_again_with_the_same_id_and_body_and_a_new_time()
    {
        await using var hook = await LoopbackHook.StartAsync();
        var answers = new Queue<int>([500, 302, 429, 204]);
        hook.Answer = (context, _) =>
        {
            context.Response.StatusCode = answers.Dequeue();
            return Task.CompletedTask;
        };
        var shop = new NewsTeam(SystemAt(hook));
        await shop.EscalateAsync();
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await shop.Runtime().ServeDueAsync();
            shop.Time.Advance(TimeSpan.FromMinutes(34));
        }

        Assert.Equal(4, hook.All.Count);
        Assert.All(
            hook.All,
            one =>
                Assert.Equal(
                    (hook.All[0].Headers["webhook-id"], Encoding.UTF8.GetString(hook.All[0].Body)),
                    (one.Headers["webhook-id"], Encoding.UTF8.GetString(one.Body))
                )
        );
        Assert.Equal(4, hook.All.Select(one => one.Headers["webhook-timestamp"]).Distinct().Count());
        Assert.Equal(
            [
                (1, DeliveryOutcome.Failed, 500),
                (2, DeliveryOutcome.Failed, 302),
                (3, DeliveryOutcome.Failed, 429),
                (4, DeliveryOutcome.Delivered, 204),
            ],
            (await shop.AttemptsAsync())
                .Where(attempt => attempt.Outcome != DeliveryOutcome.Begun)
                .Select(attempt => (attempt.Attempt, attempt.Outcome, attempt.Status!.Value))
        );
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_not_called_again_and_the_next_rung_is_asked()
    {
        await using var hook = await LoopbackHook.StartAsync();
        hook.Answer = (context, _) =>
        {
            context.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        var shop = new NewsTeam(SystemAt(hook), NewsTeam.People());
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();
        await shop.Runtime().ServeDueAsync();

        Assert.Single(hook.All);
        var entries = await shop.EntriesAsync();
        Assert.Equal(
            (DeliveryOutcome.Dead, 410),
            (
                entries.OfType<DeliveryAttempted>().Last(attempt => attempt.To == "warehouse").Outcome,
                entries.OfType<DeliveryAttempted>().Last(attempt => attempt.To == "warehouse").Status
            )
        );
        Assert.Equal(["warehouse", "people"], entries.OfType<TicketOpened>().Select(opened => opened.Desk));
        Assert.Equal("The ticket could not be delivered: it answered 410.", entries.OfType<TicketDeclined>().Single().Reason);
        Assert.Equal("Ticket c1-2 waits at people", Assert.Single(shop.Sent).Subject);
        Assert.Equal("warehouse", Assert.Single(await shop.Runtime().DeadLettersAsync().ToListAsync()).To);
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_sent_and_it_is_said_which_variable_is_wanted()
    {
        await using var hook = await LoopbackHook.StartAsync();
        var shop = new NewsTeam(
            new Desk
            {
                Name = "warehouse",
                IsSystem = true,
                Webhook = new Webhook(hook.Url, "NOT_SET"),
            }
        );
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();

        Assert.Empty(hook.All);
        Assert.Equal("the variable NOT_SET does not hold 'whsec_' and 24 to 64 bytes in base64", (await shop.AttemptsAsync())[^1].Detail);
    }

    [Fact]
    public void A_webhook_at_a_host_that_may_not_be_called_is_refused_before_anybody_is_served()
    {
        var shop = new NewsTeam(new Desk { Name = "people", Webhook = new Webhook(new Uri("https://elsewhere.example.com/"), "SECRET") });

        Assert.Equal(
            "Desk 'people': the host 'elsewhere.example.com' is not among those that may be called: add it to the hosts.",
            Assert.Single(Assert.Throws<TeamException>(shop.Runtime).Problems)
        );
    }

    [Fact]
    public async Task A_slow_webhook_holds_up_no_customer()
    {
        await using var hook = await LoopbackHook.StartAsync();
        var (arrived, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        hook.Answer = async (_, _) =>
        {
            arrived.SetResult();
            await release.Task;
        };
        var shop = new NewsTeam(SystemAt(hook));
        var runtime = shop.Runtime();
        await runtime.RunAsync(NewsTeam.Message, shop.Conversation);
        var serving = runtime.ServeDueAsync();
        await arrived.Task;

        Assert.Equal(TurnOutcome.WaitingOnPerson, (await runtime.RunAsync("Hello?", shop.Conversation)).Outcome);
        Assert.False(serving.IsCompleted);
        release.SetResult();
        await serving;
    }

    private static Desk SystemAt(LoopbackHook hook, Clearance? clearance = null) =>
        new()
        {
            Name = "warehouse",
            IsSystem = true,
            Webhook = new Webhook(hook.Url, "SECRET"),
            Clearance = clearance,
        };

    // What was signed at the time of the attempt, verified as a receiver would at once.
    private static (string Type, JsonObject Data) Read(LoopbackHook.Received received, NewsTeam shop)
    {
        Assert.Null(
            WebhookSignature.Check(
                received.Headers["webhook-id"],
                received.Headers["webhook-timestamp"],
                received.Headers["webhook-signature"],
                received.Body,
                shop.Time.GetUtcNow(),
                WebhookSecret.ReadAll(NewsTeam.Secret)
            )
        );
        var root = JsonNode.Parse(received.Body)!.AsObject();
        Assert.Equal(["type", "timestamp", "data"], root.Select(property => property.Key));
        return (Text(root, "type"), root["data"]!.AsObject());
    }

    private static string Text(JsonObject json, string name) => json[name]!.GetValue<string>();
}
