using System.Net;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Fallbacks;

/// <summary>Rungs 3 to 5: a generalist, a person, and an honest partial answer.</summary>
public sealed class LadderTests
{
    private static readonly Agent Generalist = new() { Name = "generalist" };

    private static ScriptedReply Denied => Fail(new HttpRequestException("no", null, HttpStatusCode.Unauthorized));

    [Fact]
    public async Task A_generalist_takes_over_and_reads_what_failed()
    {
        var ladder = new Ladder
        {
            Generalist = Generalist,
            ["only"] = new ScriptedModel(_ => Denied),
            ["generalist"] = new ScriptedModel(Say("I can do that.")),
        };

        var turn = await ladder.RunAsync();

        Assert.Equal(("I can do that.", "generalist"), (turn.FinalOutput, turn.Holder));
        Assert.Contains("helper could not continue", ladder["generalist"].Requests.Single().Text, StringComparison.Ordinal);
        var entries = await ladder.EntriesAsync();
        Assert.Equal(HandoffTrigger.FellBack, entries.OfType<HandedOff>().Single().Trigger);
        var fell = entries.OfType<FellBack>().Single();
        Assert.Equal((FallbackRung.Generalist, FailureCause.ModelDenied, "generalist"), (fell.Rung, fell.Cause, fell.To));
    }

    [Fact]
    public async Task A_person_is_next_and_the_customer_is_told_behind_the_ticket()
    {
        var ladder = new Ladder
        {
            Generalist = Generalist,
            Desk = new Desk { Name = "people" },
            ["only"] = new ScriptedModel(_ => Denied),
            ["generalist"] = new ScriptedModel(_ => Denied),
        };

        var turn = await ladder.RunAsync();

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        var entries = await ladder.EntriesAsync();
        Assert.Equal([FallbackRung.Generalist, FallbackRung.Person], entries.OfType<FellBack>().Select(fell => fell.Rung));
        Assert.True(entries.FindIndex(entry => entry is TicketOpened) < entries.FindIndex(entry => entry is InterimReplied));
        Assert.Contains(entries.OfType<TicketOpened>().Single().Ticket.Value, turn.FinalOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nobody_left_the_customer_gets_an_honest_answer()
    {
        var ladder = new Ladder
        {
            Generalist = Generalist,
            ["only"] = new ScriptedModel(_ => Denied),
            ["generalist"] = new ScriptedModel(_ => Denied),
        };

        var turn = await ladder.RunAsync();

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Contains("cannot be reached", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains("c1", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal([FallbackRung.Generalist, FallbackRung.Degraded], (await ladder.RungsAsync()).Select(fell => fell.Rung));
    }

    [Fact]
    public async Task The_ladder_fits_into_the_turn_s_time_with_every_model_hanging()
    {
        ScriptedModel Hangs() => new(_ => Say("Never.") with { After = new TaskCompletionSource().Task });
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            Generalist = Generalist,
            Limits = new TurnLimits { Time = TimeSpan.FromSeconds(60) },
            ["a"] = Hangs(),
            ["b"] = Hangs(),
            ["generalist"] = new ScriptedModel(Say("Here in time.")),
        };
        var began = ladder.Time.GetUtcNow();

        var turn = await ladder.RunAsync(seconds: 1);

        Assert.Equal("Here in time.", turn.FinalOutput);
        Assert.True((await ladder.EntriesAsync()).OfType<Replied>().Single().At - began < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Cut_behind_any_entry_the_ladder_is_climbed_on_and_no_rung_is_noted_twice()
    {
        Ladder Story(IJournal? journal = null) =>
            new()
            {
                Journal = journal ?? new InMemoryJournal(),
                Models = ["a", "b"],
                Generalist = Generalist,
                Desk = new Desk { Name = "people" },
                ["a"] = new ScriptedModel(_ => Denied),
                ["b"] = new ScriptedModel(_ => Empty),
                ["generalist"] = new ScriptedModel(_ => Denied),
            };
        var whole = Story();
        var turn = await whole.RunAsync();
        var entries = await whole.EntriesAsync();

        for (var cut = 2; cut < entries.Count; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(whole.Conversation, 0, [.. entries.Take(cut)], due: null);
            var resumed = Story(journal);
            var again = await resumed.Time.PassAsync(resumed.Runtime.ResumeAsync(whole.Conversation));

            Assert.Equal(turn.FinalOutput, again!.FinalOutput);
            Assert.Equal((await whole.RungsAsync()).Select(fell => fell.Rung), (await resumed.RungsAsync()).Select(fell => fell.Rung));
            Assert.Single((await resumed.EntriesAsync()).OfType<TicketOpened>());
        }
    }
}
