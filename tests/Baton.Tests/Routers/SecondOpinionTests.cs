using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Triage;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Routers;

/// <summary>The router's opinion stands beside what triage's model routes.</summary>
public sealed class SecondOpinionTests
{
    [Fact]
    public async Task It_goes_into_the_classification_and_changes_nothing_else()
    {
        var team = Team(DisagreementAction.Note);

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal("Mended.", turn.FinalOutput);
        var entries = await team.EntriesAsync();
        var routed = Assert.Single(entries.OfType<MessageRouted>());
        var opinion = new RouterOpinion { To = "billing", Confidence = routed.Confidence };
        Assert.Equal(opinion, Assert.Single(entries.OfType<IssueOpened>()).SecondOpinion);
        var classification = Assert.Single(entries.OfType<HandedOff>()).Briefing.Classification!;
        Assert.Equal((opinion, 0.8, null), (classification.SecondOpinion, classification.Confidence, classification.DecidedBy.Router));
    }

    [Fact]
    public async Task Where_both_agree_nothing_follows_whatever_is_set()
    {
        var team = Team(DisagreementAction.Escalate);
        team.Models["triage"] = new ScriptedModel(Transfer("billing", "Charged twice.", 0.8));

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal("Paid back.", turn.FinalOutput);
        Assert.Equal("billing", Assert.Single((await team.EntriesAsync()).OfType<HandedOff>()).Briefing.Classification!.SecondOpinion!.To);
    }

    [Fact]
    public async Task A_router_that_is_not_sure_does_not_disagree()
    {
        var team = Team(DisagreementAction.Escalate, least: 1);

        Assert.Equal("Mended.", (await team.RunAsync(RoutedTeam.Charge)).FinalOutput);
    }

    [Fact]
    public async Task The_model_is_asked_once_more_and_may_follow()
    {
        var team = Team(DisagreementAction.Ask);
        team.Models["triage"] = new ScriptedModel(Transfer("technical", "It fails.", 0.8), Transfer("billing", "Charged twice.", 0.9));

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal("Paid back.", turn.FinalOutput);
        var entries = await team.EntriesAsync();
        var asked = Assert.Single(entries.OfType<AttemptFailed>());
        Assert.Equal(FailureCause.Disagreement, asked.Cause);
        Assert.Contains("transfer_to_billing", Assert.Single(team.Models["triage"].Requests[1].Results), StringComparison.Ordinal);
        Assert.Equal("billing", Assert.Single(entries.OfType<IssueOpened>()).Owner);
    }

    [Theory]
    [InlineData(DisagreementAction.Note)]
    [InlineData(DisagreementAction.Ask)]
    public async Task A_model_that_makes_one_call_a_reply_is_asked_for_the_rest_and_loses_nothing(DisagreementAction then)
    {
        var team = Team(then);
        team.Models["triage"] = new ScriptedModel(Transfer("billing", "Charged twice.", 0.8), Transfer("technical", "It fails.", 0.8));

        var turn = await team.RunAsync(RoutedTeam.Both);

        Assert.Equal("Paid back.\n\nMended.", turn.FinalOutput);
        Assert.Equal(["triage", "triage", "billing", "technical"], await team.AskedAsync());
        var asked = Assert.Single((await team.EntriesAsync()).OfType<AttemptFailed>());
        Assert.Equal((FailureCause.Disagreement, "rest for technical"), (asked.Cause, asked.Fault));
    }

    [Theory]
    [InlineData("done")]
    [InlineData("I have handed it over.")]
    [InlineData("")]
    public async Task A_model_that_sees_no_rest_hands_over_what_it_chose(string word)
    {
        var team = Team(DisagreementAction.Note);
        team.Models["triage"] = new ScriptedModel(Transfer("billing", "Charged twice.", 0.8), Say(word));

        var turn = await team.RunAsync(RoutedTeam.Both);

        Assert.Equal("Paid back.", turn.FinalOutput);
        Assert.Equal(["triage", "triage", "billing"], await team.AskedAsync());
    }

    [Fact]
    public async Task A_model_that_repeats_its_one_call_hands_over_once()
    {
        var team = Team(DisagreementAction.Note);
        team.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "Charged twice.", 0.8));

        var turn = await team.RunAsync(RoutedTeam.Both);

        Assert.Equal("Paid back.", turn.FinalOutput);
        Assert.Single((await team.EntriesAsync()).OfType<IssueOpened>());
    }

    [Fact]
    public async Task Cut_behind_any_entry_the_rest_is_still_asked_for()
    {
        var whole = OneCallAReply();
        await whole.RunAsync(RoutedTeam.Both);
        var entries = await whole.EntriesAsync();

        for (var cut = 1; cut < entries.Count; cut++)
        {
            var resumed = OneCallAReply();
            await resumed.Journal.AppendAsync(
                resumed.Conversation,
                0,
                [.. entries.Take(cut)],
                due: null,
                cancellationToken: TestContext.Current.CancellationToken
            );
            await resumed.RunAsync(RoutedTeam.Both);
            Assert.Equal(Told(entries), Told(await resumed.EntriesAsync()));
        }
    }

    [Fact]
    public async Task The_model_s_second_word_holds()
    {
        var team = Team(DisagreementAction.Ask);
        team.Models["triage"] = new ScriptedModel(Transfer("technical", "It fails.", 0.8), Transfer("technical", "It does fail.", 0.9));

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal("Mended.", turn.FinalOutput);
        Assert.Equal("billing", Assert.Single((await team.EntriesAsync()).OfType<HandedOff>()).Briefing.Classification!.SecondOpinion!.To);
    }

    // In Norwegian no phrase is known: the router says that a specialist was meant.
    [Fact]
    public async Task An_entry_agent_that_only_tells_of_a_transfer_hands_over_once_it_is_told_who_was_meant()
    {
        var team = Team(DisagreementAction.Note);
        team.Models["triage"] = new ScriptedModel(Say("Jeg setter deg over til faktura nå."), Transfer("billing", "Charged twice.", 0.9));

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal("Paid back.", turn.FinalOutput);
        var told = Assert.Single((await team.EntriesAsync()).OfType<AttemptFailed>());
        Assert.Equal((FailureCause.NarratedTransfer, "overlooked"), (told.Cause, told.Fault));
        Assert.Contains("transfer_to_billing", told.Told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("You were charged twice; the second is taken back on Monday.", 2)]
    [InlineData("Which invoice do you mean?", 1)]
    public async Task What_an_entry_agent_answers_again_stands_and_a_question_is_never_doubted(string answer, int calls)
    {
        var team = Team(DisagreementAction.Note);
        team.Models["triage"] = new ScriptedModel(_ => Say(answer));

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal((answer, calls), (turn.FinalOutput, team.Models["triage"].Requests.Count));
    }

    [Fact]
    public async Task Disagreement_can_escalate_with_the_issue_on_the_ledger()
    {
        var team = Team(DisagreementAction.Escalate, new Desk { Name = "people" });

        var turn = await team.RunAsync(RoutedTeam.Charge);

        var entries = await team.EntriesAsync();
        var escalated = Assert.Single(entries.OfType<Escalated>());
        Assert.Equal((FailureCause.Disagreement, "people"), (escalated.Trigger, escalated.To));
        Assert.Contains("triage routes to technical; the router suggests billing", escalated.Reason, StringComparison.Ordinal);
        Assert.Equal([new IssueId(1)], Assert.Single(entries.OfType<TicketOpened>()).Issues);
        Assert.Equal(["triage"], await team.AskedAsync());
        Assert.Equal("people", turn.Holder);
    }

    [Theory]
    [InlineData(DisagreementAction.Note)]
    [InlineData(DisagreementAction.Ask)]
    [InlineData(DisagreementAction.Escalate)]
    public async Task Cut_behind_any_entry_it_goes_on_to_the_same_end(DisagreementAction then)
    {
        var whole = Team(then, new Desk { Name = "people" });
        await whole.RunAsync(RoutedTeam.Charge);
        var entries = await whole.EntriesAsync();

        for (var cut = 1; cut < entries.Count; cut++)
        {
            var resumed = Team(then, new Desk { Name = "people" });
            await resumed.Journal.AppendAsync(
                resumed.Conversation,
                0,
                [.. entries.Take(cut)],
                due: null,
                cancellationToken: TestContext.Current.CancellationToken
            );
            await resumed.RunAsync(RoutedTeam.Charge);
            Assert.Equal(Told(entries), Told(await resumed.EntriesAsync()));
        }
    }

    private static List<string> Told(IEnumerable<JournalEntry> entries) =>
        [
            .. entries
                .Where(entry => entry is not ModelCallBegun)
                .Select(entry =>
                    entry switch
                    {
                        IssueOpened opened => $"{opened.Issue} {opened.Owner} {opened.SecondOpinion}",
                        IssueChanged changed => $"{changed.Issue} {changed.Owner} {changed.Status}",
                        HandedOff handed => $"{handed.To} {handed.Briefing.Classification!.SecondOpinion}",
                        AttemptFailed failed => $"{failed.Cause} {failed.Told}",
                        _ => entry.GetType().Name,
                    }
                ),
        ];

    // Triage's model calls the first agent that it has not handed over to.
    private static RoutedTeam OneCallAReply()
    {
        var team = Team(DisagreementAction.Note);
        team.Models["triage"] = new ScriptedModel(request =>
            request.Messages.Any(message => message.Text.Contains("transfer_to_technical", StringComparison.Ordinal))
                ? Transfer("technical", "It fails.", 0.8)
                : Transfer("billing", "Charged twice.", 0.8)
        );
        return team;
    }

    // Triage's model always errs.
    private static RoutedTeam Team(DisagreementAction then, Desk? desk = null, double least = 0.6)
    {
        var team = new RoutedTeam
        {
            Policy = new() { DisagreementConfidence = least, OnDisagreement = then },
            Desk = desk,
        };
        team.Models["triage"] = new ScriptedModel(_ => Transfer("technical", "It fails.", 0.8));
        return team;
    }
}
