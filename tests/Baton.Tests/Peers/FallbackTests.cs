using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Tests.Conversations;
using static Baton.Testing.ChatClients.ScriptedReply;
using Ladder = Baton.Tests.Fallbacks.Ladder;

namespace Baton.Tests.Peers;

/// <summary>Where others end in silence, an exception or a circle, the ladder ends in somebody.</summary>
public sealed class FallbackTests
{
    private static readonly Desk People = new() { Name = "people" };

    // A to B to A without end: no cap, or one that only throws (agent-framework, openai-agents, LangGraph, ADK).
    [Fact]
    public async Task Ping_pong_ends_with_a_person()
    {
        var support = new SupportTeam(desk: People);
        support.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "Yours.", 0.6));
        support.Models["billing"] = new ScriptedModel(_ => Transfer("triage", "No, yours.", 0.6));

        var turn = await support.Runtime().RunAsync("Who takes this?", support.Conversation);

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.Single((await support.EntriesAsync()).OfType<TicketOpened>());
    }

    // An agent says that it is transferring and makes no call (openai-agents 2352, Chatwoot 13178).
    [Fact]
    public async Task A_transfer_that_is_only_told_twice_ends_with_the_generalist()
    {
        var ladder = new Ladder
        {
            Generalist = new Agent { Name = "generalist" },
            ["only"] = new ScriptedModel(_ => Say("I'm connecting you to our billing team now.")),
            ["generalist"] = new ScriptedModel(Say("I can help.")),
        };

        var turn = await ladder.Runtime.RunAsync("Wrong charge.", ladder.Conversation);

        Assert.Equal("I can help.", turn.FinalOutput);
        Assert.Equal(
            (FallbackRung.Generalist, FailureCause.NarratedTransfer),
            (await ladder.RungsAsync()).Select(fell => (fell.Rung, fell.Cause)).Single()
        );
    }

    // A hallucinated target (adk-python 3736), an agent stuck when no handoff comes (autogen 5831).
    [Fact]
    public async Task A_target_that_does_not_exist_twice_ends_with_the_generalist_and_then_with_a_person()
    {
        var ladder = new Ladder
        {
            Generalist = new Agent { Name = "generalist" },
            Desk = People,
            ["only"] = new ScriptedModel(_ => Call("transfer_to_refunds", """{"summary":"Refund."}""")),
            ["generalist"] = new ScriptedModel(_ => Call("transfer_to_refunds", """{"summary":"Refund."}""")),
        };

        var turn = await ladder.Runtime.RunAsync("I want my money back.", ladder.Conversation);

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.Equal([FallbackRung.Generalist, FallbackRung.Person], (await ladder.RungsAsync()).Select(fell => fell.Rung));
    }

    // The receiver's window overflows on its first turn (opencode-swarm 2122).
    [Fact]
    public async Task What_fits_no_window_ends_with_a_person()
    {
        var ladder = new Ladder
        {
            Instructions = string.Join(' ', Enumerable.Repeat("The dashboard shows an error again.", 400)),
            Models = [new ModelChoice("small", 1500)],
            Desk = People,
            ["small"] = new ScriptedModel(),
        };

        var turn = await ladder.Runtime.RunAsync("Hello?", ladder.Conversation);

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.Equal(
            (FallbackRung.Person, FailureCause.ContextTooLong),
            (await ladder.RungsAsync()).Select(fell => (fell.Rung, fell.Cause)).Single()
        );
    }
}
