using Baton.Journals;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries;
using Baton.Sqlite;
using Baton.Teams.Deliveries;
using Baton.Tests.Journals;
using Baton.Texts.Clearances;

namespace Baton.Tests.Deliveries;

/// <summary>Desks are told of their tickets: at least once, by one process, whatever dies on the way.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_desk_is_told_of_a_ticket_after_it_exists_and_not_again()
    {
        var shop = new NewsTeam(NewsTeam.People("a@example.com", "b@example.com"));
        await shop.EscalateAsync();
        Assert.Empty(shop.Sent);

        await shop.Runtime().ServeDueAsync();
        await shop.Runtime().ServeDueAsync();
        shop.Time.Advance(TimeSpan.FromDays(30));
        await shop.Runtime().ServeDueAsync();

        var mail = Assert.Single(shop.Sent);
        Assert.Equal(["a@example.com", "b@example.com"], mail.To);
        var entries = await shop.EntriesAsync();
        var opened = entries.OfType<TicketOpened>().Single();
        Assert.Equal($"c1-1-{opened.Seq}-email", mail.Id);
        Assert.Equal(
            [
                (mail.Id, "people", DeliveryKind.Email, 1, DeliveryOutcome.Begun),
                (mail.Id, "people", DeliveryKind.Email, 1, DeliveryOutcome.Delivered),
            ],
            entries
                .OfType<DeliveryAttempted>()
                .Select(attempt => (attempt.Delivery, attempt.To, attempt.Kind, attempt.Attempt, attempt.Outcome))
        );
        Assert.True(opened.Seq < entries.OfType<DeliveryAttempted>().First().Seq);
    }

    [Fact]
    public async Task Where_what_falls_due_is_hosted_a_desk_is_told_without_anybody_asking()
    {
        var sent = new TaskCompletionSource<EmailMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var shop = new NewsTeam(NewsTeam.People());
        shop.SendEmail = (message, _) =>
        {
            sent.SetResult(message);
            return Task.FromResult(DeliveryResult.Delivered);
        };
        using var stop = new CancellationTokenSource();
        var runtime = shop.Runtime();
        var hosted = runtime.RunDueAsync(stop.Token);

        await runtime.RunAsync(NewsTeam.Message, shop.Conversation);

        Assert.Equal("Ticket c1-1 waits at people", (await sent.Task).Subject);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hosted);
    }

    [Fact]
    public async Task A_notice_without_a_clearance_says_nothing_that_anybody_wrote()
    {
        var shop = new NewsTeam(
            new Desk
            {
                Name = "people",
                Emails = ["team@example.com"],
                Link = "https://desk.example.com/{ticket}?of={conversation}",
            }
        );
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();

        var mail = Assert.Single(shop.Sent);
        Assert.Equal("Ticket c1-1 waits at people", mail.Subject);
        Assert.Equal(
            "Ticket c1-1 of team shop waits at people.\n\nWhy: bound reached\nIssues: 1\n\nhttps://desk.example.com/c1-1?of=c1\n",
            mail.Text
        );
    }

    [Fact]
    public async Task A_notice_with_a_clearance_says_what_it_is_about_behind_the_mask()
    {
        var shop = new NewsTeam(
            new Desk
            {
                Name = "people",
                Emails = ["team@example.com"],
                Clearance = Clearance.Normal,
            }
        );
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();

        var mail = Assert.Single(shop.Sent);
        Assert.Equal("Ticket c1-1 waits at people", mail.Subject);
        Assert.Contains("- Refund to card [card ending 4242]", mail.Text, StringComparison.Ordinal);
        Assert.All(NewsTeam.Secrets, secret => Assert.DoesNotContain(secret, mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_fails_is_tried_by_the_table_under_one_id_and_then_listed_as_a_dead_letter()
    {
        var ids = new List<string>();
        var shop = new NewsTeam(NewsTeam.People());
        shop.SendEmail = (message, _) =>
        {
            ids.Add(message.Id);
            return Task.FromResult(new DeliveryResult { Problem = "the mail server is asleep" });
        };
        await shop.EscalateAsync();
        var waited = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await shop.Runtime().ServeDueAsync();
            var last = (await shop.AttemptsAsync())[^1];
            if (last.Next is not { } next)
                break;
            Assert.Equal((DeliveryOutcome.Failed, "the mail server is asleep"), (last.Outcome, last.Detail));
            waited.Add(next - shop.Time.GetUtcNow());
            shop.Time.Advance(next - shop.Time.GetUtcNow() - TimeSpan.FromMilliseconds(1));
            await shop.Runtime().ServeDueAsync();
            Assert.Equal(attempt, ids.Count);
            shop.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(10, ids.Count);
        Assert.Single(ids.Distinct());
        var table = DeliveryPolicy.Default.Delays;
        Assert.Equal(table.Count, waited.Count);
        Assert.All(table.Zip(waited), pair => Assert.InRange(pair.Second, pair.First, pair.First * 1.1));
        var letter = Assert.Single(await shop.Runtime().DeadLettersAsync().ToListAsync());
        Assert.Equal(
            (shop.Conversation, ids[0], 10, true, (string?)"the mail server is asleep"),
            (letter.Conversation, letter.Delivery, letter.Attempts, letter.IsEmail, letter.Detail)
        );
        shop.Time.Advance(TimeSpan.FromDays(30));
        await shop.Runtime().ServeDueAsync();
        Assert.Equal(10, ids.Count);
    }

    [Fact]
    public async Task What_cannot_succeed_is_a_dead_letter_at_once_and_the_ticket_stays_with_its_people()
    {
        var shop = new NewsTeam(NewsTeam.People());
        shop.SendEmail = (_, _) => Task.FromResult(new DeliveryResult { Problem = "the mail server answered 550", IsFinal = true });
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();

        Assert.Equal("the mail server answered 550", Assert.Single(await shop.Runtime().DeadLettersAsync().ToListAsync()).Detail);
        Assert.Equal("I am on it.", (await shop.Runtime().AsOperator("maria").ReplyAsync(shop.Conversation, "I am on it."))!.FinalOutput);
    }

    [Fact]
    public async Task Whatever_a_sender_throws_is_a_failure_whose_words_stay_out_of_the_journal()
    {
        var shop = new NewsTeam(NewsTeam.People());
        shop.SendEmail = (message, _) => throw new InvalidOperationException("cannot send hunter2planted to " + message.To[0]);
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();

        Assert.Equal("it could not be sent (InvalidOperationException)", (await shop.AttemptsAsync())[^1].Detail);
    }

    [Fact]
    public async Task A_sender_that_gives_up_by_its_own_time_limit_has_failed()
    {
        var shop = new NewsTeam(NewsTeam.People());
        shop.SendEmail = (_, _) => throw new TaskCanceledException();
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();

        var last = (await shop.AttemptsAsync())[^1];
        Assert.Equal((DeliveryOutcome.Failed, "it could not be sent (TaskCanceledException)"), (last.Outcome, last.Detail));
    }

    [Fact]
    public async Task A_process_that_sends_no_email_says_so_and_tries_again_later()
    {
        var shop = new NewsTeam(NewsTeam.People());
        await shop.EscalateAsync();
        await new TeamRuntime(shop.Team, shop.Models.For, shop.Journal, new RuntimeOptions { TimeProvider = shop.Time }).ServeDueAsync();
        Assert.Contains("SendEmail", (await shop.AttemptsAsync())[^1].Detail, StringComparison.Ordinal);

        shop.Time.Advance(TimeSpan.FromSeconds(6));
        await shop.Runtime().ServeDueAsync();

        Assert.Single(shop.Sent);
    }

    [Fact]
    public async Task A_process_that_sends_no_webhooks_says_so_and_tries_again_later()
    {
        var shop = new NewsTeam(Warehouse());
        await shop.EscalateAsync();
        await new TeamRuntime(shop.Team, shop.Models.For, shop.Journal, new RuntimeOptions { TimeProvider = shop.Time }).ServeDueAsync();

        var last = (await shop.AttemptsAsync())[^1];
        Assert.Equal(
            (DeliveryOutcome.Failed, "this runtime cannot send webhooks: set RuntimeOptions.SendWebhook"),
            (last.Outcome, last.Detail)
        );
    }

    [Fact]
    public async Task A_sender_of_somebody_else_gets_the_whole_message_and_its_result_is_recorded()
    {
        var sent = new List<WebhookMessage>();
        var shop = new NewsTeam(Warehouse());
        await shop.EscalateAsync();
        await Runtime(message =>
            {
                sent.Add(message);
                return Task.FromResult(
                    new DeliveryResult
                    {
                        Problem = "it answered 503",
                        Status = 503,
                        RetryAfter = shop.Time.GetUtcNow().AddHours(1),
                    }
                );
            })
            .ServeDueAsync();

        var attempt = (await shop.AttemptsAsync())[^1];
        Assert.Equal(
            (DeliveryOutcome.Failed, 503, "it answered 503", shop.Time.GetUtcNow().AddHours(1)),
            (attempt.Outcome, attempt.Status, attempt.Detail, attempt.Next)
        );
        Assert.Equal((attempt.Delivery, "SECRET"), (Assert.Single(sent).Id, sent[0].Webhook.SecretVariable));
        Assert.StartsWith("""{"type":"ticket.opened",""", System.Text.Encoding.UTF8.GetString(sent[0].Body.Span), StringComparison.Ordinal);

        TeamRuntime Runtime(Func<WebhookMessage, Task<DeliveryResult>> send) =>
            new(
                shop.Team,
                shop.Models.For,
                shop.Journal,
                new RuntimeOptions { TimeProvider = shop.Time, SendWebhook = (message, _) => send(message) }
            );
    }

    [Fact]
    public async Task A_webhook_sender_that_never_ends_is_given_up_before_its_attempt_counts_as_lost()
    {
        var begun = new TaskCompletionSource();
        var shop = new NewsTeam(Warehouse());
        await shop.EscalateAsync();
        var serving = new TeamRuntime(
            shop.Team,
            shop.Models.For,
            shop.Journal,
            new RuntimeOptions
            {
                TimeProvider = shop.Time,
                SendWebhook = (_, _) =>
                {
                    begun.SetResult();
                    return new TaskCompletionSource<DeliveryResult>().Task;
                },
            }
        ).ServeDueAsync();
        await begun.Task;
        shop.Time.Advance(TimeSpan.FromSeconds(20));
        await serving;

        var last = (await shop.AttemptsAsync())[^1];
        Assert.Equal((1, DeliveryOutcome.Failed, "it was not sent within 20 seconds"), (last.Attempt, last.Outcome, last.Detail));
    }

    [Fact]
    public async Task A_slow_receiver_holds_up_no_customer_and_no_operator()
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var shop = new NewsTeam(NewsTeam.People());
        shop.SendEmail = async (_, cancellationToken) =>
        {
            begun.SetResult();
            await release.Task.WaitAsync(cancellationToken);
            return DeliveryResult.Delivered;
        };
        var runtime = shop.Runtime();
        await runtime.RunAsync(NewsTeam.Message, shop.Conversation);
        var serving = runtime.ServeDueAsync();
        await begun.Task;

        var turn = await runtime.RunAsync("Hello?", shop.Conversation);
        var answered = await runtime.AsOperator("maria").ReplyAsync(shop.Conversation, "I am on it.");

        Assert.Equal((TurnOutcome.WaitingOnPerson, TurnOutcome.Replied), (turn.Outcome, answered!.Outcome));
        Assert.False(serving.IsCompleted);
        release.SetResult();
        await serving;
        Assert.Equal(DeliveryOutcome.Delivered, (await shop.AttemptsAsync())[^1].Outcome);
    }

    [Fact]
    public async Task A_receiver_that_never_answers_is_given_up_when_its_time_is_over()
    {
        var begun = new TaskCompletionSource();
        var shop = new NewsTeam(NewsTeam.People());
        shop.SendEmail = (_, _) =>
        {
            begun.SetResult();
            return new TaskCompletionSource<DeliveryResult>().Task;
        };
        await shop.EscalateAsync();
        var serving = shop.Runtime().ServeDueAsync();
        await begun.Task;
        shop.Time.Advance(TimeSpan.FromSeconds(10));
        await serving;

        Assert.Equal(
            (DeliveryOutcome.Failed, "it was not sent within 10 seconds"),
            ((await shop.AttemptsAsync())[^1].Outcome, (await shop.AttemptsAsync())[^1].Detail)
        );
    }

    [Fact]
    public async Task A_notice_that_became_pointless_is_not_sent()
    {
        var shop = new NewsTeam(NewsTeam.People());
        await shop.EscalateAsync();
        await shop.Runtime().AsOperator("maria").HandBackAsync(shop.Conversation, "Handed back: done.", resolved: true);

        await shop.Runtime().ServeDueAsync();

        Assert.Empty(shop.Sent);
        Assert.Empty(await shop.AttemptsAsync());
    }

    [Fact]
    public async Task Cut_behind_any_entry_the_desk_is_told_at_least_once_and_always_of_the_same_delivery()
    {
        var whole = new NewsTeam(NewsTeam.People());
        await whole.EscalateAsync();
        await whole.Runtime().ServeDueAsync();
        var entries = await whole.EntriesAsync();
        var opened = entries.OfType<TicketOpened>().Single().Seq;
        var (began, ended) = (entries.OfType<DeliveryAttempted>().First().Seq, entries.OfType<DeliveryAttempted>().Last().Seq);

        for (var cut = 1; cut <= entries.Count; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(whole.Conversation, 0, [.. entries.Take(cut)], new Due("shop", whole.Time.GetUtcNow(), "delivery"));
            var resumed = new NewsTeam(NewsTeam.People()) { Journal = journal };
            await resumed.EscalateAsync();
            await resumed.Runtime().ServeDueAsync();
            // Whoever began may be at it still, until the attempt counts as lost.
            Assert.Equal(cut < began ? 1 : 0, resumed.Sent.Count);
            resumed.Time.Advance(TimeSpan.FromSeconds(40));
            await resumed.Runtime().ServeDueAsync();

            Assert.Equal(cut < ended ? 1 : 0, resumed.Sent.Count);
            // A journal that has the ticket knows its delivery.
            if (cut >= opened)
                Assert.All(resumed.Sent, mail => Assert.Equal(whole.Sent.Single(), mail with { To = whole.Sent.Single().To }));
        }
    }

    [Fact]
    public async Task A_process_that_dies_in_every_attempt_makes_a_dead_letter_too()
    {
        var shop = new NewsTeam(new DeliveryPolicy { Delays = [TimeSpan.FromSeconds(5)] }, NewsTeam.People());
        await shop.EscalateAsync();
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            using var killed = new CancellationTokenSource();
            shop.SendEmail = async (_, cancellationToken) =>
            {
                await killed.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, shop.Time, cancellationToken);
                return DeliveryResult.Delivered;
            };
            // Nobody hears what a dead process says of itself.
            await Record.ExceptionAsync(() => shop.Runtime().ServeDueAsync(killed.Token));
            shop.Time.Advance(TimeSpan.FromSeconds(40));
        }

        await shop.Runtime().ServeDueAsync();

        Assert.Equal(
            [(1, DeliveryOutcome.Begun), (2, DeliveryOutcome.Begun), (3, DeliveryOutcome.Dead)],
            (await shop.AttemptsAsync()).Select(attempt => (attempt.Attempt, attempt.Outcome))
        );
    }

    [Fact]
    public async Task Of_two_processes_at_one_store_one_makes_each_attempt()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Store;
        await using var first = SqliteJournal.Open(path);
        await using var second = SqliteJournal.Open(path);
        var sent = new List<string>();
        var here = new NewsTeam(NewsTeam.People()) { Journal = first };
        var there = new NewsTeam(NewsTeam.People()) { Journal = second, Time = here.Time };
        here.SendEmail = there.SendEmail = (message, _) =>
        {
            lock (sent)
                sent.Add(message.Id);
            return Task.FromResult(new DeliveryResult { Problem = "again" });
        };
        for (var number = 0; number < 20; number++)
            await here.Runtime().RunAsync(NewsTeam.Message, new ConversationId($"c{number}"));

        for (var round = 1; round <= 3; round++)
        {
            await Task.WhenAll(here.Runtime().ServeDueAsync(), there.Runtime().ServeDueAsync());
            Assert.Equal(20 * round, sent.Count);
            Assert.All(sent.GroupBy(id => id), same => Assert.Equal(round, same.Count()));
            here.Time.Advance(TimeSpan.FromMinutes(6));
        }
    }

    [Fact]
    public async Task What_a_late_attempt_delivered_counts_although_another_has_begun()
    {
        var (begun, late) = (new TaskCompletionSource(), new TaskCompletionSource());
        var shop = new NewsTeam(NewsTeam.People());
        shop.SendEmail = async (_, _) =>
        {
            begun.SetResult();
            await late.Task;
            return DeliveryResult.Delivered;
        };
        await shop.EscalateAsync();
        // A process whose clock has stopped: it does not see that its time is over.
        var slow = new NewsTeam(NewsTeam.People()) { Journal = shop.Journal };
        slow.SendEmail = shop.SendEmail;
        var first = slow.Runtime().ServeDueAsync();
        await begun.Task;
        var second = new TaskCompletionSource();
        var again = new TaskCompletionSource();
        shop.SendEmail = async (_, _) =>
        {
            again.SetResult();
            await second.Task;
            return DeliveryResult.Delivered;
        };
        shop.Time.Advance(TimeSpan.FromSeconds(40));
        var other = shop.Runtime().ServeDueAsync();
        await again.Task;

        late.SetResult();
        await first;
        second.SetResult();
        await other;

        Assert.Equal([("c1-1-" + (await TicketAsync(shop)) + "-email", 1, DeliveryOutcome.Delivered)], await shop.OutcomesAsync());
    }

    private static Desk Warehouse() =>
        new()
        {
            Name = "warehouse",
            IsSystem = true,
            Webhook = new Webhook(new Uri("http://127.0.0.1:9/"), "SECRET"),
        };

    private static async Task<long> TicketAsync(NewsTeam shop) => (await shop.EntriesAsync()).OfType<TicketOpened>().Single().Seq;
}
