using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Timers;
using Baton.Sqlite;
using Baton.Testing.ChatClients;

namespace Baton.IntegrationTests.Cli;

/// <summary>What falls due, served by processes of their own, one of which is killed in the middle.</summary>
public sealed class DueTests : CliTests
{
    private const int Kill = 9;
    private const int Conversations = 600;

    private const string TeamFile = """
        name: shop
        entry: triage
        desk: {name: people}
        conversation_limits: {time: 30m}
        agents:
          triage: {handoffs: [billing]}
          billing: {}

        """;

    [Fact]
    public async Task What_fell_due_while_no_process_ran_is_served_once_by_a_command()
    {
        await FillAsync(3, hoursAgo: 5);
        var team = await WriteAsync("shop.yaml", TeamFile);

        var first = await RunAsync("due", team, "--model", "offline");
        var second = await RunAsync("due", team, "--model", "offline");

        Assert.Equal((0, "3 timers fired\n", ""), (first.ExitCode, first.Output, first.Error));
        Assert.Equal((0, "0 timers fired\n"), (second.ExitCode, second.Output));
        await AssertOnceAsync(3);
    }

    [Fact]
    public async Task Killed_in_the_middle_of_many_none_is_lost_and_none_fires_twice()
    {
        await FillAsync(Conversations, hoursAgo: 5);
        var team = await WriteAsync("shop.yaml", TeamFile);
        await using (var killed = CliProcess.Start(Folder, ["due", team, "--model", "offline", "--watch"]))
        {
            await using var journal = SqliteJournal.Open(StorePath, new SqliteJournalOptions { ReadOnly = true });
            // In the order in which they are due, so the last one has not fired when the first one has its ticket.
            await killed.WhileAliveAsync(async limit =>
            {
                await foreach (var entry in journal.FollowAsync(new ConversationId("c0"), 1, limit))
                {
                    if (entry is InterimReplied)
                        return true;
                }

                return false;
            });
            killed.Send(Kill);
            Assert.Equal(128 + Kill, (await killed.EndAsync()).ExitCode);
        }

        // What the killed process had begun with is taken over when it is certain that nobody goes on with it.
        await using var opened = SqliteJournal.Open(StorePath);
        var later = new TeamRuntime(
            Shop(),
            _ => new ScriptedModel(ScriptedReply.Say("Never asked.")),
            opened,
            new RuntimeOptions { TimeProvider = new Shifted(TimeSpan.FromHours(1)) }
        );
        await later.ServeDueAsync();

        Assert.Equal(0, await later.ServeDueAsync());
        await AssertOnceAsync(Conversations);
    }

    private async Task AssertOnceAsync(int conversations)
    {
        await using var journal = SqliteJournal.Open(StorePath, new SqliteJournalOptions { ReadOnly = true });
        for (var number = 0; number < conversations; number++)
        {
            var entries = await journal.ReadAsync(new ConversationId($"c{number}")).ToListAsync();
            Assert.Single(entries.OfType<TimerFired>(), fired => fired.Of == DueKind.Deadline);
            Assert.Single(entries.OfType<Escalated>());
            Assert.Single(entries.OfType<TicketOpened>());
            Assert.Single(entries.OfType<InterimReplied>());
        }
    }

    // Conversations from hours ago, in which billing asked something and the customer said no more.
    private async Task FillAsync(int conversations, int hoursAgo)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StorePath)!);
        await using var journal = SqliteJournal.Open(StorePath);
        var runtime = new TeamRuntime(
            Shop(),
            agent => new ScriptedModel(_ =>
                agent.Name == "triage"
                    ? ScriptedReply.Transfer("billing", "A refund.", null, "The refund")
                    : ScriptedReply.Say("Which invoice?")
            ),
            journal,
            new RuntimeOptions { TimeProvider = new Shifted(TimeSpan.FromHours(-hoursAgo)) }
        );
        await Parallel.ForEachAsync(
            Enumerable.Range(0, conversations),
            async (number, cancellationToken) =>
                await runtime.RunAsync("My money back.", new ConversationId($"c{number}"), cancellationToken: cancellationToken)
        );
    }

    private static Team Shop()
    {
        var billing = new Agent { Name = "billing" };
        return new Team("shop", new Agent { Name = "triage", Handoffs = [billing] })
        {
            Desks = [new Desk { Name = "people" }],
            ConversationLimits = new HandoffLimits { Time = TimeSpan.FromMinutes(30) },
        };
    }
}
