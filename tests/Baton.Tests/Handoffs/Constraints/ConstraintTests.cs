using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs.Constraints;

/// <summary>What limits whoever works on a conversation or an issue, enforced where tools are called.</summary>
public sealed class ConstraintTests
{
    private readonly ConversationId conversation = new("c1");
    private readonly InMemoryJournal journal = new();
    private readonly ScriptedModels models = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly List<decimal> refunds = [];

    [Fact]
    public async Task An_agent_without_a_permission_hands_over_to_one_that_has_it()
    {
        models["triage"] = new ScriptedModel(request =>
            request.Number == 1 ? Call("refund", """{"amount":10}""") : Transfer("billing", "Refund 10.")
        );
        models["billing"] = new ScriptedModel(request =>
            request.Results.Count == 0 ? Call("refund", """{"amount":10}""") : Say("Refunded.")
        );

        var turn = await Runtime().RunAsync("Refund me 10.", conversation);

        Assert.Equal("Refunded.", turn.FinalOutput);
        Assert.Equal([10m], refunds);
        Assert.DoesNotContain("refund", models["triage"].Requests[0].Tools);
        Assert.Equal(
            "Error: refund needs the permission billing.refund, which you do not have here.",
            Assert.Single(models["triage"].Requests[1].Results)
        );
        Assert.Equal([ToolOutcome.Refused, ToolOutcome.Ok], (await EntriesAsync()).OfType<ToolCallEnded>().Select(ended => ended.Outcome));
    }

    [Theory]
    [InlineData("""{"amount":50}""", true)]
    [InlineData("""{"amount":"49.99"}""", true)]
    [InlineData("""{"amount":50.01}""", false)]
    [InlineData("""{"amount":-1}""", false)]
    [InlineData("""{"amount":"1e3"}""", false)]
    [InlineData("""{"amount":null}""", false)]
    [InlineData("""{"Amount":1}""", true)]
    [InlineData("""{"Amount":"51"}""", false)]
    [InlineData("{}", false)]
    public async Task A_bound_holds_on_the_argument_that_the_tool_names(string arguments, bool isAllowed)
    {
        models["triage"] = new ScriptedModel(Transfer("billing", "Refund."));
        models["billing"] = new ScriptedModel(request => request.Results.Count == 0 ? Call("refund", arguments) : Say("Done."));

        await Runtime().RunAsync("Refund me.", conversation);

        var ended = Assert.Single((await EntriesAsync()).OfType<ToolCallEnded>());
        Assert.Equal(isAllowed, ended.Outcome == ToolOutcome.Ok);
        Assert.Equal(isAllowed ? 1 : 0, refunds.Count);
    }

    [Fact]
    public async Task A_sender_limits_what_the_receiver_may_do_and_nobody_later_widens_it()
    {
        models["triage"] = new ScriptedModel(
            Call("transfer_to_billing", """{"summary":"Refund.","limits":{"permissions":["billing.refund <= 20"]}}""")
        );
        models["billing"] = new ScriptedModel(request =>
            request.Number switch
            {
                1 => Call(
                    "transfer_to_chief",
                    """{"summary":"Refund.","limits":{"permissions":["billing.refund <= 1000","account.close"],"tools":"""
                        + """["refund","close"]}}"""
                ),
                _ => Say("Done."),
            }
        );
        models["chief"] = new ScriptedModel(request =>
            request.Number switch
            {
                1 => Call("refund", """{"amount":21}""").And(Call("refund", """{"amount":20}""")).And(Call("close")),
                _ => Say("Done."),
            }
        );

        await Runtime().RunAsync("Refund me.", conversation);

        Assert.Equal([20m], refunds);
        Assert.Equal(
            ["refund", "update_issue"],
            models["chief"].Requests[0].Tools.Where(tool => !tool.StartsWith("transfer", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task The_limits_of_one_issue_do_not_bind_another_of_the_same_agent()
    {
        models["triage"] = new ScriptedModel(
            Call("transfer_to_billing", """{"summary":"Only look.","issues":["Look"],"limits":{"tools":["find"]}}""")
                .And(Transfer("billing", "Refund.", null, "Refund"))
        );
        models["billing"] = new ScriptedModel(request =>
            request.Results.Count > 0
                ? Say(request.Results[0].StartsWith("Error", StringComparison.Ordinal) ? "Not possible." : "Refunded.")
                : Call("refund", """{"amount":5}""")
        );

        var turn = await Runtime().RunAsync("Look, and refund.", conversation);

        Assert.Equal("Not possible.\n\nRefunded.", turn.FinalOutput);
        Assert.Equal([5m], refunds);
        Assert.Equal(
            [("triage", "billing", 1, HandoffTrigger.Routed), ("billing", "billing", 2, HandoffTrigger.Continued)],
            (await EntriesAsync())
                .OfType<HandedOff>()
                .Select(handed => (handed.From, handed.To, handed.Briefing.Issues.Single().Value, handed.Trigger))
        );
    }

    [Fact]
    public async Task A_limit_on_clearance_holds_for_whoever_gets_the_issue_and_for_that_issue_alone()
    {
        models["triage"] = new ScriptedModel(
            Call("transfer_to_billing", """{"summary":"Look.","issues":["Look"],"limits":{"clearance":"normal"}}""")
                .And(Transfer("billing", "Close.", null, "Close"))
        );
        models["billing"] = new ScriptedModel(
            Call("transfer_to_chief", """{"summary":"Look you.","issues":["Look"],"limits":{"clearance":"secret"}}"""),
            Say("Closed.")
        );
        models["chief"] = new ScriptedModel(Say("Looked."));

        await Runtime(clearance: Clearance.Secret).RunAsync("My password is hunter2000.", conversation);

        Assert.DoesNotContain("hunter2000", models["chief"].Requests[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2000", models["billing"].Requests[0].Text, StringComparison.Ordinal);
        Assert.Contains("hunter2000", models["billing"].Requests[1].Text, StringComparison.Ordinal);
        Assert.Equal(
            [Clearance.Normal, null, Clearance.Secret],
            (await EntriesAsync())
                .Select(entry =>
                    entry switch
                    {
                        IssueOpened opened => (true, opened.Constraints?.Clearance),
                        IssueChanged { CallId: not null } changed => (true, changed.Constraints?.Clearance),
                        _ => (false, null),
                    }
                )
                .Where(told => told.Item1)
                .Select(told => told.Item2)
        );
    }

    [Fact]
    public async Task The_clearance_of_a_conversation_binds_everybody()
    {
        models["triage"] = new ScriptedModel(Say("Hello."));

        await Runtime(new HandoffLimits { Clearance = Clearance.Sensitive }, Clearance.Secret)
            .RunAsync("My password is hunter2000.", conversation);

        Assert.DoesNotContain("hunter2000", models["triage"].Requests[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_whose_deadline_has_passed_ends_and_the_others_go_on()
    {
        models["triage"] = new ScriptedModel(
            Call("transfer_to_billing", """{"summary":"Quickly.","issues":["Quick"],"limits":{"minutes":5}}""")
                .And(Transfer("chief", "Slowly.", null, "Slow"))
        );
        models["billing"] = new ScriptedModel(_ =>
        {
            time.Advance(TimeSpan.FromMinutes(6));
            return Call("find");
        });
        models["chief"] = new ScriptedModel(Say("The slow one is done."));

        var turn = await Runtime().RunAsync("Two things.", conversation);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.StartsWith("The slow one is done.\n\n", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains("Not done:\n- Quick", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal([IssueStatus.Escalated, IssueStatus.Resolved], turn.Issues.Select(issue => issue.Status));
        Assert.Equal(
            (FailureCause.DeadlinePassed, new IssueId(1)),
            (await EntriesAsync()).OfType<Escalated>().Select(escalated => (escalated.Trigger, escalated.Issue!.Value)).Single()
        );
    }

    [Fact]
    public async Task An_issue_that_has_used_its_turns_is_given_up_on_the_next_message()
    {
        models["triage"] = new ScriptedModel(Call("transfer_to_billing", """{"summary":"Once.","limits":{"turns":1}}"""));
        models["billing"] = new ScriptedModel(Say("Which one?"));
        var runtime = Runtime();

        await runtime.RunAsync("A thing.", conversation);
        var turn = await runtime.RunAsync("That one.", conversation);

        Assert.Equal((TurnOutcome.Degraded, IssueStatus.Escalated), (turn.Outcome, turn.Issues[0].Status));
        Assert.Single(models["billing"].Requests);
    }

    [Fact]
    public async Task The_limits_of_a_conversation_bind_everybody()
    {
        models["triage"] = new ScriptedModel(Transfer("billing", "Refund."));
        models["billing"] = new ScriptedModel(request =>
            request.Results.Count == 0 ? Call("refund", """{"amount":10}""") : Say("Not possible.")
        );

        await Runtime(new HandoffLimits { Permissions = ["billing.read"] }).RunAsync("Refund me 10.", conversation);

        Assert.Empty(refunds);
        Assert.DoesNotContain("refund", models["billing"].Requests[0].Tools);
    }

    private TeamRuntime Runtime(HandoffLimits? limits = null, Clearance clearance = Clearance.Normal)
    {
        var refund = Tool.Create((decimal amount) => Refund(amount), "refund", needs: "billing.refund", argument: "amount");
        var close = Tool.Create(() => "closed", "close", needs: "account.close");
        var find = Tool.Create(() => "found", "find", effect: ToolEffect.ReadOnly);
        var chief = new Agent
        {
            Name = "chief",
            Clearance = clearance,
            Tools = [refund, close],
            Permissions = ["billing.refund", "account.close"],
        };
        var billing = new Agent
        {
            Name = "billing",
            Clearance = clearance,
            Tools = [find, refund],
            Permissions = ["billing.refund <= 50"],
            Handoffs = [chief],
        };
        var triage = new Agent
        {
            Name = "triage",
            Clearance = clearance,
            Tools = [refund],
            Handoffs = [billing, chief],
        };
        var team = new Team("limited", triage, new TurnLimits { Time = TimeSpan.FromHours(1) })
        {
            ConversationLimits = limits ?? HandoffLimits.None,
        };
        return new TeamRuntime(team, models.For, journal, new RuntimeOptions { TimeProvider = time });
    }

    private string Refund(decimal amount)
    {
        lock (refunds)
            refunds.Add(amount);
        return "refunded";
    }

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(conversation).ToListAsync();
}
