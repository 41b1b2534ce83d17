using Baton.Journals.Entries;
using Baton.Journals.Timers;
using Baton.Teams.Escalations;
using Baton.Teams.Hours;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Timers;

/// <summary>Tickets that nobody takes in time, by the clock and by the hours of their desk.</summary>
public sealed class TicketTimerTests
{
    private static readonly BusinessHours Weekdays = new(
        "Europe/Berlin",
        new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(day =>
            (day, new TimeOnly(9, 0), new TimeOnly(17, 0))
        )
    );

    [Fact]
    public async Task A_ticket_that_nobody_takes_in_time_goes_to_the_next_desk_by_itself()
    {
        var team = Team(new Desk { Name = "first", FirstResponse = TimeSpan.FromMinutes(30) }, new Desk { Name = "second" });
        await team.SayAsync();

        Assert.Equal(0, await team.ServeAfterAsync(TimeSpan.FromMinutes(29)));
        Assert.Equal(1, await team.ServeAfterAsync(TimeSpan.FromMinutes(1)));

        var entries = await team.EntriesAsync();
        Assert.Equal(DueKind.FirstResponse, entries.OfType<TimerFired>().Single().Of);
        Assert.Equal(TicketDue.FirstResponse, entries.OfType<TicketExpired>().Single().Due);
        Assert.Equal(["first", "second"], entries.OfType<TicketOpened>().Select(opened => opened.Desk));
        Assert.Equal(
            (FailureCause.TimedOut, "second"),
            (entries.OfType<Escalated>().Last().Trigger, entries.OfType<Escalated>().Last().To)
        );
        Assert.Equal(0, await team.ServeAfterAsync(TimeSpan.FromDays(9)));
    }

    [Fact]
    public async Task A_ticket_that_somebody_has_taken_is_late_only_when_it_is_not_closed()
    {
        var team = Team(
            new Desk
            {
                Name = "first",
                FirstResponse = TimeSpan.FromMinutes(30),
                Resolution = TimeSpan.FromHours(4),
            }
        );
        await team.SayAsync();
        await team.Runtime().AsOperator("maria").ClaimAsync(team.Conversation);

        Assert.Equal(0, await team.ServeAfterAsync(TimeSpan.FromHours(3)));
        Assert.Equal(1, await team.ServeAfterAsync(TimeSpan.FromHours(1)));

        Assert.Equal(TicketDue.Resolution, (await team.EntriesAsync()).OfType<TicketExpired>().Single().Due);
        Assert.Equal(0, await team.ServeAfterAsync(TimeSpan.FromDays(9)));
    }

    // It is Friday, 16:30 in Berlin.
    [Fact]
    public async Task Due_times_count_open_hours_and_the_customer_hears_when_somebody_is_there()
    {
        var team = Team(
            new Desk
            {
                Name = "first",
                Hours = Weekdays,
                FirstResponse = TimeSpan.FromHours(1),
            }
        );
        team.Time.SetUtcNow(new DateTimeOffset(2026, 11, 27, 15, 30, 0, TimeSpan.Zero));
        var open = await team.SayAsync();
        team.Time.SetUtcNow(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));
        var closed = await team.SayAsync("Hello?");

        var ticket = (await team.EntriesAsync()).OfType<TicketOpened>().Single();
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 8, 30, 0, TimeSpan.Zero), ticket.FirstResponseDue);
        Assert.DoesNotContain("back on", open.FinalOutput, StringComparison.Ordinal);
        Assert.Contains(
            "Nobody is there at the moment; they are back on Monday, 30 November 2026 at 09:00 (Europe/Berlin).",
            closed.FinalOutput,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(false, "office")]
    [InlineData(true, "night shift")]
    public async Task A_desk_where_nobody_is_waits_for_its_hours_unless_the_ladder_skips_it(bool skips, string desk)
    {
        var team = Team(skips, new Desk { Name = "office", Hours = Weekdays }, new Desk { Name = "night shift" });
        team.Time.SetUtcNow(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));

        await team.SayAsync();

        Assert.Equal(desk, (await team.EntriesAsync()).OfType<TicketOpened>().Single().Desk);
    }

    [Fact]
    public async Task Where_all_desks_are_closed_the_first_one_gets_it()
    {
        var team = Team(skips: true, new Desk { Name = "office", Hours = Weekdays }, new Desk { Name = "other", Hours = Weekdays });
        team.Time.SetUtcNow(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));

        await team.SayAsync();

        Assert.Equal("office", (await team.EntriesAsync()).OfType<TicketOpened>().Single().Desk);
    }

    [Fact]
    public async Task An_agent_on_the_ladder_goes_on_where_another_held_the_baton_for_too_long()
    {
        var chief = new Agent { Name = "chief" };
        var billing = new Agent { Name = "billing", HoldTurns = 1 };
        var triage = new Agent { Name = "triage", Handoffs = [billing, chief] };
        var team = new TimerTeam { Team = new Team("shop", triage) { Escalation = new EscalationPolicy { Ladder = ["chief"] } } };
        team.Models["triage"] = new ScriptedModel(_ => TimerTeam.PassOn());
        team.Models["chief"] = new ScriptedModel(_ => Say("It is paid back."));
        await team.SayAsync();

        var turn = await team.SayAsync("I said which one.");

        Assert.Equal(("It is paid back.", "chief"), (turn.FinalOutput, turn.Holder));
        Assert.Equal(
            (FailureCause.TimedOut, "chief", 1),
            (await team.EntriesAsync())
                .OfType<Escalated>()
                .Select(escalated => (escalated.Trigger, escalated.To, escalated.Rung!.Value))
                .Single()
        );
    }

    private static TimerTeam Team(params Desk[] desks) => Team(skips: false, desks);

    // Billing asks for a person at once.
    private static TimerTeam Team(bool skips, params Desk[] desks)
    {
        var triage = new Agent { Name = "triage" };
        var team = new TimerTeam
        {
            Team = new Team("shop", triage)
            {
                Desks = desks,
                Escalation = new EscalationPolicy { SkipsClosed = skips },
            },
        };
        team.Models["triage"] = new ScriptedModel(_ => Call("escalate", """{"reason":"A person has to decide."}"""));
        return team;
    }
}
