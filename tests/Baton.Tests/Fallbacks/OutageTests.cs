using System.Net;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Fallbacks;

/// <summary>A provider that is down for minutes, over many conversations (rule 11).</summary>
public sealed class OutageTests
{
    private const int Waves = 6;
    private const int Customers = 10;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    private static ScriptedReply Overloaded => Fail(new HttpRequestException("overloaded", null, (HttpStatusCode)529));

    private static ScriptedReply Hangs => Say("Never.") with { After = new TaskCompletionSource().Task };

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Every_customer_has_an_end_in_time_and_the_circuit_closes_by_itself(bool hangs, bool hasDesk)
    {
        var isUp = false;
        var ladder = new Ladder
        {
            Limits = new TurnLimits { Time = Time, ModelTimeout = TimeSpan.FromSeconds(10) },
            Desk = hasDesk ? new Desk { Name = "people" } : null,
            ["only"] = new ScriptedModel(_ =>
                isUp ? Say("Here I am.")
                : hangs ? Hangs
                : Overloaded
            ),
        };

        for (var wave = 0; wave < Waves; wave++)
        {
            var asking = Enumerable.Range(0, Customers).Select(customer => ladder.Runtime.RunAsync("Hello?", Of(wave, customer)));
            foreach (var turn in await ladder.Time.PassAsync(Task.WhenAll(asking)))
                Assert.Equal(hasDesk ? TurnOutcome.WaitingOnPerson : TurnOutcome.Degraded, turn.Outcome);
            await CheckAsync(ladder, wave, hasDesk);
            ladder.Time.Advance(TimeSpan.FromSeconds(5));
        }

        var asked = ladder["only"].Requests.Count;
        Assert.True(ladder.Runtime.Health.Single().IsCircuitOpen);
        isUp = true;
        ladder.Time.Advance(new RuntimeOptions().CircuitBreak);
        var after = await ladder.RunAsync(conversation: "later");

        // Nobody else can answer, so each customer asks: the first wave three times each, and the others once while the circuit is open.
        Assert.InRange(asked, Customers * Waves, (3 * Customers) + (Customers * (Waves - 1)));
        Assert.Equal("Here I am.", after.FinalOutput);
        Assert.False(ladder.Runtime.Health.Single().IsCircuitOpen);
        if (!hasDesk)
            Assert.Equal("Here I am.", (await ladder.RunAsync("Are you back?", Of(0, 0).Value)).FinalOutput);
    }

    private static ConversationId Of(int wave, int customer) => new($"wave{wave}-{customer}");

    // In time, and in words that a customer understands.
    private static async Task CheckAsync(Ladder ladder, int wave, bool hasDesk)
    {
        for (var customer = 0; customer < Customers; customer++)
        {
            var entries = await ladder.Journal.ReadAsync(Of(wave, customer)).ToListAsync();
            JournalEntry end = hasDesk ? entries.OfType<InterimReplied>().Single() : entries.OfType<Degraded>().Single();
            Assert.True(end.At - entries.OfType<MessageReceived>().Single().At <= Time);
            var text = end is InterimReplied told ? told.Text : ((Degraded)end).Text;
            Assert.Contains(hasDesk ? "A person will" : "Nothing that you wrote is lost", text, StringComparison.Ordinal);
            Assert.DoesNotContain("529", text, StringComparison.Ordinal);
        }
    }
}
