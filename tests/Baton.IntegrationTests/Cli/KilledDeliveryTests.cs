using Baton.IntegrationTests.Webhooks;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.Sqlite;
using Baton.TeamFiles;
using Baton.Testing.ChatClients;
using Baton.Webhooks;

namespace Baton.IntegrationTests.Cli;

/// <summary>What a process that dies in the middle of a delivery leaves, and what becomes of letters that nobody takes.</summary>
public sealed class KilledDeliveryTests : CliTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const int Kill = 9;

    private static readonly ConversationId Conversation = new("c1");

    [Fact]
    public async Task Killed_while_the_receiver_has_not_answered_the_message_is_sent_again_under_the_same_id()
    {
        await using var hook = await LoopbackHook.StartAsync();
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = hook.Answer;
        hook.Answer = (context, _) =>
        {
            var hangsUp = new TaskCompletionSource();
            context.RequestAborted.Register(hangsUp.SetResult);
            came.TrySetResult();
            return hangsUp.Task;
        };
        var team = await WriteAsync("shop.yaml", TeamFile(hook.Url));
        await EscalateAsync(team);
        await using (
            var killed = CliProcess.Start(
                Folder,
                ["due", team, "--model", "offline", "--watch"],
                new Dictionary<string, string> { ["HOOK_SECRET"] = Secret }
            )
        )
        {
            await killed.WhileAliveAsync(async limit =>
            {
                await came.Task.WaitAsync(limit);
                return true;
            });
            killed.Send(Kill);
            Assert.Equal(128 + Kill, (await killed.EndAsync()).ExitCode);
        }

        hook.Answer = answer;
        var (soon, later) = (new Shifted(TimeSpan.FromSeconds(1)), new Shifted(TimeSpan.FromHours(1)));
        await ServeDueAsync(team, soon);
        Assert.Single(hook.All);
        await ServeDueAsync(team, later);
        await ServeDueAsync(team, later);

        var (first, second) = (hook.All[0], hook.All[1]);
        Assert.Equal(2, hook.All.Count);
        Assert.Equal(first.Headers["webhook-id"], second.Headers["webhook-id"]);
        Assert.Equal(first.Body, second.Body);
        Assert.Null(
            WebhookSignature.Check(
                second.Headers["webhook-id"],
                second.Headers["webhook-timestamp"],
                second.Headers["webhook-signature"],
                second.Body,
                later.GetUtcNow(),
                WebhookSecret.ReadAll(Secret)
            )
        );
        await using var journal = SqliteJournal.Open(StorePath, new SqliteJournalOptions { ReadOnly = true });
        var attempts = (await journal.ReadAsync(Conversation).ToListAsync(TestContext.Current.CancellationToken))
            .OfType<DeliveryAttempted>()
            .ToList();
        Assert.Equal(
            [(1, DeliveryOutcome.Begun), (2, DeliveryOutcome.Begun), (2, DeliveryOutcome.Delivered)],
            attempts.Select(attempt => (attempt.Attempt, attempt.Outcome))
        );
        Assert.All(attempts, attempt => Assert.Equal(first.Headers["webhook-id"], attempt.Delivery));
    }

    [Fact]
    public async Task What_a_receiver_never_wants_again_is_listed_as_a_dead_letter_of_its_team()
    {
        await using var hook = await LoopbackHook.StartAsync();
        hook.Answer = (context, _) =>
        {
            context.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        var team = await WriteAsync("shop.yaml", TeamFile(hook.Url));
        var other = await WriteAsync("other.yaml", TeamFile(hook.Url).Replace("name: shop", "name: other", StringComparison.Ordinal));
        await EscalateAsync(team);
        var none = await RunAsync("dead-letters", team, "--model", "offline");
        await ServeDueAsync(team, TimeProvider.System);

        var list = await RunAsync("dead-letters", team, "--model", "offline");
        var json = await RunAsync("dead-letters", team, "--model", "offline", "--json");

        Assert.Equal((0, "There are no dead letters.\n"), (none.ExitCode, none.Output));
        Assert.Matches(@"(?m)^  c1 +c1-1-\d+-webhook +people +webhook +1 +\d{4}-\d\d-\d\d \d\d:\d\d +it answered 410$", list.Output);
        Assert.Contains("\"to\":\"people\",\"kind\":\"webhook\",\"attempts\":1,", Assert.Single(json.Lines), StringComparison.Ordinal);
        Assert.Equal("There are no dead letters.\n", (await RunAsync("dead-letters", other, "--model", "offline")).Output);
    }

    private async Task EscalateAsync(string team) =>
        Assert.Equal(
            0,
            (await RunAsync("run", team, "--model", "offline", "--conversation", "c1", "--message", "I want to speak to a human.")).ExitCode
        );

    private async Task ServeDueAsync(string team, TimeProvider time)
    {
        await using var file = await Baton.TeamFiles.TeamFile.LoadAsync(team, new TeamFileOptions { TimeProvider = time });
        await using var journal = SqliteJournal.Open(StorePath, new SqliteJournalOptions { TimeProvider = time });
        using var sender = new WebhookSender(file.Team.Deliveries, time, name => name == "HOOK_SECRET" ? Secret : null);
        var runtime = new TeamRuntime(
            file.Team,
            _ => new ScriptedModel(ScriptedReply.Say("Never asked.")),
            journal,
            new RuntimeOptions { TimeProvider = time, SendWebhook = sender.SendAsync }
        );
        await runtime.ServeDueAsync();
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

            """;
}
