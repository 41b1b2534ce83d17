using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Triage;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Routers;

/// <summary>What the router is sure of goes to specialists without a call of triage.</summary>
public sealed class FastPathTests
{
    [Fact]
    public async Task The_saved_call_shows_in_the_journal_with_its_confidence()
    {
        var team = new RoutedTeam();

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal(("Paid back.", "billing", TurnOutcome.Replied), (turn.FinalOutput, turn.Holder, turn.Outcome));
        Assert.Equal(["billing"], await team.AskedAsync());
        var entries = await team.EntriesAsync();
        var routed = Assert.Single(entries.OfType<MessageRouted>());
        Assert.Equal((new MessageId("m1"), "billing", 12), (routed.Message, routed.Routes[0].To, routed.Router.Length));
        var part = Assert.Single(routed.Parts);
        Assert.Equal((0, RoutedTeam.Charge.Length, routed.Confidence), (part.Start, part.Length, part.Routes[0].Confidence));
        Assert.InRange(routed.Confidence, 0.6, 1);
        var opened = Assert.Single(entries.OfType<IssueOpened>());
        Assert.Equal(
            ("You billed me twice this month", "billing", "triage", routed.Seq, null),
            (opened.Title, opened.Owner, opened.By, opened.Routed, opened.CallId)
        );
        var handed = Assert.Single(entries.OfType<HandedOff>());
        Assert.Equal(
            ("triage", "billing", HandoffTrigger.Routed, routed.Confidence),
            (handed.From, handed.To, handed.Trigger, handed.Confidence)
        );
        var classification = handed.Briefing.Classification!;
        Assert.Equal(
            new DecidedBy
            {
                Participant = "triage",
                Router = routed.Router,
                Rule = HandoffRule.FastPath,
            },
            classification.DecidedBy
        );
        Assert.Equal(routed.Confidence, classification.Confidence);
        Assert.All(classification.Alternatives ?? [], other => Assert.InRange(other.Confidence!.Value, 0.0, 1 - routed.Confidence));
        Assert.Null(classification.SecondOpinion);
    }

    [Fact]
    public async Task Below_the_threshold_triage_is_asked()
    {
        var team = new RoutedTeam { Policy = new() { FastPathConfidence = 1 } };
        team.Models["triage"] = new ScriptedModel(Transfer("billing", "Charged twice.", 0.8));

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal("Paid back.", turn.FinalOutput);
        Assert.Equal(["triage", "billing"], await team.AskedAsync());
        var entries = await team.EntriesAsync();
        Assert.InRange(Assert.Single(entries.OfType<MessageRouted>()).Confidence, 0.6, 0.9999);
        Assert.Null(Assert.Single(entries.OfType<IssueOpened>()).Routed);
        var classification = Assert.Single(entries.OfType<HandedOff>()).Briefing.Classification!;
        Assert.Equal(
            (null, null, "billing"),
            (classification.DecidedBy.Router, classification.DecidedBy.Rule, classification.SecondOpinion!.To)
        );
    }

    [Fact]
    public async Task Off_by_default_nothing_is_read_and_nothing_journalled()
    {
        var team = new RoutedTeam { Policy = TriagePolicy.Default };

        await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal(["triage"], await team.AskedAsync());
        Assert.Empty((await team.EntriesAsync()).OfType<MessageRouted>());
    }

    [Theory]
    [InlineData("Xyzzy quux frobnicate")]
    [InlineData("😀")]
    [InlineData("...")]
    [InlineData("can you help me")]
    public async Task What_is_for_nobody_or_for_triage_is_read_by_triage(string message)
    {
        var team = new RoutedTeam();

        var turn = await team.RunAsync(message);

        Assert.Equal("What is it about?", turn.FinalOutput);
        Assert.Equal(["triage"], await team.AskedAsync());
        Assert.Single((await team.EntriesAsync()).OfType<MessageRouted>());
    }

    [Theory]
    [InlineData(IssueStrategy.Sequential, "Paid back.\n\nMended.", "billing,technical")]
    [InlineData(IssueStrategy.OneSpecialist, "Paid back.", "billing")]
    [InlineData(IssueStrategy.Coordinator, "All told.", "billing,technical,triage")]
    public async Task Several_parts_are_several_issues_under_the_team_s_strategy(IssueStrategy strategy, string answer, string asked)
    {
        var team = await RoutedTeamWithTwoParts(strategy);

        var turn = await team.Runtime().ResumeAsync(team.Conversation);

        Assert.Equal(answer, turn!.FinalOutput);
        Assert.Equal(asked.Split(','), (await team.AskedAsync()).Order());
        Assert.Equal(["You billed me twice this month", "The dashboard does not load"], turn.Issues.Select(issue => issue.Title));
        Assert.Equal(
            [0.97, strategy == IssueStrategy.OneSpecialist ? null : 0.96],
            (await team.EntriesAsync()).OfType<IssueOpened>().Select(opened => opened.Confidence)
        );
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }

    [Fact]
    public async Task A_part_that_is_not_sure_leaves_the_whole_message_to_triage()
    {
        var team = await RoutedTeamWithTwoParts(least: 0.965);

        await team.Runtime().ResumeAsync(team.Conversation);

        Assert.Equal(["triage"], await team.AskedAsync());
    }

    [Fact]
    public async Task Who_asks_for_a_person_is_read_by_triage()
    {
        var team = await RoutedTeamWithTwoParts(verdict: routed => routed with { WantsPerson = true });

        await team.Runtime().ResumeAsync(team.Conversation);

        Assert.Equal(["triage"], await team.AskedAsync());
    }

    [Fact]
    public async Task The_answer_to_a_question_of_triage_goes_to_triage()
    {
        var team = new RoutedTeam();
        team.Models["triage"] = new ScriptedModel(Say("Is it about a charge?"), Transfer("billing", "A charge.", 0.9));

        await team.RunAsync("can you help me");
        var turn = await team.RunAsync(RoutedTeam.Charge, "m2");

        Assert.Equal("Paid back.", turn.FinalOutput);
        Assert.Equal(["triage", "triage", "billing"], await team.AskedAsync());
        Assert.Single((await team.EntriesAsync()).OfType<MessageRouted>());
    }

    // Slot-filling replies go to triage instead of the specialist (openai-agents 741).
    [Fact]
    public async Task The_next_message_goes_to_the_holder_whatever_the_router_would_say()
    {
        var team = new RoutedTeam();
        team.Models["billing"] = new ScriptedModel(Say("Which month?"), Say("Paid back."));

        await team.RunAsync(RoutedTeam.Charge);
        var turn = await team.RunAsync(RoutedTeam.Dashboard, "m2");

        Assert.Equal(("Paid back.", "billing"), (turn.FinalOutput, turn.Holder));
        Assert.Equal(["billing", "billing"], await team.AskedAsync());
        Assert.Single((await team.EntriesAsync()).OfType<MessageRouted>());
    }

    [Fact]
    public async Task Guards_read_the_message_at_the_agent_who_gets_it()
    {
        var seen = new List<string>();
        var team = new RoutedTeam
        {
            Guards =
            [
                new Guard
                {
                    Name = "watch",
                    Input = (text, _) =>
                    {
                        seen.Add(text.Agent);
                        return new(text.Text.Contains("billed", StringComparison.Ordinal) ? "It names a bill." : null);
                    },
                },
            ],
        };

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Equal(["billing"], seen);
        Assert.Empty(team.Models["billing"].Requests);
        Assert.Equal("watch: It names a bill.", Assert.Single((await team.EntriesAsync()).OfType<AttemptFailed>()).Detail);
    }

    [Fact]
    public async Task Secrets_of_the_message_are_masked_for_who_gets_it()
    {
        var team = new RoutedTeam { Policy = new() { FastPathConfidence = 0.3 } };

        await team.RunAsync(RoutedTeam.Charge + " on my card 4111 1111 1111 1111");

        var request = Assert.Single(team.Models["billing"].Requests);
        Assert.DoesNotContain("4111 1111", request.Text, StringComparison.Ordinal);
        Assert.Contains("card ending 1111", request.Text, StringComparison.Ordinal);
        Assert.Contains((await team.EntriesAsync()).OfType<IssueOpened>(), opened => opened.Routed is not null);
    }

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.OneSpecialist)]
    [InlineData(IssueStrategy.Coordinator)]
    public async Task Cut_behind_any_entry_it_goes_on_to_the_same_end(IssueStrategy strategy)
    {
        var whole = await RoutedTeamWithTwoParts(strategy);
        await whole.Runtime().ResumeAsync(whole.Conversation);
        var entries = await whole.EntriesAsync();
        Assert.Contains(entries, entry => entry is Replied);

        for (var cut = 3; cut < entries.Count; cut++)
        {
            var resumed = await Cut(new RoutedTeam { Strategy = strategy }, entries, cut);
            await resumed.Runtime().ResumeAsync(resumed.Conversation);
            Assert.Equal(Told(entries), Told(await resumed.EntriesAsync()));
        }
    }

    [Fact]
    public async Task Cut_before_the_verdict_the_message_is_read_again_and_the_verdict_is_the_same()
    {
        var whole = new RoutedTeam();
        await whole.RunAsync(RoutedTeam.Charge);
        var entries = await whole.EntriesAsync();

        for (var cut = 1; cut < entries.Count; cut++)
        {
            var resumed = await Cut(new RoutedTeam(), entries, cut);
            await resumed.RunAsync(RoutedTeam.Charge);
            Assert.Equal(
                entries.OfType<MessageRouted>().Select(Untimed),
                (await resumed.EntriesAsync()).OfType<MessageRouted>().Select(Untimed)
            );
            Assert.Equal(Told(entries), Told(await resumed.EntriesAsync()));
        }

        static string Untimed(MessageRouted routed) =>
            $"{routed.Message} {routed.Router} {routed.Confidence} {string.Join(",", routed.Routes)} "
            + $"{string.Join(",", routed.Parts.Select(part => $"{part.Start} {part.Length}"))}";
    }

    [Fact]
    public async Task A_verdict_for_somebody_who_left_the_team_is_triage_s_to_decide()
    {
        var whole = new RoutedTeam();
        await whole.RunAsync(RoutedTeam.Charge);
        var entries = await whole.EntriesAsync();

        var smaller = new RoutedTeam();
        smaller.Triage.Handoffs.RemoveAt(0);
        smaller.Technical.Handoffs.Clear();
        await Cut(smaller, entries, (int)entries.OfType<MessageRouted>().Single().Seq);
        var turn = await smaller.Runtime().ResumeAsync(smaller.Conversation);

        Assert.Equal("What is it about?", turn!.FinalOutput);
        Assert.Equal(["triage"], await smaller.AskedAsync());
    }

    [Fact]
    public async Task What_has_begun_is_done_to_its_end_when_the_fast_path_is_turned_off()
    {
        var whole = await RoutedTeamWithTwoParts();
        await whole.Runtime().ResumeAsync(whole.Conversation);
        var entries = await whole.EntriesAsync();

        var off = await Cut(new RoutedTeam { Policy = TriagePolicy.Default }, entries, (int)entries.OfType<IssueOpened>().First().Seq);
        var turn = await off.Runtime().ResumeAsync(off.Conversation);

        Assert.Equal("Paid back.\n\nMended.", turn!.FinalOutput);
        Assert.Equal(["billing", "technical"], await off.AskedAsync());
    }

    [Fact]
    public async Task Who_may_choose_the_strategy_reads_several_issues()
    {
        var team = await RoutedTeamWithTwoParts();
        var runtime = new TeamRuntime(
            new Team("routed", team.Triage) { Triage = team.Policy, IsStrategyByTriage = true },
            team.Models.For,
            team.Journal
        );

        await runtime.ResumeAsync(team.Conversation);

        Assert.Equal(["triage"], await team.AskedAsync());
    }

    [Fact]
    public async Task Embeddings_that_fail_leave_the_message_to_triage()
    {
        using var broken = new BrokenEmbeddings();
        var team = new RoutedTeam { Options = new RuntimeOptions { Embeddings = broken } };

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal("What is it about?", turn.FinalOutput);
        Assert.NotNull(Assert.Single((await team.EntriesAsync()).OfType<MessageRouted>()).Detail);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_confidence_that_is_none_is_refused(double confidence) =>
        Assert.Contains(
            "FastPathConfidence",
            Assert
                .Throws<TeamException>(() => new Team("t", new Agent { Name = "a" }) { Triage = new() { FastPathConfidence = confidence } })
                .Message,
            StringComparison.Ordinal
        );

    // A verdict on two parts, as the journal has it before anything follows from it.
    private static async Task<RoutedTeam> RoutedTeamWithTwoParts(
        IssueStrategy strategy = IssueStrategy.Sequential,
        double least = 0.9,
        Func<MessageRouted, MessageRouted>? verdict = null
    )
    {
        var team = new RoutedTeam
        {
            Policy = new() { FastPathConfidence = least },
            Strategy = strategy,
        };
        if (strategy == IssueStrategy.Coordinator)
            team.Models["triage"] = new ScriptedModel(_ => Say("All told."));
        var routed = new MessageRouted
        {
            Message = new MessageId("m1"),
            Router = "000000000000",
            Confidence = 0.95,
            Routes = [Opinion("billing", 0.97), Opinion("technical", 0.96)],
            Parts =
            [
                Part("You billed me twice this month", Opinion("billing", 0.97), Opinion("technical", 0.02)),
                Part("the dashboard does not load", Opinion("technical", 0.96)),
            ],
            OutOfScope = false,
            WantsPerson = false,
        };
        JournalEntry[] entries =
        [
            new ConversationOpened
            {
                Format = 1,
                Conversation = team.Conversation,
                Team = "routed",
                Holder = "triage",
                Strategy = strategy,
            },
            new MessageReceived { Message = new MessageId("m1"), Text = RoutedTeam.Both },
            verdict?.Invoke(routed) ?? routed,
        ];
        return await Cut(
            team,
            [.. entries.Select((entry, index) => entry with { Seq = index + 1, At = TimeProvider.System.GetUtcNow() })],
            entries.Length
        );
    }

    private static RouterOpinion Opinion(string to, double confidence) => new() { To = to, Confidence = confidence };

    private static RoutedPart Part(string words, params RouterOpinion[] routes) =>
        new()
        {
            Start = RoutedTeam.Both.IndexOf(words, StringComparison.Ordinal),
            Length = words.Length,
            OutOfScope = false,
            Routes = routes,
        };

    private static async Task<RoutedTeam> Cut(RoutedTeam team, IReadOnlyList<JournalEntry> entries, int length)
    {
        if (team.Strategy == IssueStrategy.Coordinator)
            team.Models["triage"] = new ScriptedModel(_ => Say("All told."));
        await team.Journal.AppendAsync(team.Conversation, 0, [.. entries.Take(length)], due: null);
        return team;
    }

    // A model that was being asked is asked again, and legs write in any order: both leave no other end.
    private static List<string> Told(IReadOnlyList<JournalEntry> entries) =>
        [
            .. entries
                .Where(entry => entry is not ModelCallBegun)
                .Select(entry =>
                    $"{entry.Leg} "
                    + entry switch
                    {
                        IssueOpened opened => $"{opened.Issue} {opened.Title} {opened.Owner} {opened.Confidence} {opened.Routed}",
                        IssueChanged changed => $"{changed.Issue} {changed.Owner} {changed.Status}",
                        HandedOff handed => $"{handed.From} {handed.To} {handed.Trigger} {string.Join(",", handed.Briefing.Issues)} "
                            + $"{handed.Briefing.Classification!.DecidedBy}",
                        Replied replied => $"{replied.Participant} {replied.Text}",
                        ModelCallEnded ended => $"{ended.Participant} {ended.Text}",
                        _ => entry.GetType().Name,
                    }
                )
                .Order(StringComparer.Ordinal),
        ];

    private sealed class BrokenEmbeddings : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values,
            EmbeddingGenerationOptions? options = null,
            CancellationToken cancellationToken = default
        ) => throw new InvalidOperationException("The service is down.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }
}
