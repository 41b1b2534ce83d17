using System.Threading.Channels;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Timers;
using Baton.Sqlite;
using Baton.Testing.ChatClients;
using Baton.Tests.Journals;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Timers;

/// <summary>What serves due times: once each, in whatever process, also after a crash.</summary>
public sealed class TimekeeperTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        limit.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task What_fell_due_while_no_process_ran_fires_after_the_restart()
    {
        await using (var journal = SqliteJournal.Open(folder.Store))
            await new TimerTeam { Journal = journal }.SayAsync();
        await using var opened = SqliteJournal.Open(folder.Store);
        var team = new TimerTeam { Journal = opened };

        Assert.Equal(1, await team.ServeAfterAsync(TimeSpan.FromDays(3)));

        var fired = Assert.Single(await team.FiredAsync());
        Assert.Equal((TimerTeam.Nine + Hour, TimerTeam.Nine + TimeSpan.FromDays(3)), (fired.Due, fired.At));
    }

    [Fact]
    public async Task Of_two_processes_at_one_journal_each_due_time_fires_in_one()
    {
        await using var one = SqliteJournal.Open(folder.Store);
        await using var other = SqliteJournal.Open(folder.Store);
        var team = new TimerTeam { Journal = one };
        var runtime = team.Runtime();
        var conversations = Enumerable.Range(0, 100).Select(index => new ConversationId($"c{index}")).ToList();
        foreach (var conversation in conversations)
            await runtime.RunAsync("Money back.", conversation);
        team.Time.Advance(Hour);
        var second = new TeamRuntime(team.Team, team.Models.For, other, new RuntimeOptions { TimeProvider = team.Time });

        var served = await Task.WhenAll(Task.Run(() => runtime.ServeDueAsync()), Task.Run(() => second.ServeDueAsync()));

        Assert.Equal(conversations.Count, served.Sum());
        foreach (var conversation in conversations)
        {
            var entries = await other.ReadAsync(conversation).ToListAsync();
            Assert.Single(entries.OfType<TimerFired>());
            Assert.Single(entries.OfType<TicketOpened>());
        }

        Assert.Equal(0, await runtime.ServeDueAsync() + await second.ServeDueAsync());
    }

    [Fact]
    public async Task Cut_anywhere_a_conversation_comes_to_the_same_end_and_nothing_fires_twice()
    {
        foreach (var hasDesk in new[] { true, false })
        {
            var whole = new TimerTeam(hasDesk);
            await whole.SayAsync();
            await whole.ServeAfterAsync(Hour);
            var entries = await whole.EntriesAsync();

            for (var cut = 2; cut < entries.Count; cut++)
            {
                var resumed = new TimerTeam(hasDesk);
                var due = entries[cut - 1].At > TimerTeam.Nine ? TimerTeam.Nine + Hour : TimerTeam.Nine;
                await resumed.Journal.AppendAsync(resumed.Conversation, 0, [.. entries.Take(cut)], new Due("shop", due, "deadline"));
                await resumed.ServeAfterAsync(2 * Hour);
                await resumed.ServeAfterAsync(2 * Hour);
                await resumed.ServeAfterAsync(2 * Hour);

                var story = await resumed.EntriesAsync();
                Assert.Equal(entries[^1].GetType(), story[^1].GetType());
                Assert.Equal(
                    story.OfType<TimerFired>().Count(),
                    story.OfType<TimerFired>().Select(fired => (fired.Due, fired.Of)).Distinct().Count()
                );
                Assert.Equal((hasDesk ? 1 : 0, hasDesk ? 0 : 1), (story.OfType<TicketOpened>().Count(), story.OfType<Degraded>().Count()));
                Assert.Equal(0, await resumed.ServeAfterAsync(TimeSpan.FromDays(9)));
            }
        }
    }

    [Fact]
    public async Task A_turn_that_was_stopped_is_gone_on_with_at_once()
    {
        var team = new TimerTeam();
        using var stop = new CancellationTokenSource();
        team.Models["billing"] = new ScriptedModel(request =>
            request.Number == 1 ? StopThen(stop, Say("lost")) : Say("Which invoice is it?")
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            team.Runtime().RunAsync("Money back.", team.Conversation, cancellationToken: stop.Token)
        );

        Assert.Equal(1, await team.ServeAfterAsync(TimeSpan.Zero));

        var entries = await team.EntriesAsync();
        Assert.Equal(DueKind.Unfinished, entries.OfType<TimerFired>().Single().Of);
        Assert.Equal("Which invoice is it?", Assert.IsType<Replied>(entries[^1]).Text);
    }

    [Fact]
    public async Task A_turn_under_way_is_waited_for_and_not_disturbed()
    {
        var team = new TimerTeam();
        var held = new TaskCompletionSource();
        team.Models["triage"] = new ScriptedModel(_ => TimerTeam.PassOn(1));
        team.Models["billing"] = new ScriptedModel(_ => Say("Which invoice is it?") with { After = held.Task });
        var runtime = team.Runtime();
        var turn = runtime.RunAsync("Money back.", team.Conversation);
        while ((await team.EntriesAsync()).OfType<ModelCallBegun>().Count() < 2)
        {
            team.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        team.Time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(0, await runtime.ServeDueAsync());
        var version = (await team.EntriesAsync()).Count;
        var lease = new LeaseUse((await team.Journal.ReadHeadAsync(team.Conversation)).Lease!.Value, LeaseAfter.Kept);
        await team.Journal.SetDueAsync(team.Conversation, version, new Due("shop", team.Time.GetUtcNow(), "deadline"), lease);
        var serving = runtime.ServeDueAsync();
        Assert.False(serving.IsCompleted);
        held.SetResult();

        Assert.Equal("Which invoice is it?", (await turn).FinalOutput);
        Assert.Equal(1, await serving);
        Assert.Equal(DueKind.IssueDeadline, (await team.FiredAsync()).Single().Of);
    }

    [Fact]
    public async Task Hosted_it_sleeps_until_the_next_due_time_and_wakes_for_a_new_one_of_its_process()
    {
        var time = new SleepingTime(TimerTeam.Nine);
        var team = new TimerTeam();
        var runtime = new TeamRuntime(
            team.Team,
            team.Models.For,
            team.Journal,
            new RuntimeOptions { TimeProvider = time, DueInterval = TimeSpan.FromDays(1) }
        );
        var keeping = runtime.RunDueAsync(limit.Token);
        await time.SleepsAsync(TimeSpan.FromDays(1), limit.Token);

        await runtime.RunAsync("Money back.", team.Conversation, cancellationToken: limit.Token);
        await time.SleepsAsync(Hour, limit.Token);
        time.Advance(Hour);
        var fired = await WaitForAsync<TimerFired>(team.Journal, team.Conversation);

        Assert.Equal(TimerTeam.Nine + Hour, fired.At);
        await EndAsync(keeping);
    }

    [Fact]
    public async Task Hosted_it_notices_the_due_times_of_another_process_within_the_interval()
    {
        await using var ours = SqliteJournal.Open(folder.Store);
        await using var theirs = SqliteJournal.Open(folder.Store);
        var interval = TimeSpan.FromMinutes(50);
        var time = new SleepingTime(TimerTeam.Nine);
        var team = new TimerTeam { Journal = theirs };
        var keeping = new TeamRuntime(
            team.Team,
            team.Models.For,
            ours,
            new RuntimeOptions { TimeProvider = time, DueInterval = interval }
        ).RunDueAsync(limit.Token);
        await time.SleepsAsync(interval, limit.Token);
        await team.SayAsync();

        time.Advance(interval);
        await time.SleepsAsync(Hour - interval, limit.Token);
        time.Advance(Hour - interval);
        var fired = await WaitForAsync<TimerFired>(ours, team.Conversation);

        Assert.Equal(TimerTeam.Nine + Hour, fired.At);
        await EndAsync(keeping);
    }

    [Fact]
    public async Task Hosted_it_lets_no_conversation_that_fails_hold_up_another()
    {
        var time = new SleepingTime(TimerTeam.Nine);
        var team = new TimerTeam();
        await team.SayAsync();
        var broken = new ConversationId("a0");
        var journal = team.Journal;
        await journal.AppendAsync(
            broken,
            0,
            [
                (await team.EntriesAsync())[0] with
                {
                    Seq = 1,
                },
                new IssueChanged
                {
                    Seq = 2,
                    Issue = new(7),
                    Title = "Lost",
                    Owner = "billing",
                    Status = IssueStatus.Open,
                    By = "billing",
                },
            ],
            new Due("shop", TimerTeam.Nine, "deadline")
        );
        var runtime = new TeamRuntime(team.Team, team.Models.For, journal, new RuntimeOptions { TimeProvider = time, DueInterval = Hour });
        var keeping = runtime.RunDueAsync(limit.Token);
        await time.SleepsAsync(Hour, limit.Token);

        time.Advance(Hour);
        var fired = await WaitForAsync<TimerFired>(journal, team.Conversation);

        Assert.Equal(TimerTeam.Nine + Hour, fired.At);
        await EndAsync(keeping);
        await Assert.ThrowsAsync<JournalException>(() => runtime.ServeDueAsync());
    }

    [Fact]
    public async Task A_due_time_from_other_limits_is_set_anew_without_an_entry()
    {
        var team = new TimerTeam(billingHolds: (Hour / 2, null));
        await team.SayAsync();
        var changed = new TimerTeam(billingHolds: (3 * Hour, null)) { Journal = team.Journal };

        Assert.Equal(0, await changed.ServeAfterAsync(Hour / 2));

        Assert.Empty(await changed.FiredAsync());
        Assert.Equal(TimerTeam.Nine + Hour, await team.Journal.NextDueAsync("shop", TimerTeam.Nine));
    }

    [Fact]
    public async Task Another_team_s_conversations_are_left_alone()
    {
        var team = new TimerTeam();
        await team.SayAsync();
        var other = new TimerTeam { Journal = team.Journal, Team = new Team("other", new Agent { Name = "triage" }) };

        Assert.Equal(0, await other.ServeAfterAsync(Hour));
        Assert.Equal(1, await team.ServeAfterAsync(Hour));
    }

    private static ScriptedReply StopThen(CancellationTokenSource stop, ScriptedReply reply)
    {
        stop.Cancel();
        return reply with { After = Task.FromCanceled(stop.Token) };
    }

    private async Task<T> WaitForAsync<T>(IJournal journal, ConversationId conversation)
    {
        await foreach (var entry in journal.FollowAsync(conversation, 1, limit.Token))
        {
            if (entry is T found)
                return found;
        }

        throw new InvalidOperationException("A follower ended.");
    }

    private async Task EndAsync(Task keeping)
    {
        await limit.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => keeping);
    }

    /// <summary>A clock that says for how long somebody sleeps by it, so that it goes on only when somebody does.</summary>
    private sealed class SleepingTime(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private readonly Channel<TimeSpan> sleeps = Channel.CreateUnbounded<TimeSpan>();

        public async Task SleepsAsync(TimeSpan time, CancellationToken cancellationToken)
        {
            while (await sleeps.Reader.ReadAsync(cancellationToken) != time) { }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            sleeps.Writer.TryWrite(dueTime);
            return timer;
        }
    }
}
