using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Confidences;
using Baton.Teams.Rules;
using Baton.Testing.ChatClients;
using Baton.Tests.Escalations.Rules;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Escalations.Confidences;

/// <summary>A reply goes out when its writer is sure enough of it, and else to people as a draft.</summary>
public sealed class ConfidenceTests
{
    private const string Answer = "You will get $20.00 back.";

    private static readonly ConfidencePolicy Sure = new()
    {
        AtLeast = 0.7,
        Categories = new Dictionary<string, double> { ["Fraud"] = 0.9 },
    };

    [Theory]
    [InlineData("0.7")]
    [InlineData("1")]
    [InlineData("\"0.8\"")]
    public async Task A_reply_that_is_sure_enough_goes_out_and_no_model_is_asked_more(string confidence)
    {
        var team = Team(Say(Answer).And(Call("report", $$"""{"confidence":{{confidence}}}""")));

        var turn = await team.SayAsync("Refund please.");

        Assert.Equal((TurnOutcome.Replied, Answer), (turn.Outcome, turn.FinalOutput));
        Assert.Equal(IssueStatus.Resolved, Assert.Single(turn.Issues).Status);
        Assert.Single(team.Models["billing"].Requests);
        Assert.Equal(
            (ToolOutcome.Ok, "Noted."),
            (
                Assert.Single((await team.EntriesAsync()).OfType<ToolCallEnded>()).Outcome,
                (await team.EntriesAsync()).OfType<ToolCallEnded>().Single().Result
            )
        );
    }

    [Fact]
    public async Task A_reply_that_is_not_sure_enough_is_held_back_and_people_get_it_as_a_draft()
    {
        var team = Team(Say(Answer).And(Report(0.4)));

        var turn = await team.SayAsync("Refund please.");

        Assert.Equal((TurnOutcome.WaitingOnPerson, "people"), (turn.Outcome, turn.Holder));
        Assert.DoesNotContain("20.00", turn.FinalOutput, StringComparison.Ordinal);
        var entries = await team.EntriesAsync();
        var reply = entries.OfType<ModelCallEnded>().Last();
        var held = Assert.Single(entries.OfType<ReplyHeld>());
        Assert.Equal(("billing", reply.Seq, 0.4, 0.7), (held.Participant, held.Of, held.Confidence, held.Threshold));
        var escalated = await team.EscalatedAsync();
        Assert.Equal(
            (FailureCause.LowConfidence, 0.4, 0.7, reply.Seq, "billing reported confidence 0.4; its threshold is 0.7."),
            (escalated.Trigger, escalated.Confidence, escalated.Threshold, escalated.Draft, escalated.Reason)
        );
        Assert.DoesNotContain(entries, entry => entry is ReplyDrafted);
        Assert.Equal(
            [
                new DraftReply
                {
                    By = "billing",
                    Of = reply.Seq,
                    Confidence = 0.4,
                    Threshold = 0.7,
                },
            ],
            entries.OfType<HandedOff>().Last().Briefing.Drafts
        );
        Assert.Equal(IssueStatus.WaitingOnPerson, Assert.Single(turn.Issues).Status);
    }

    [Fact]
    public async Task A_reply_without_its_confidence_is_asked_for_it_once_and_is_kept()
    {
        var team = Team(Say(Answer), Report(0.9));

        var turn = await team.SayAsync("Refund please.");

        Assert.Equal((TurnOutcome.Replied, Answer), (turn.Outcome, turn.FinalOutput));
        Assert.Equal(2, team.Models["billing"].Requests.Count);
        var asked = team.Models["billing"].Requests[1];
        Assert.Contains(Answer, asked.Text, StringComparison.Ordinal);
        Assert.Contains("call report with your confidence", asked.Messages[^1].Text, StringComparison.Ordinal);
        var entries = await team.EntriesAsync();
        Assert.Equal(
            entries.OfType<ModelCallEnded>().Single(ended => ended.Text == Answer).Seq,
            Assert.Single(entries.OfType<ReplyDrafted>()).Of
        );
        Assert.Equal(FailureCause.Unreported, Assert.Single(entries.OfType<AttemptFailed>()).Cause);
    }

    public static TheoryData<ScriptedReply> Missing =>
        [
            Say("I am quite sure."),
            Report(0.2),
            Empty,
            Call("report", """{"confidence":"very"}"""),
            Call("report", """{"confidence":1.5}"""),
            Call("report", "{broken"),
            Fail(new HttpRequestException("down")),
        ];

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task A_confidence_that_is_still_missing_counts_as_too_low_and_the_first_reply_is_the_draft(ScriptedReply second)
    {
        var team = Team(Say(Answer), second);

        var turn = await team.SayAsync("Refund please.");

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        var entries = await team.EntriesAsync();
        Assert.Equal(FailureCause.LowConfidence, Assert.Single(entries.OfType<Escalated>()).Trigger);
        Assert.Equal(
            entries.OfType<ModelCallEnded>().Single(ended => ended.Text == Answer).Seq,
            Assert.Single(entries.OfType<ReplyHeld>()).Of
        );
        // A call that fails is tried again; the report itself is asked for once.
        Assert.Equal(second.Failure is null ? 2 : 3, team.Models["billing"].Requests.Count);
    }

    [Fact]
    public async Task The_bound_of_the_turn_leaves_no_call_for_asking_and_the_reply_is_held_back()
    {
        var team = new RuleTeam([], billing: Sure, limits: new TurnLimits { ModelCalls = 2 });
        Script(team, Say(Answer));

        Assert.Equal(TurnOutcome.WaitingOnPerson, (await team.SayAsync("Refund please.")).Outcome);
        Assert.Equal(FailureCause.LowConfidence, (await team.EscalatedAsync()).Trigger);
    }

    [Fact]
    public async Task A_report_before_the_reply_counts_for_it()
    {
        var team = Team(Report(0.9), Say(Answer));

        var turn = await team.SayAsync("Refund please.");

        Assert.Equal((TurnOutcome.Replied, Answer), (turn.Outcome, turn.FinalOutput));
        Assert.Equal(2, team.Models["billing"].Requests.Count);
    }

    [Fact]
    public async Task A_report_beside_a_tool_is_about_no_reply_yet()
    {
        var team = Team(Call("look").And(Report(0.9)), Say(Answer), Report(0.8));

        var turn = await team.SayAsync("Refund please.");

        Assert.Equal((TurnOutcome.Replied, Answer), (turn.Outcome, turn.FinalOutput));
        Assert.Equal(
            ToolOutcome.Refused,
            (await team.EntriesAsync()).OfType<ToolCallEnded>().First(ended => ended.Tool == "report").Outcome
        );
    }

    [Fact]
    public async Task Asked_for_its_confidence_an_agent_may_look_again_and_its_new_reply_counts()
    {
        var team = Team(Say("I think so."), Call("look"), Say(Answer).And(Report(0.9)));

        var turn = await team.SayAsync("Refund please.");

        Assert.Equal((TurnOutcome.Replied, Answer), (turn.Outcome, turn.FinalOutput));
    }

    [Theory]
    [InlineData("fraud", 0.8, false)]
    [InlineData("FRAUD", 0.95, true)]
    [InlineData("other", 0.8, true)]
    public async Task A_category_has_a_threshold_of_its_own(string category, double confidence, bool goesOut)
    {
        var team = new RuleTeam([], billing: Sure);
        team.Models["triage"] = new ScriptedModel(
            Call("transfer_to_billing", $$"""{"summary":"A theft.","issues":["A stolen card"],"category":"{{category}}"}""")
        );
        team.Models["billing"] = new ScriptedModel(Say(Answer).And(Report(confidence)));

        Assert.Equal(goesOut ? TurnOutcome.Replied : TurnOutcome.WaitingOnPerson, (await team.SayAsync("My card.")).Outcome);
    }

    [Fact]
    public async Task A_threshold_of_the_team_is_for_every_agent_and_an_agent_can_have_its_own()
    {
        var team = new RuleTeam([], billing: new ConfidencePolicy { AtLeast = 0 }, all: new ConfidencePolicy { AtLeast = 0.6 });
        team.Models["triage"] = new ScriptedModel(Say("Hello.").And(Report(0.5)));
        Assert.Equal(TurnOutcome.WaitingOnPerson, (await team.SayAsync("Hello.")).Outcome);

        var other = new RuleTeam([], billing: new ConfidencePolicy { AtLeast = 0 }, all: new ConfidencePolicy { AtLeast = 0.6 });
        Script(other, Say(Answer));
        Assert.Equal(TurnOutcome.Replied, (await other.SayAsync("Refund.")).Outcome);
        Assert.Contains("report", other.Models["triage"].Requests[0].Tools);
        Assert.DoesNotContain("report", other.Models["billing"].Requests[0].Tools);
    }

    [Fact]
    public async Task What_a_reply_does_not_resolve_stays_open_until_the_customer_writes_again()
    {
        var team = new RuleTeam([], billing: Sure);
        team.Models["triage"] = new ScriptedModel(Transfer("billing", "Two things.", 0.9, "Refund", "Invoice"));
        team.Models["billing"] = new ScriptedModel(
            Say("The refund is done; I look for the invoice.").And(Call("report", """{"confidence":0.9,"resolves":["1"]}""")),
            Say("Here it is. Anything else?").And(Call("report", """{"confidence":0.9,"resolves":["invoice"]}"""))
        );

        var first = await team.SayAsync("Two things.");
        Assert.Equal([IssueStatus.Resolved, IssueStatus.InProgress], first.Issues.Select(issue => issue.Status));
        var second = await team.SayAsync("And the invoice?");
        Assert.Equal([IssueStatus.Resolved, IssueStatus.Resolved], second.Issues.Select(issue => issue.Status));
    }

    [Fact]
    public async Task Issues_of_others_are_not_resolved_by_a_report()
    {
        var team = new RuleTeam([], billing: Sure);
        team.Models["triage"] = new ScriptedModel(
            Transfer("billing", "Refund.", 0.9, "Refund").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );
        team.Models["billing"] = new ScriptedModel(Say(Answer).And(Call("report", """{"confidence":0.9,"resolves":[1,"Dashboard",7]}""")));

        var turn = await team.SayAsync("Two things.");

        Assert.Equal($"{Answer}\n\nHello from technical.", turn.FinalOutput);
        Assert.Single(team.Models["technical"].Requests);
    }

    [Fact]
    public async Task An_agent_with_a_threshold_streams_nothing_before_its_confidence_is_known()
    {
        var team = Team(Say(Answer), Report(0.3));

        var heard = await team.Runtime().RunStreamingAsync("Refund please.", team.Conversation).OfType<TextDelta>().ToListAsync();

        Assert.Empty(heard);
        Assert.Equal(FailureCause.LowConfidence, (await team.EscalatedAsync()).Trigger);
    }

    [Fact]
    public async Task Handed_back_the_agent_reads_that_its_reply_never_went_out_and_later_not_at_all()
    {
        var team = Team(Say(Answer).And(Report(0.3)), Say("As maria said.").And(Report(0.9)), Say("Good bye.").And(Report(0.9)));
        await team.SayAsync("Refund please.");

        var turn = await team.Runtime().AsOperator("maria").HandBackAsync(team.Conversation, "Paid by hand.");
        await team.SayAsync("Thank you.");

        Assert.Equal("As maria said.", turn!.FinalOutput);
        Assert.Contains(
            "This reply was held back: the customer has not read it.",
            team.Models["billing"].Requests[1].Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(Answer, team.Models["billing"].Requests[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_replies_of_a_turn_are_each_asked_for_their_own_confidence()
    {
        var team = new RuleTeam([], all: new ConfidencePolicy { AtLeast = 0.5 });
        team.Models["triage"] = new ScriptedModel(
            Transfer("billing", "Refund.", 0.9, "Refund").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );
        team.Models["billing"] = new ScriptedModel(Say(Answer), Report(0.9));
        team.Models["technical"] = new ScriptedModel(Say("It is broken for good."), Report(0.1));

        var turn = await team.SayAsync("Two things.");

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.StartsWith(Answer, turn.FinalOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("broken for good", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal("technical", (await team.EscalatedAsync()).From);
    }

    [Fact]
    public async Task In_a_leg_a_reply_is_held_back_and_the_coordinator_does_not_read_it()
    {
        var team = new RuleTeam([], billing: Sure, strategy: IssueStrategy.Coordinator);
        team.Models["triage"] = new ScriptedModel(request =>
            request.Text.Contains("<baton:report", StringComparison.Ordinal)
                ? Say("The dashboard works.")
                : Transfer("billing", "Refund.", 0.9, "Refund").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );
        team.Models["billing"] = new ScriptedModel(Say(Answer), Report(0.1));

        var turn = await team.SayAsync("Two things.");

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.StartsWith("The dashboard works.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("20.00", team.Models["triage"].Requests[^1].Text + turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal("billing", Assert.Single((await team.EntriesAsync()).OfType<HandedOff>().Last().Briefing.Drafts!).By);
    }

    [Theory]
    [InlineData("We meet in court.", FailureCause.Rule)]
    [InlineData("We do not meet.", FailureCause.LowConfidence)]
    public async Task A_rule_goes_before_a_low_confidence_and_the_reply_is_the_draft_of_both(string text, FailureCause winner)
    {
        var team = new RuleTeam([new EscalationRule("legal") { Phrases = ["court"], Priority = IssuePriority.High }], billing: Sure);
        Script(team, Say(text).And(Report(0.1)).And(Transfer("technical", "It fails.", 0.9, "Dashboard")));

        var turn = await team.SayAsync("Two things.");

        var escalated = await team.EscalatedAsync();
        Assert.Equal(winner, escalated.Trigger);
        Assert.Equal(Assert.Single((await team.EntriesAsync()).OfType<ReplyHeld>()).Of, escalated.Draft);
        Assert.Equal(["Refund", "Dashboard"], turn.Issues.Select(issue => issue.Title));
    }

    [Fact]
    public async Task What_an_agent_asks_for_itself_goes_before_its_low_confidence()
    {
        var team = Team(Say(Answer).And(Report(0.1)).And(Call("escalate", """{"reason":"A person has to decide."}""")));

        await team.SayAsync("Refund please.");

        var escalated = await team.EscalatedAsync();
        Assert.Equal((FailureCause.AskedByAgent, "A person has to decide."), (escalated.Trigger, escalated.Reason));
        var held = Assert.Single((await team.EntriesAsync()).OfType<ReplyHeld>());
        Assert.Equal((0.1, held.Of), (held.Confidence, escalated.Draft));
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.1)]
    public async Task Cut_behind_any_entry_the_conversation_goes_on_to_the_same_end(double confidence)
    {
        var whole = new RuleTeam([new EscalationRule("legal") { Phrases = ["court"] }], billing: Sure);
        Story(whole, confidence);
        await TellAsync(whole);
        var entries = await whole.EntriesAsync();

        for (var cut = 1; cut < entries.Count; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(whole.Conversation, 0, [.. entries.Take(cut)], due: null);
            var resumed = new RuleTeam([new EscalationRule("legal") { Phrases = ["court"] }], billing: Sure) { Journal = journal };
            Story(resumed, confidence);
            var heard = await TellAsync(resumed);

            Assert.Equal(Lines(entries), Lines(await resumed.EntriesAsync()));
            Assert.All(heard, text => Assert.True(confidence > 0.5 || !text.Contains("20.00", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_threshold_that_nothing_can_reach_is_refused(double confidence)
    {
        Assert.Throws<TeamException>(() => new RuleTeam([], billing: new ConfidencePolicy { AtLeast = confidence }));
        Assert.Throws<TeamException>(() =>
            new RuleTeam([], all: new ConfidencePolicy { Categories = new Dictionary<string, double> { ["x"] = confidence } })
        );
    }

    private static ScriptedReply Report(double confidence) =>
        Call("report", FormattableString.Invariant($$"""{"confidence":{{confidence}}}"""));

    private static RuleTeam Team(params ScriptedReply[] billing)
    {
        var team = new RuleTeam([], billing: Sure);
        Script(team, billing);
        return team;
    }

    private static void Script(RuleTeam team, params ScriptedReply[] billing)
    {
        team.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "A refund.", 0.9, "Refund"));
        team.Models["billing"] = new ScriptedModel(billing);
    }

    // A reply that is asked for its confidence, one that has it, and another agent's.
    private static void Story(RuleTeam team, double confidence)
    {
        team.Models["triage"] = new ScriptedModel(_ =>
            Transfer("billing", "A refund.", 0.9, "Refund").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );
        team.Models["billing"] = new ScriptedModel(request =>
            request.Messages[^1].Text.Contains("call report", StringComparison.Ordinal) ? Report(confidence) : Say(Answer)
        );
        team.Models["technical"] = new ScriptedModel(_ => Say("It works."));
    }

    private static async Task<List<string>> TellAsync(RuleTeam team)
    {
        var heard = new List<string>();
        await foreach (var update in team.Runtime().RunStreamingAsync("Two things.", team.Conversation, new MessageId("m1")))
        {
            if (update is TextDelta delta)
                heard.Add(delta.Text);
            else if (update is TurnEnded ended)
                heard.Add(ended.Turn.FinalOutput);
        }

        return heard;
    }

    // A model that was being asked is asked again: the only trace that a crash may leave.
    private static List<string> Lines(IReadOnlyList<JournalEntry> entries) =>
        [
            .. entries
                .Where((entry, index) => !(entry is ModelCallBegun && index > 0 && entries[index - 1] is ModelCallBegun))
                .Select(entry => $"{entry.GetType().Name} {(entry as ModelCallEnded)?.Text} {(entry as IssueChanged)?.Status}"),
        ];
}
