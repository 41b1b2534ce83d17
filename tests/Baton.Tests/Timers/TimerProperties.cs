using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using CsCheck;

namespace Baton.Tests.Timers;

/// <summary>Whatever the limits, the moments of looking and the processes that look: each due time fires once, and none is left.</summary>
public sealed class TimerProperties
{
    private const int Conversations = 12;

    private static readonly Gen<(int[] Minutes, int[] Holds, bool HasDesk, int[] Steps, int Seed)> Stories = Gen.Select(
        Gen.Int[1, 90].Array[Conversations],
        Gen.Int[0, 60].Array[1],
        Gen.Bool,
        Gen.Int[1, 40].Array[3, 8],
        Gen.Int[0, 1000]
    );

    [Fact]
    public void Two_runtimes_at_one_journal_let_each_due_time_fire_once_and_leave_none() =>
        Stories.Sample(
            async story =>
            {
                var (minutes, holds, hasDesk, steps, seed) = story;
                TimeSpan? limit = holds[0] > 0 ? TimeSpan.FromMinutes(holds[0]) : null;
                var team = new TimerTeam(hasDesk, billingHolds: (limit, null));
                var given = 0;
                team.Models["triage"] = new ScriptedModel(_ => TimerTeam.PassOn(minutes[given]));
                for (; given < Conversations; given++)
                    await team.Runtime().RunAsync("Money back.", new ConversationId($"c{given}"));

                foreach (var step in steps)
                {
                    team.Time.Advance(TimeSpan.FromMinutes(step));
                    await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => team.Runtime().ServeDueAsync())));
                    if ((seed + step) % 3 == 0)
                        await team.Runtime().RunAsync("Are you there?", new ConversationId($"c{(seed + step) % Conversations}"));
                }

                team.Time.Advance(TimeSpan.FromDays(2));
                await team.Runtime().ServeDueAsync();
                var left = await team.Journal.ListDueAsync("shop", DateTimeOffset.MaxValue).CountAsync();

                Assert.Equal(0, left);
                for (var number = 0; number < Conversations; number++)
                    await AssertSoundAsync(team, new ConversationId($"c{number}"), hasDesk);
            },
            iter: Cases.Of(25)
        );

    private static async Task AssertSoundAsync(TimerTeam team, ConversationId conversation, bool hasDesk)
    {
        var entries = await team.Journal.ReadAsync(conversation).ToListAsync();
        var fired = entries.OfType<TimerFired>().ToList();
        Assert.Equal(fired.Count, fired.Select(timer => (timer.Due, timer.Of)).Distinct().Count());
        Assert.All(fired, timer => Assert.True(timer.Due <= timer.At));
        Assert.All(entries.Zip(entries.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At));
        Assert.Equal(hasDesk ? 1 : 0, entries.OfType<TicketOpened>().Count());
        Assert.NotEmpty(entries.OfType<Escalated>());
        Assert.Contains(entries, entry => hasDesk ? entry is InterimReplied : entry is Degraded);
    }
}
