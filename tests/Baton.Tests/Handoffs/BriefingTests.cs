using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs;

/// <summary>What a briefing says of the task and of how the handoff came about, over whole conversations.</summary>
public sealed class BriefingTests
{
    private readonly ConversationId conversation = new("c1");
    private readonly InMemoryJournal journal = new();
    private readonly ScriptedModels models = new();

    [Fact]
    public async Task What_was_tried_travels_with_its_issue_over_two_handoffs_and_into_a_later_turn()
    {
        models["triage"] = new ScriptedModel(Transfer("billing", "A refund.", 0.9, "A refund"));
        models["billing"] = new ScriptedModel(
            Call("find", """{"id":"7"}"""),
            Say("Which card was it?"),
            Transfer("technical", "It is the card reader.", 0.8, "1")
        );
        models["technical"] = new ScriptedModel(Call("fail"), Transfer("chief", "The reader is broken.", null, "1"));
        models["chief"] = new ScriptedModel(Say("You get it back."));
        var runtime = Runtime();

        await runtime.RunAsync("I want a refund.", conversation);
        await runtime.RunAsync("The blue one.", conversation);

        var entries = await EntriesAsync();
        var task = entries.OfType<HandedOff>().Last().Briefing.Task!;
        Assert.Equal("A refund", task.Goal);
        Assert.Equal(
            ["billing called find Ok", "billing asked  ", "billing handed_on  ", "technical called fail Failed", "technical handed_on  "],
            task.Tried!.Select(step => $"{step.By} {Word(step.What)} {step.Tool} {step.Outcome}")
        );
        Assert.Equal(
            [typeof(ToolCallEnded), typeof(ModelCallEnded), typeof(IssueChanged), typeof(ToolCallEnded), typeof(IssueChanged)],
            task.Tried!.Select(step => entries[(int)step.Entry - 1].GetType())
        );
        Assert.Equal("""{"id":"7"}""", task.Tried![0].Arguments!.ToString());
        Assert.Null(task.TriedBefore);

        // The calls of this turn stand in the receiver's history anyway; those of the turn before are told with the rest.
        var read = Briefing(models["chief"].Requests[0]);
        Assert.Contains(
            "Tried:\n- billing called "
                + $"find({{\"id\":\"7\"}}): ok, entry {task.Tried![0].Entry}\n"
                + $"- billing asked the customer, entry {task.Tried![1].Entry}\n"
                + $"- billing handed it over, entry {task.Tried![2].Entry}\n</baton:briefing>",
            read,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_secret_among_the_arguments_of_what_was_tried_is_masked_for_a_reader_without_the_clearance()
    {
        models["triage"] = new ScriptedModel(Transfer("billing", "A refund.", null, "A refund"));
        models["billing"] = new ScriptedModel(
            Call("find", """{"card":"4111 1111 1111 1111","password":"open sesame"}"""),
            Say("Which one?"),
            Transfer("chief", "Yours.", null, "1")
        );
        models["chief"] = new ScriptedModel(Say("Done."));
        var runtime = Runtime();

        await runtime.RunAsync("A refund, please.", conversation);
        await runtime.RunAsync("That one.", conversation);

        var read = Briefing(models["chief"].Requests[0]);
        Assert.Contains("- billing called find({\"card\":\"", read, StringComparison.Ordinal);
        Assert.DoesNotContain("4111 1111", read, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resolved_issue_that_is_taken_up_again_says_that_it_was_answered()
    {
        models["triage"] = new ScriptedModel(Transfer("billing", "A refund.", null, "A refund"));
        models["billing"] = new ScriptedModel(Say("Refunded."), Transfer("chief", "It never came.", null, "1"));
        models["chief"] = new ScriptedModel(Say("Now it has."));
        var runtime = Runtime();

        await runtime.RunAsync("A refund, please.", conversation);
        await runtime.RunAsync("It never came.", conversation);

        var tried = (await EntriesAsync()).OfType<HandedOff>().Last().Briefing.Task!.Tried!;
        Assert.Equal([("billing", TriedAction.Answered), ("billing", TriedAction.HandedOn)], tried.Select(step => (step.By, step.What)));
    }

    [Fact]
    public async Task What_a_sender_did_before_there_was_an_issue_belongs_to_the_issues_that_it_gives_away()
    {
        models["triage"] = new ScriptedModel(
            Call("find"),
            Say("Which order is it?"),
            Transfer("billing", "One.", null, "One").And(Transfer("technical", "Two.", null, "Two"))
        );
        models["billing"] = new ScriptedModel(Say("Done."));
        models["technical"] = new ScriptedModel(Say("Done."));
        var runtime = Runtime();

        await runtime.RunAsync("Help.", conversation);
        await runtime.RunAsync("Number 7.", conversation);

        Assert.All(
            (await EntriesAsync()).OfType<HandedOff>(),
            handed => Assert.Equal(["called find", "asked "], handed.Briefing.Task!.Tried!.Select(step => $"{Word(step.What)} {step.Tool}"))
        );
    }

    [Fact]
    public async Task A_step_on_one_of_several_issues_says_on_which()
    {
        models["triage"] = new ScriptedModel(Transfer("technical", "Two.", null, "Two").And(Transfer("billing", "One.", null, "One")));
        models["technical"] = new ScriptedModel(Call("fail"), Transfer("billing", "Yours.", null, "Two"));
        models["billing"] = new ScriptedModel(Say("Both are done."));

        await Runtime().RunAsync("One and two.", conversation);

        var handed = (await EntriesAsync()).OfType<HandedOff>().Last();
        Assert.Equal([1, 2], handed.Briefing.Issues.Select(issue => issue.Value));
        Assert.All(handed.Briefing.Task!.Tried!, step => Assert.Equal(new IssueId(1), Assert.Single(step.Issues!)));
        Assert.Equal([(1, "billing"), (2, "billing")], handed.Briefing.Task!.Remaining!.Select(issue => (issue.Issue.Value, issue.Owner)));
    }

    [Fact]
    public async Task A_continued_handoff_two_stretches_later_still_has_notes_and_who_decided_it()
    {
        models["triage"] = new ScriptedModel(
            Transfer("billing", "One.", 0.9, "One")
                .And(Transfer("technical", "Two.", null, "Two"))
                .And(
                    Call(
                        "transfer_to_chief",
                        """{"summary":"Three.","issues":["Three"],"category":"legal","confidence":0.7,"notes":"""
                            + """["Speaks French.","  "],"alternatives":[{"agent":"Billing","confidence":0.2},{"agent":"nobody"},"""
                            + """{"agent":"chief"}]}"""
                    )
                )
        );
        models["billing"] = new ScriptedModel(Say("Done."));
        models["technical"] = new ScriptedModel(Say("Done."));
        models["chief"] = new ScriptedModel(Say("Done."));

        await Runtime().RunAsync("Three things.", conversation);

        var handed = (await EntriesAsync()).OfType<HandedOff>().ToList();
        var decided = handed[2].Briefing.Classification!;
        Assert.Equal(("technical", "chief", HandoffTrigger.Continued), (handed[2].From, handed[2].To, decided.Trigger));
        Assert.Equal(
            new DecidedBy
            {
                Participant = "triage",
                Model = "test/triage",
                Rule = HandoffRule.NextOpenIssue,
            },
            decided.DecidedBy
        );
        Assert.Equal(("legal", 0.7), (decided.Category, decided.Confidence));
        Assert.Equal([new Alternative { To = "billing", Confidence = 0.2 }], decided.Alternatives);
        Assert.Equal([new Note { By = "triage", Text = "Speaks French." }], handed[2].Briefing.Task!.Notes);
        Assert.Equal(
            (null, 3, 1),
            (
                handed[0].Briefing.Classification!.DecidedBy.Rule,
                handed[0].Briefing.Task!.Remaining!.Count,
                handed[2].Briefing.Task!.Remaining!.Count
            )
        );
        Assert.Contains("\nNotes:\n- triage: Speaks French.\n", Briefing(models["chief"].Requests[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rule_that_moved_the_baton_is_named()
    {
        models["triage"] = new ScriptedModel(Transfer("billing", "One.", null, "One").And(Transfer("technical", "Two.", null, "Two")));
        models["billing"] = new ScriptedModel(Say("Which one?"));
        models["technical"] = new ScriptedModel(Say("Done."));

        await Runtime().RunAsync("One and two.", conversation);

        Assert.Equal(
            [null, HandoffRule.NextOpenIssue, HandoffRule.CustomerWasAsked],
            (await EntriesAsync()).OfType<HandedOff>().Select(handed => handed.Briefing.Classification!.DecidedBy.Rule)
        );
        Assert.Equal("triage", (await EntriesAsync()).OfType<HandedOff>().ElementAt(2).Briefing.Classification!.DecidedBy.Participant);
    }

    [Fact]
    public async Task An_issue_given_back_says_so()
    {
        models["triage"] = new ScriptedModel(Transfer("billing", "One.", 0.9), Say("It is neither."));
        models["billing"] = new ScriptedModel(Transfer("triage", "Not mine."));

        await Runtime().RunAsync("Hm.", conversation);

        var back = (await EntriesAsync()).OfType<HandedOff>().Last();
        Assert.Equal(
            (HandoffTrigger.Returned, HandoffRule.GivenBack, "billing"),
            (back.Trigger, back.Briefing.Classification!.DecidedBy.Rule, back.Briefing.Classification.DecidedBy.Participant)
        );
        // Nobody said how sure billing was: what triage said of another choice is gone.
        Assert.Null(back.Briefing.Classification.Confidence);
    }

    [Fact]
    public async Task Who_takes_over_from_a_holder_that_left_the_team_is_told_what_it_tried()
    {
        models["triage"] = new ScriptedModel(Transfer("billing", "One.", 0.9), Say("I take over."));
        models["billing"] = new ScriptedModel(Call("find"), Say("Which one?"));
        await Runtime().RunAsync("A thing.", conversation);

        var alone = new TeamRuntime(new Team("team", new Agent { Name = "triage" }), models.For, journal);
        await alone.RunAsync("The first.", conversation);

        var briefing = (await EntriesAsync()).OfType<HandedOff>().Last().Briefing;
        Assert.Equal(
            (HandoffRule.HolderLeftTeam, "triage"),
            (briefing.Classification!.DecidedBy.Rule, briefing.Classification.DecidedBy.Participant)
        );
        Assert.Equal([TriedAction.Called, TriedAction.Asked, TriedAction.HandedOn], briefing.Task!.Tried!.Select(step => step.What));
    }

    [Fact]
    public async Task The_limits_that_bind_the_receiver_stand_in_the_briefing_and_are_read()
    {
        models["triage"] = new ScriptedModel(
            Call(
                "transfer_to_billing",
                """{"summary":"One.","limits":{"turns":2,"permissions":["billing.refund <= 20"],"tools":["find","<b>\nTried:"]}}"""
            )
        );
        models["billing"] = new ScriptedModel(Say("Done."));

        await Runtime().RunAsync("A thing.", conversation);

        var limits = (await EntriesAsync()).OfType<HandedOff>().Single().Briefing.Constraints!;
        Assert.Equal((2, 1, 1), (limits.LastTurn, limits.Permissions!.Count, limits.Tools!.Count));
        Assert.EndsWith(
            "\nLimits:\n- Turns: up to the customer's message 2; this is message 1\n- Permissions at most: billing.refund <= 20\n- "
                + "Tools at most: find\n</baton:briefing>",
            Briefing(models["billing"].Requests[0]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Notes_of_a_transfer_are_for_the_receiver_s_stretch_and_gone_after_it()
    {
        models["triage"] = new ScriptedModel(
            Call("transfer_to_billing", """{"summary":"One.","issues":["One"],"notes":["Speaks French."]}"""),
            Transfer("billing", "Again.", 0.9, "1")
        );
        models["billing"] = new ScriptedModel(Say("Which invoice?"), Transfer("triage", "Not mine.", 0.9, "1"), Say("Done."));

        await Runtime().RunAsync("One thing.", conversation);
        await Runtime().RunAsync("Invoice 7.", conversation);

        Assert.Contains("\nNotes:\n- triage: Speaks French.\n", Briefing(models["billing"].Requests[0]), StringComparison.Ordinal);
        Assert.Contains(
            "Notes of your briefing:\n- triage: Speaks French.\n",
            models["billing"].Requests[1].Text,
            StringComparison.Ordinal
        );
        Assert.Equal(2, models["billing"].Requests[1].Text.Split("Speaks French").Length);
        Assert.DoesNotContain("Speaks French", models["triage"].Requests[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Speaks French", models["billing"].Requests[2].Text, StringComparison.Ordinal);
        Assert.Equal(
            [true, false, false],
            (await EntriesAsync()).OfType<HandedOff>().Select(handed => handed.Briefing.Task!.Notes is not null)
        );
    }

    [Theory]
    [InlineData("\"a note\"", "a note")]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    public async Task Notes_are_taken_in_the_forms_in_which_models_write_them(string notes, string? taken)
    {
        models["triage"] = new ScriptedModel(Call("transfer_to_billing", $$"""{"summary":"One.","notes":{{notes}},"alternatives":null}"""));
        models["billing"] = new ScriptedModel(Say("Done."));

        await Runtime().RunAsync("A thing.", conversation);

        Assert.Equal(taken, (await EntriesAsync()).OfType<HandedOff>().Single().Briefing.Task!.Notes?.Single().Text);
    }

    private static string Word(TriedAction action) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(action.ToString());

    private static string Briefing(ScriptedRequest request) =>
        "<baton:briefing" + request.Text.Split("<baton:briefing")[^1].Split("</baton:briefing>")[0] + "</baton:briefing>";

    private TeamRuntime Runtime()
    {
        var find = Tool.Create(() => "found", "find", effect: ToolEffect.ReadOnly);
        var fail = Tool.Create(new Func<string>(() => throw new ToolException("broken")), "fail", effect: ToolEffect.ReadOnly);
        var chief = new Agent { Name = "chief", Model = "test/chief" };
        var technical = new Agent
        {
            Name = "technical",
            Model = "test/technical",
            Tools = [fail],
            Handoffs = [chief],
        };
        var billing = new Agent
        {
            Name = "billing",
            Model = "test/billing",
            Tools = [find],
            Permissions = ["billing.refund"],
            Handoffs = [technical, chief],
        };
        var triage = new Agent
        {
            Name = "triage",
            Model = "test/triage",
            Tools = [find],
            Handoffs = [billing, technical, chief],
        };
        billing.Handoffs.Add(triage);
        technical.Handoffs.Add(billing);
        return new TeamRuntime(new Team("team", triage), models.For, journal);
    }

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(conversation).ToListAsync();
}
