using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Histories;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs.Histories;

/// <summary>What receivers of legs read of a long conversation, and who gets what one of them cannot read.</summary>
public sealed class DelegatedHistoryTests
{
    private const string Prose = "The customer asked about invoice INV-1002 again and again.";
    private static readonly ConversationId Conversation = new("c1");

    private readonly InMemoryJournal journal;
    private readonly ScriptedModels models = new();

    [Fact]
    public async Task A_model_writes_the_stretch_once_for_all_legs_that_read_it()
    {
        var scribe = new Agent { Name = "scribe", ContextWindow = 32_000 };
        models["scribe"] = new ScriptedModel(_ => Say(Prose));
        var history = new HistoryPolicy { Mode = HistoryMode.Summary, Writer = SummaryWriter.Of(scribe) };

        var turn = await TalkAsync(TeamOf(Small("billing", history: history), Small("technical", history: history)));

        Assert.Equal("Both are done.", turn.FinalOutput);
        var entries = await EntriesAsync();
        var written = Assert.Single(entries.OfType<SummaryWritten>());
        Assert.Null(written.Leg);
        Assert.All(entries.OfType<HandedOff>(), handed => Assert.Equal(written.To, handed.Briefing.History.SummaryTo));
        Assert.All(
            ["billing", "technical"],
            agent => Assert.Contains(Prose, Assert.Single(models[agent].Requests).Text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_writer_takes_no_model_call_that_a_leg_needs()
    {
        var scribe = new Agent { Name = "scribe", ContextWindow = 32_000 };
        models["scribe"] = new ScriptedModel(_ => Say(Prose));
        var history = new HistoryPolicy { Mode = HistoryMode.Summary, Writer = SummaryWriter.Of(scribe) };

        var turn = await TalkAsync(
            TeamOf(new TurnLimits { ModelCalls = 4 }, Small("billing", history: history), Small("technical", history: history))
        );

        Assert.Equal("Both are done.", turn.FinalOutput);
        Assert.DoesNotContain(await EntriesAsync(), entry => entry is SummaryWritten);
    }

    [Fact]
    public async Task Answers_to_questions_find_their_legs_after_a_summary_is_written()
    {
        var scribe = new Agent { Name = "scribe", ContextWindow = 32_000 };
        models["scribe"] = new ScriptedModel(_ => Say(Prose));
        var history = new HistoryPolicy { Mode = HistoryMode.Summary, Writer = SummaryWriter.Of(scribe) };
        var team = TeamOf(Small("billing"), Small("technical"));
        models["billing"] = new ScriptedModel(Say("Which invoice?"), Say("Paid back."));
        models["technical"] = new ScriptedModel(Say("Which browser?"), Say("Works again."));
        await TalkAsync(team);
        models["triage"] = new ScriptedModel(_ => Say("Both are done."));
        var writing = TeamOf(Small("billing", history: history), Small("technical", history: history));

        var turn = await new TeamRuntime(writing, models.For, journal).RunAsync("Invoice 7, and the old browser.", Conversation);

        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
        var entries = await EntriesAsync();
        Assert.Single(entries.OfType<SummaryWritten>());
        Assert.Equal(["1", "2", "3", "4"], entries.OfType<HandedOff>().Select(handed => handed.Leg));
    }

    [Fact]
    public async Task A_receiver_that_cannot_read_it_passes_its_leg_on_to_its_overflow()
    {
        models["large"] = new ScriptedModel(Say("I have read all of it."));
        var large = new Agent { Name = "large" };

        var turn = await TalkAsync(TeamOf(Small("billing", overflow: large), new Agent { Name = "technical" }), isAudited: true);

        Assert.Equal((TurnOutcome.Replied, "Both are done."), (turn.Outcome, turn.FinalOutput));
        Assert.Equal(
            [("large", IssueStatus.Resolved), ("technical", IssueStatus.Resolved)],
            turn.Issues.Select(issue => (issue.Owner, issue.Status))
        );
        var entries = await EntriesAsync();
        Assert.Equal([("1", "large"), ("2", "technical")], entries.OfType<HandedOff>().Select(handed => (handed.Leg!, handed.To)));
        Assert.Empty(models["billing"].Requests);
        Assert.DoesNotContain(entries, entry => entry is Escalated);
    }

    [Fact]
    public async Task A_receiver_that_cannot_read_it_and_names_nobody_does_not_hold_back_the_other_legs()
    {
        var turn = await TalkAsync(TeamOf(Small("billing"), new Agent { Name = "technical" }), isAudited: true);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.StartsWith(
            "Both are done.\n\nI am sorry, I could not finish the rest: our conversation has become too long",
            turn.FinalOutput,
            StringComparison.Ordinal
        );
        Assert.Contains("Not done:\n- Wrong charge\n", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(
            [("billing", IssueStatus.Open), ("technical", IssueStatus.Resolved)],
            turn.Issues.Select(issue => (issue.Owner, issue.Status))
        );
        var escalated = Assert.Single((await EntriesAsync()).OfType<Escalated>());
        Assert.Equal(
            (new IssueId(1), FailureCause.ContextTooLong, HistoryReason.TooLong),
            (escalated.Issue!.Value, escalated.Trigger, escalated.History!.Reason)
        );
        Assert.Contains(
            "#1 Wrong charge is left as it is: The conversation does not fit",
            models["triage"].Requests[^1].Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task With_a_desk_people_get_what_nobody_can_read_after_the_rest_is_answered()
    {
        var turn = await TalkAsync(
            TeamOf(Small("billing"), new Agent { Name = "technical" }),
            isAudited: true,
            desk: new Desk { Name = "people" }
        );

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.StartsWith("Both are done.\n\nI have passed this on", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(
            [("people", IssueStatus.WaitingOnPerson), ("technical", IssueStatus.Resolved)],
            turn.Issues.Select(issue => (issue.Owner, issue.Status))
        );
        Assert.Equal([new IssueId(1)], (await EntriesAsync()).OfType<TicketOpened>().Single().Issues);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Cut_behind_any_entry_what_nobody_can_read_is_left_once(bool hasOverflow, bool hasDesk)
    {
        DelegatedHistoryTests Story(InMemoryJournal? kept = null)
        {
            var story = new DelegatedHistoryTests(kept ?? new InMemoryJournal());
            story.models["large"] = new ScriptedModel(_ => Say("I have read all of it."));
            return story;
        }

        Team Made(DelegatedHistoryTests story) =>
            Audited(
                story.TeamOf(
                    Small("billing", overflow: hasOverflow ? new Agent { Name = "large" } : null),
                    new Agent { Name = "technical" }
                ),
                isAudited: true,
                hasDesk ? new Desk { Name = "people" } : null
            );

        var whole = Story();
        var first = await TalkAsync(whole, Made(whole));
        var entries = await whole.EntriesAsync();
        var last = entries.FindLastIndex(entry => entry is MessageReceived);
        for (var cut = last + 1; cut < entries.Count; cut++)
        {
            var kept = new InMemoryJournal();
            await kept.AppendAsync(Conversation, 0, [.. entries.Take(cut)], due: null);
            var resumed = Story(kept);
            var turn = await new TeamRuntime(Made(resumed), resumed.models.For, kept).RunAsync(
                "Please pass both on.",
                Conversation,
                new MessageId("last")
            );

            Assert.Equal((first.Outcome, first.FinalOutput), (turn.Outcome, turn.FinalOutput));
            var again = await resumed.EntriesAsync();
            Assert.Equal(entries.OfType<Escalated>().Count(), again.OfType<Escalated>().Count());
            Assert.Equal(
                entries.OfType<HandedOff>().Select(handed => (handed.Leg, handed.To)).Order(),
                again.OfType<HandedOff>().Select(handed => (handed.Leg, handed.To)).Order()
            );
        }
    }

    public DelegatedHistoryTests()
        : this(new InMemoryJournal()) { }

    private DelegatedHistoryTests(InMemoryJournal journal) => this.journal = journal;

    private static Agent Small(string name, HistoryPolicy? history = null, Agent? overflow = null) =>
        new()
        {
            Name = name,
            ContextWindow = 4000,
            History = history,
            Overflow = overflow,
        };

    private Team TeamOf(params Agent[] specialists) => TeamOf(new TurnLimits(), specialists);

    private Team TeamOf(TurnLimits limits, params Agent[] specialists)
    {
        models["triage"] = new ScriptedModel(request =>
            request.Text.Contains("<baton:report", StringComparison.Ordinal) ? Say("Both are done.")
            : request.Messages[^1].Text.EndsWith("Please pass both on.", StringComparison.Ordinal)
                ? Transfer("billing", "Wrong charge.", 0.9, "Wrong charge").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
            : Say("I have understood what you wrote to me.")
        );
        models["billing"] = new ScriptedModel(_ => Say("Paid back."));
        models["technical"] = new ScriptedModel(_ => Say("Works again."));
        return new Team("histories", new Agent { Name = "triage", Handoffs = [.. specialists.Select(agent => (Handoff)agent)] }, limits)
        {
            Strategy = IssueStrategy.Coordinator,
            UpdatesIssues = false,
        };
    }

    private Task<Turn> TalkAsync(Team team, bool isAudited = false, Desk? desk = null) => TalkAsync(this, Audited(team, isAudited, desk));

    private static Team Audited(Team team, bool isAudited, Desk? desk) =>
        !isAudited
            ? team
            : new Team(team.Name, team.Entry, team.Limits)
            {
                Strategy = team.Strategy,
                UpdatesIssues = false,
                IsAudited = true,
                Desks = desk is null ? [] : [desk],
            };

    private static async Task<Turn> TalkAsync(DelegatedHistoryTests story, Team team)
    {
        var runtime = new TeamRuntime(team, story.models.For, story.journal);
        for (var number = 1; number <= (team.IsAudited ? 150 : 80); number++)
            await runtime.RunAsync(
                $"Message {number}: hello there, invoice INV-{1000 + (number % 5)} is the one that I mean, as I said to you before, "
                    + "thanks.",
                Conversation
            );
        return await runtime.RunAsync("Please pass both on.", Conversation, new MessageId("last"));
    }

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(Conversation).ToListAsync();
}
