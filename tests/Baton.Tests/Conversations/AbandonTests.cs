using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>A caller abandons a turn: it ends where it is, nothing more is begun, and the answer says what is done.</summary>
public sealed class AbandonTests
{
    private readonly ScriptedModels models = new();
    private readonly InMemoryJournal journal = new();
    private readonly ConversationId conversation = new("c1");
    private readonly List<string> deeds = [];
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_turn_that_waits_for_its_model_ends_and_whoever_awaits_it_gets_its_answer()
    {
        models["billing"] = new ScriptedModel(_ => Hang());
        var runtime = Runtime();
        var running = runtime.RunAsync("Refund me.", conversation);
        await begun.Task;

        var abandoned = await runtime.AbandonAsync(conversation);

        var turn = await running;
        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Contains("it was stopped", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(turn.FinalOutput, abandoned?.FinalOutput);
        Assert.Null(await runtime.ResumeAsync(conversation));
    }

    [Fact]
    public async Task The_outcome_of_a_tool_that_runs_is_unknown_and_the_next_turn_reads_that()
    {
        models["billing"] = new ScriptedModel(request => ResultsIn(request).Count > 0 ? Say("Your refund is in doubt.") : Call("hang"));
        var runtime = Runtime();
        var running = runtime.RunAsync("Refund me.", conversation);
        await begun.Task;

        await runtime.AbandonAsync(conversation, "The customer closed the page.");

        Assert.Equal(TurnOutcome.Degraded, (await running).Outcome);
        var entries = await EntriesAsync();
        Assert.Equal(ToolOutcome.Unknown, Assert.Single(entries.OfType<ToolCallEnded>()).Outcome);
        Assert.Equal("The customer closed the page.", Assert.Single(entries.OfType<Degraded>()).Reason);

        // The provider accepts the history: the model reads a result of each of its calls.
        var next = await runtime.RunAsync("And?", conversation);
        Assert.Equal("Your refund is in doubt.", next.FinalOutput);
    }

    [Fact]
    public async Task A_turn_that_was_stopped_before_is_ended_and_its_deed_is_not_done()
    {
        using var stop = new CancellationTokenSource();
        models["billing"] = new ScriptedModel(_ =>
        {
            stop.Cancel();
            return Call("refund");
        });
        var runtime = Runtime();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            runtime.RunAsync("Refund me.", conversation, cancellationToken: stop.Token)
        );

        // Another process may do it, too.
        var turn = await Runtime().AbandonAsync(conversation);

        Assert.Equal(TurnOutcome.Degraded, turn?.Outcome);
        Assert.Null(await Runtime().ResumeAsync(conversation));
        Assert.Empty(deeds);
    }

    [Fact]
    public async Task A_call_that_waits_for_approval_is_not_made_and_an_approval_afterwards_is_refused()
    {
        models["billing"] = new ScriptedModel(_ => Call("refund"));
        var runtime = Runtime(approval: true);
        var waiting = await runtime.RunAsync("Refund me.", conversation);
        Assert.Equal(TurnOutcome.WaitingOnPerson, waiting.Outcome);
        var call = (await EntriesAsync()).OfType<ApprovalAsked>().Single().CallId;

        var turn = await runtime.AbandonAsync(conversation);

        Assert.Equal(TurnOutcome.Degraded, turn?.Outcome);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            runtime.AsOperator("maria").ApproveAsync(conversation, call)
        );
        Assert.Contains("waits for approval", refused.Message, StringComparison.Ordinal);
        Assert.Empty(deeds);
    }

    [Fact]
    public async Task Legs_end_with_it_and_their_issues_stay_open()
    {
        var other = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var team = new LegTeam { Journal = journal };
        team.Models["billing"] = new ScriptedModel(_ => Hang());
        team.Models["technical"] = new ScriptedModel(_ => Hang(other));
        var runtime = team.Runtime();
        var running = runtime.RunAsync("Two things.", conversation);
        await Task.WhenAll(begun.Task, other.Task);

        await runtime.AbandonAsync(conversation);

        var turn = await running;
        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Equal(2, turn.Issues.Count(issue => !issue.IsEnded));
        Assert.All((await EntriesAsync()).OfType<LegEnded>(), ended => Assert.Equal(FailureCause.Abandoned, ended.Cause));
        Assert.Equal(2, (await EntriesAsync()).OfType<LegEnded>().Count());
        Assert.Null(await runtime.ResumeAsync(conversation));
    }

    [Fact]
    public async Task Where_nothing_is_unfinished_nothing_changes()
    {
        models["billing"] = new ScriptedModel(_ => Say("Hello."));
        var runtime = Runtime();
        await runtime.RunAsync("Hello.", conversation);
        var before = await EntriesAsync();

        Assert.Null(await runtime.AbandonAsync(conversation));

        Assert.Equal(before.Count, (await EntriesAsync()).Count);
        Assert.Null(await runtime.AbandonAsync(new ConversationId("c2")));
    }

    [Fact]
    public async Task What_people_work_on_is_not_abandoned()
    {
        models["billing"] = new ScriptedModel(_ => Call("escalate", """{"reason":"A person must see this."}"""));
        var runtime = new TeamRuntime(
            new Team("shop", Billing(approval: false)) { Desks = [new Desk { Name = "people" }] },
            models.For,
            journal
        );
        await runtime.RunAsync("Refund me.", conversation);
        var before = await EntriesAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.AbandonAsync(conversation));

        Assert.Contains("people are working on it", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before.Count, (await EntriesAsync()).Count);
    }

    private TeamRuntime Runtime(bool approval = false) => new(new Team("shop", Billing(approval)), models.For, journal);

    // A model that does not answer.
    private ScriptedReply Hang(TaskCompletionSource? asked = null)
    {
        (asked ?? begun).TrySetResult();
        return Say("") with { After = new TaskCompletionSource().Task };
    }

    private Agent Billing(bool approval)
    {
        var refund = Tool.Create(Refund, "refund", effect: ToolEffect.Once);
        return new Agent
        {
            Name = "billing",
            Tools =
            [
                approval ? new Tool(refund.Function) { Effect = ToolEffect.Once, Approval = ApprovalRule.Always } : refund,
                Tool.Create(HangAsync, "hang", effect: ToolEffect.Once),
            ],
        };
    }

    private string Refund()
    {
        deeds.Add("refund");
        return "refunded";
    }

    private async Task<string> HangAsync(CancellationToken cancellationToken)
    {
        begun.TrySetResult();
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        return "";
    }

    private static List<string> ResultsIn(ScriptedRequest request) =>
        [.. request.Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => $"{result.Result}")];

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(conversation).ToListAsync();
}
