using System.Net;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Triage;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Routers;

/// <summary>The entry agent's model gives nothing, and the team's own router is sure: it hands over.</summary>
public sealed class RouterFallbackTests
{
    private static readonly TriagePolicy Sure = new() { DisagreementConfidence = 0.5 };

    private static readonly Dictionary<string, ScriptedReply> Faults = new()
    {
        ["empty"] = Empty,
        ["unknown tool"] = Call("transfer_to_nobody"),
        ["bad arguments"] = Call("transfer_to_billing", "{not json"),
        ["written call"] = Say("""{"name":"serch","arguments":{}}"""),
        ["down"] = Fail(new HttpRequestException("down", null, HttpStatusCode.BadRequest)),
        ["cut off"] = Call("transfer_to_billing") with { Finish = ChatFinishReason.Length },
    };

    public static TheoryData<string> Kinds => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_model_that_gives_nothing_usable_is_passed_by_for_whom_the_router_is_sure_of(string fault)
    {
        var team = new RoutedTeam { Policy = Sure };
        team.Models["triage"] = new ScriptedModel(_ => Faults[fault]);

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal(("Paid back.", "billing", TurnOutcome.Replied), (turn.FinalOutput, turn.Holder, turn.Outcome));
        var entries = await team.EntriesAsync();
        var fell = entries.OfType<FellBack>().Last();
        Assert.Equal((FallbackRung.Router, "triage", "billing"), (fell.Rung, fell.Participant, fell.To));
        var handed = Assert.Single(entries.OfType<HandedOff>());
        Assert.Equal((HandoffTrigger.FellBack, "billing"), (handed.Trigger, handed.To));
        Assert.Equal(Assert.Single(entries.OfType<MessageRouted>()).Seq, Assert.Single(entries.OfType<IssueOpened>()).Routed);
    }

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.Coordinator)]
    public async Task Several_issues_go_to_all_for_whom_they_are(IssueStrategy strategy)
    {
        var team = new RoutedTeam { Policy = Sure, Strategy = strategy };
        // A coordinator writes the answer from the reports, so its model must work again by then.
        team.Models["triage"] = new ScriptedModel(request => request.Number <= 2 ? Empty : Say("Paid back, and mended."));

        var turn = await team.RunAsync(RoutedTeam.Both);

        Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        Assert.Equal(["billing", "technical"], turn.Issues.Select(issue => issue.Owner).Order());
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }

    [Theory]
    [InlineData("Good morning to all of you", 0.5)]
    [InlineData(RoutedTeam.Charge, 1.0)]
    [InlineData(RoutedTeam.Charge, null)]
    public async Task A_router_that_is_not_sure_or_not_used_leaves_it_to_the_other_rungs(string message, double? least)
    {
        var team = new RoutedTeam { Policy = new TriagePolicy { DisagreementConfidence = least } };
        team.Models["triage"] = new ScriptedModel(_ => Empty);

        Assert.Equal(TurnOutcome.Degraded, (await team.RunAsync(message)).Outcome);
        Assert.DoesNotContain(await team.EntriesAsync(), entry => entry is HandedOff or FellBack { Rung: FallbackRung.Router });
    }

    [Fact]
    public async Task It_hands_over_once_in_a_turn()
    {
        var team = new RoutedTeam { Policy = Sure };
        team.Models["triage"] = new ScriptedModel(_ => Empty);
        team.Models["billing"] = new ScriptedModel(_ => Transfer("triage", "Not mine."));

        Assert.Equal(TurnOutcome.Degraded, (await team.RunAsync(RoutedTeam.Charge)).Outcome);
        Assert.Single((await team.EntriesAsync()).OfType<FellBack>(), fell => fell.Rung == FallbackRung.Router);
    }
}
