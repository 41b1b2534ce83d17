using Baton.Journals;
using Baton.Runtime;
using Baton.Teams.Escalations;
using Baton.Teams.Hours;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Timers;

/// <summary>
/// A process whose clock is wrong serves a part of a conversation: by days, by years, at both ends of the calendar. Everybody is answered,
/// then and afterwards.
/// </summary>
public sealed class WrongClockTests
{
    private static readonly ConversationId Conversation = new("c1");
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<DateTimeOffset> Clocks =>
        [
            Now.AddDays(-1),
            Now.AddDays(1),
            Now.AddDays(-60),
            Now.AddDays(60),
            Now.AddYears(-10),
            Now.AddYears(10),
            DateTimeOffset.UnixEpoch,
            new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero),
        ];

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task A_message_under_a_wrong_clock_is_answered_and_so_is_every_later_one(DateTimeOffset wrong)
    {
        foreach (var at in Enumerable.Range(0, 4))
        {
            var journal = new InMemoryJournal();
            for (var number = 0; number < 4; number++)
            {
                var turn = await Runtime(journal, number == at ? wrong : Now.AddMinutes(number))
                    .RunAsync($"Message {number}.", Conversation);
                Assert.Equal((TurnOutcome.Replied, "Here you are."), (turn.Outcome, turn.FinalOutput));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task Cut_behind_any_entry_a_process_with_another_clock_goes_on(DateTimeOffset wrong)
    {
        foreach (var strategy in Enum.GetValues<IssueStrategy>())
        {
            var whole = new InMemoryJournal();
            await Runtime(whole, Now, strategy).RunAsync("Two things.", Conversation);
            await Runtime(whole, Now, strategy).RunAsync("Please ask a person.", Conversation);
            var entries = await whole.ReadAsync(Conversation).ToListAsync();
            for (var cut = 1; cut <= entries.Count; cut++)
            {
                var journal = new InMemoryJournal();
                await journal.AppendAsync(Conversation, 0, [.. entries.Take(cut)], due: null);

                await Runtime(journal, wrong, strategy).ResumeAsync(Conversation);
                await Runtime(journal, wrong, strategy).ServeDueAsync();
                await Runtime(journal, Now.AddHours(1), strategy).ServeDueAsync();
                if (await ConversationStatus.ReadAsync(journal, Conversation) is { WaitsForPerson: true })
                    await Runtime(journal, wrong, strategy).AsOperator("maria").HandBackAsync(Conversation, "Done.", resolved: true);
                var turn = await Runtime(journal, Now.AddHours(2), strategy).RunAsync("Thanks, and now?", Conversation);

                Assert.True(turn.Outcome == TurnOutcome.WaitingOnPerson || turn.FinalOutput.Length > 0);
                Assert.Equal(
                    (await journal.ReadAsync(Conversation).ToListAsync()).Select((_, index) => index + 1L),
                    (await journal.ReadAsync(Conversation).ToListAsync()).Select(entry => entry.Seq)
                );
            }
        }
    }

    [Fact]
    public void Sums_of_times_stay_within_the_calendar()
    {
        Assert.Equal(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue.AddDays(-1).Later(TimeSpan.FromDays(2)));
        Assert.Equal(DateTimeOffset.MinValue, DateTimeOffset.MinValue.AddDays(1).Later(TimeSpan.FromDays(-2)));
        Assert.Equal(Now.AddDays(2), Now.Later(TimeSpan.FromDays(2)));
        Assert.Equal(TimeSpan.Zero, TimeSpan.MinValue.AsWait());
        Assert.Equal(TimeBounds.LongestWait, TimeSpan.MaxValue.AsWait());
    }

    [Fact]
    public void A_timer_waits_whole_milliseconds_and_never_less()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(1), TimeSpan.FromTicks(1).AsWait());
        Assert.Equal(TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(1.5).AsWait());
        Assert.Equal(TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(3).AsWait());
    }

    private static TeamRuntime Runtime(IJournal journal, DateTimeOffset now, IssueStrategy strategy = IssueStrategy.Sequential)
    {
        var find = Tool.Create(() => "found", "find", effect: ToolEffect.ReadOnly);
        var billing = new Agent
        {
            Name = "billing",
            Tools = [find],
            HoldTime = TimeSpan.FromHours(30),
        };
        var technical = new Agent { Name = "technical", Tools = [find] };
        var triage = new Agent
        {
            Name = "triage",
            Handoffs = [new Handoff(billing) { Limits = new() { Time = TimeSpan.FromHours(2) } }, technical],
        };
        billing.Handoffs.Add(triage);
        var team = new Team("clocks", triage)
        {
            Strategy = strategy,
            Desks =
            [
                new Desk
                {
                    Name = "people",
                    FirstResponse = TimeSpan.FromHours(2),
                    Resolution = TimeSpan.FromDays(2),
                    Hours = new BusinessHours(
                        "Europe/Berlin",
                        Enum.GetValues<DayOfWeek>().Select(day => (day, new TimeOnly(9, 0), new TimeOnly(17, 0)))
                    ),
                },
            ],
            Escalation = new EscalationPolicy { ByCustomers = false },
        };
        return new TeamRuntime(
            team,
            agent => new ScriptedModel(request => Reply(agent.Name, request)),
            journal,
            new RuntimeOptions { TimeProvider = new FakeTimeProvider(now) }
        );
    }

    private static ScriptedReply Reply(string agent, ScriptedRequest request)
    {
        if (
            agent == "triage"
            && request.Text.Contains("Two things.", StringComparison.Ordinal)
            && request.Number == 1
            && request.Results.Count == 0
        )
            return Transfer("billing", "One thing.", 0.9, "One").And(Transfer("technical", "Another thing.", 0.9, "Another"));
        if (request.Results.Count == 0 && request.Tools.Contains("find"))
            return Call("find");
        return
            request.Text.Contains("Please ask a person.", StringComparison.Ordinal)
            && !request.Text.Contains("and now?", StringComparison.Ordinal)
            && request.Tools.Contains("escalate")
            ? Call("escalate", """{"reason":"A person has to look."}""")
            : Say("Here you are.");
    }
}
