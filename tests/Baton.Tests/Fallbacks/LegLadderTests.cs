using System.Net;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Fallbacks;
using Baton.Testing.ChatClients;
using Baton.Tests.Conversations;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Fallbacks;

/// <summary>Legs climb on their own.</summary>
public sealed class LegLadderTests
{
    private static ScriptedReply Denied => Fail(new HttpRequestException("no", null, HttpStatusCode.Unauthorized));

    [Fact]
    public async Task A_leg_climbs_to_its_generalist_and_the_other_leg_and_the_coordinator_do_not()
    {
        var team = new LegTeam(fallback: new FallbackPolicy { Generalist = new Agent { Name = "helper" } });
        team.Models["billing"] = new ScriptedModel(_ => Denied);
        team.Models["helper"] = new ScriptedModel(Say("Looked after."));

        var turn = await team.RunAsync("Two things.");

        Assert.Equal("All done: Looked after. Works again.", turn.FinalOutput);
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
        var entries = await team.EntriesAsync();
        var fell = Assert.Single(entries.OfType<FellBack>());
        Assert.Equal(
            ("billing", FallbackRung.Generalist, "helper", FailureCause.ModelDenied, "1"),
            (fell.Participant, fell.Rung, fell.To, fell.Cause, fell.Leg)
        );
        var handed = Assert.Single(entries.OfType<HandedOff>(), handed => handed.Trigger == HandoffTrigger.FellBack);
        Assert.Equal(("billing", "helper", "1"), (handed.From, handed.To, handed.Leg));
        Assert.Equal([LegOutcome.Answered, LegOutcome.Answered], entries.OfType<LegEnded>().Select(ended => ended.Outcome));
        Assert.Contains("could not continue", team.Models["helper"].Requests.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leg_with_nobody_left_reports_it_and_the_other_leg_is_answered()
    {
        var team = new LegTeam(fallback: new FallbackPolicy { Generalist = new Agent { Name = "helper" } });
        team.Models["billing"] = new ScriptedModel(_ => Denied);
        team.Models["helper"] = new ScriptedModel(_ => Denied);

        var turn = await team.RunAsync("Two things.");

        Assert.Equal("All done: Works again. Not everything is done.", turn.FinalOutput);
        Assert.Equal(LegOutcome.Failed, (await team.EntriesAsync()).OfType<LegEnded>().Single(ended => ended.Leg == "1").Outcome);
    }
}
