using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>A turn has one bound for all its legs together (rule 10), and each leg its share of it.</summary>
public sealed class LegBoundTests
{
    [Theory]
    [InlineData(9, 100)]
    [InlineData(10, 100)]
    [InlineData(100, 6)]
    [InlineData(100, 7)]
    public async Task Legs_that_call_without_end_use_no_more_than_the_turn_has_and_the_coordinator_still_answers(
        int modelCalls,
        int toolCalls
    )
    {
        var team = new LegTeam(new TurnLimits { ModelCalls = modelCalls, ToolCalls = toolCalls });
        team.Models["billing"] = new ScriptedModel(_ => Call("look_up"));
        team.Models["technical"] = new ScriptedModel(_ => Call("look_up"));

        var turn = await team.RunAsync("Two things.");

        Assert.Equal((TurnOutcome.Replied, "All done: Not everything is done."), (turn.Outcome, turn.FinalOutput));
        var entries = await team.EntriesAsync();
        Assert.All(
            entries.OfType<LegEnded>(),
            ended => Assert.Equal((LegOutcome.Escalated, FailureCause.BoundReached), (ended.Outcome, ended.Cause!.Value))
        );
        Assert.InRange(entries.OfType<ModelCallBegun>().Count(), 1, modelCalls);
        Assert.InRange(entries.OfType<ToolCallBegun>().Count(), 1, toolCalls);
        Assert.True(entries.OfType<ModelCallBegun>().Count() == modelCalls || entries.OfType<ToolCallBegun>().Count() == toolCalls);
    }

    [Fact]
    public async Task A_leg_that_comes_late_finds_its_share_however_much_another_wants()
    {
        var team = new LegTeam(new TurnLimits { ModelCalls = 12 });
        team.Models["billing"] = new ScriptedModel(_ => Call("look_up"));
        team.Models["technical"] = new ScriptedModel(request =>
            request.Number switch
            {
                1 => Call("look_up") with
                {
                    After = team.Journal.FollowAsync(team.Conversation).AnyAsync(entry => entry is LegEnded).AsTask(),
                },
                2 or 3 => Call("look_up"),
                _ => Say("Works again."),
            }
        );

        var turn = await team.RunAsync("Two things.");

        Assert.Equal("All done: Works again. Not everything is done.", turn.FinalOutput);
        Assert.Equal([IssueStatus.InProgress, IssueStatus.Resolved], turn.Issues.Select(issue => issue.Status));
    }

    [Fact]
    public async Task What_a_leg_leaves_when_it_ends_is_the_others()
    {
        var team = new LegTeam(new TurnLimits { ModelCalls = 12 });
        team.Models["billing"] = new ScriptedModel(request =>
            request.Number < 9
                ? Call("look_up") with
                {
                    After = team.Journal.FollowAsync(team.Conversation).AnyAsync(entry => entry is LegEnded).AsTask(),
                }
                : Say("Paid back.")
        );

        var turn = await team.RunAsync("Two things.");

        Assert.Equal("All done: Paid back. Works again.", turn.FinalOutput);
        Assert.Equal(12, (await team.EntriesAsync()).OfType<ModelCallBegun>().Count());
    }

    [Fact]
    public async Task Legs_of_legs_draw_on_the_same_sum()
    {
        var team = new LegTeam(new TurnLimits { ModelCalls = 20, ToolCalls = 1000 });
        team.Models["billing"] = new ScriptedModel(request =>
            request.Number == 1
                ? Transfer("invoices", "Find it.", 0.9, "Find the invoice").And(Transfer("refunds", "Pay it.", 0.9, "Pay it back"))
                : Say("Half of it is done.")
        );
        team.Models["invoices"] = new ScriptedModel(_ => LookUp("1"));
        team.Models["refunds"] = new ScriptedModel(_ => LookUp("1"));
        team.Models["technical"] = new ScriptedModel(_ => Call("look_up"));

        var turn = await team.RunAsync("Two things.");

        Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        var entries = await team.EntriesAsync();
        Assert.Equal(4, entries.OfType<LegEnded>().Count());
        Assert.InRange(entries.OfType<ModelCallBegun>().Count(), 12, 20);
        Assert.Contains("Half of it is done.", turn.FinalOutput, StringComparison.Ordinal);

        static ScriptedReply LookUp(string issue) => Call("update_issue", $$"""{"issue":"{{issue}}","reason":"Looking."}""");
    }

    [Fact]
    public async Task Whoever_delegated_still_replies_when_its_legs_used_up_more_than_its_share()
    {
        var team = new LegTeam(new TurnLimits { ModelCalls = 20, ToolCalls = 1000 });
        team.Models["billing"] = new ScriptedModel(request =>
            request.Number == 1
                ? Transfer("invoices", "Find it.", 0.9, "Find the invoice").And(Transfer("refunds", "Pay it.", 0.9, "Pay it back"))
                : Say("Half of it is done.")
        );
        // Ten calls of its own are more than a third of twenty; then the other leg may take whatever nobody keeps. Legs that are open keep
        // a share, so it goes on when the others have ended.
        var isPastShare = new TaskCompletionSource();
        team.Models["invoices"] = new ScriptedModel(request =>
        {
            if (request.Number == 9)
                isPastShare.SetResult();
            return LookUp("1") with
            {
                After = request.Number switch
                {
                    1 => EndOf("refunds"),
                    9 => EndOf("technical"),
                    _ => null,
                },
            };
        });
        team.Models["refunds"] = new ScriptedModel(_ => Say("Paid."));
        team.Models["technical"] = new ScriptedModel(request =>
            Call("look_up") with
            {
                After = request.Number == 1 ? isPastShare.Task : null,
            }
        );

        var turn = await team.RunAsync("Two things.");

        Assert.Contains("Half of it is done.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(20, (await team.EntriesAsync()).OfType<ModelCallBegun>().Count());

        Task EndOf(string participant) =>
            team
                .Journal.FollowAsync(team.Conversation)
                .AnyAsync(entry => entry is LegEnded ended && ended.Participant == participant)
                .AsTask();

        static ScriptedReply LookUp(string issue) => Call("update_issue", $$"""{"issue":"{{issue}}","reason":"Looking."}""");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Issues_beyond_what_the_turn_has_are_left_while_the_other_legs_run(bool hasDesk)
    {
        var team = new LegTeam(new TurnLimits { ModelCalls = 7 }, hasDesk ? new Desk { Name = "people" } : null, more: 12);
        team.Models["triage"] = new ScriptedModel(request =>
            request.Number == 1
                ? Enumerable
                    .Range(1, 12)
                    .Select(number => Transfer($"s{number}", $"Thing {number}.", 0.9, $"Thing {number}"))
                    .Aggregate((left, right) => left.And(right))
                : Say("Five are done.")
        );
        for (var number = 1; number <= 12; number++)
            team.Models[$"s{number}"] = new ScriptedModel(_ => Say("Done."));

        var turn = await team.RunAsync("Twelve things.");

        Assert.Equal(hasDesk ? TurnOutcome.WaitingOnPerson : TurnOutcome.Degraded, turn.Outcome);
        Assert.StartsWith("Five are done.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Repeat(IssueStatus.Resolved, 5), turn.Issues.Take(5).Select(issue => issue.Status));
        Assert.All(turn.Issues.Skip(5), issue => Assert.Equal(hasDesk ? IssueStatus.WaitingOnPerson : IssueStatus.Open, issue.Status));
        Assert.All(turn.Issues.Skip(5), issue => Assert.Contains($"\n- {issue.Title}", turn.FinalOutput, StringComparison.Ordinal));
        Assert.Contains("#12 Thing 12 ", team.Models["triage"].Requests[1].Text, StringComparison.Ordinal);
        Assert.Equal(7, (await team.EntriesAsync()).OfType<ModelCallBegun>().Count());
    }
}
