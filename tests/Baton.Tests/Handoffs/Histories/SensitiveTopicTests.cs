using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.Teams.Histories;
using Baton.Testing.ChatClients;
using CsCheck;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs.Histories;

/// <summary>What a customer says can make a conversation sensitive: never summarised from then on, and never otherwise again.</summary>
public sealed class SensitiveTopicTests
{
    private const int SmallWindow = 4000;
    private const string Summary = "<baton:summary";
    private const string Filler = "well, as I said, I have thought about it for a good while and it is not so easy to say";
    private static readonly ConversationId Conversation = new("c1");

    private static readonly SensitiveTopic Medical = new("medical") { Phrases = ["blood test", "Chest Pain", "café rouge"] };
    private static readonly SensitiveTopic Legal = new("legal") { Phrases = ["court"], Pattern = @"(?i)\blaw(yer|suit)s?\b" };

    private static readonly Gen<(int Before, int After, int Window, bool HandsOver, bool Restarts, string Said)> Lives = Gen.Select(
        Gen.Int[0, 45],
        Gen.Int[1, 12],
        Gen.Int[2500, 6000],
        Gen.Bool,
        Gen.Bool,
        Gen.OneOf(Gen.Const("About my blood test."), Gen.Const("My lawyer wrote."), Gen.Const("Chest pain!"))
    );

    private readonly InMemoryJournal journal = new();

    [Theory]
    [InlineData("I had a BLOOD  test today", "medical")]
    [InlineData("blood\ntest", "medical")]
    [InlineData("(chest pain)", "medical")]
    [InlineData("my chest pain's gone", "medical")]
    [InlineData("ｃｈｅｓｔ ｐａｉｎ", "medical")]
    [InlineData("blood te\u200Bst", "medical")]
    [InlineData("Is it at CAFÉ ROUGE?", "medical")]
    [InlineData("blood tests and a blood test", "medical")]
    [InlineData("My Lawyers will write.", "legal")]
    [InlineData("see you in court, after my chest pain", "medical")]
    [InlineData("see you in court", "legal")]
    [InlineData("chest pains", null)]
    [InlineData("bloodtest", null)]
    [InlineData("a courtyard", null)]
    [InlineData("the blood, test it", null)]
    [InlineData("flawyer", null)]
    [InlineData("", null)]
    public void A_topic_is_found_by_whole_words_or_its_pattern(string text, string? topic) =>
        Assert.Equal(topic, new TopicFinder([Medical, Legal]).Find(text));

    [Fact]
    public async Task The_message_that_mentions_a_topic_makes_the_conversation_sensitive_and_later_ones_need_not()
    {
        var runtime = new TeamRuntime(Team(SmallWindow), new ScriptedModel(_ => Say("Noted.")), journal);

        await runtime.RunAsync("Hello.", Conversation);
        await runtime.RunAsync("I had a blood test.", Conversation);
        await runtime.RunAsync("My lawyer says hello.", Conversation);

        Assert.Equal(
            [(null, null), (true, "medical"), (null, null)],
            (await EntriesAsync(journal)).OfType<MessageReceived>().Select(received => (received.Sensitive, received.Topic))
        );
        Assert.True((await EntriesAsync(journal)).Aggregate(ConversationState.Empty, ConversationFold.Apply).IsSensitive);
    }

    [Fact]
    public async Task The_first_message_can_make_it_sensitive_and_its_handoff_says_so()
    {
        var models = new ScriptedModels
        {
            ["desk"] = new ScriptedModel(Transfer("small", "It is about a test.")),
            ["small"] = new ScriptedModel(Say("I see.")),
        };

        await new TeamRuntime(Team(SmallWindow), models.For, journal).RunAsync("I had a blood test.", Conversation);

        Assert.Equal(HistoryReason.Sensitive, (await EntriesAsync(journal)).OfType<HandedOff>().Single().Briefing.History.Reason);
    }

    [Fact]
    public async Task An_agent_that_read_a_summary_reads_everything_word_for_word_again()
    {
        var model = new ScriptedModel(request => Say($"Answer {request.Number}: {Filler}."));
        // The budget for a settled history is far below the window, so there is a summary while everything would still fit.
        var team = new Team(
            "one",
            new Agent
            {
                Name = "helper",
                ContextWindow = 8000,
                History = new HistoryPolicy { Room = 0.9, Margin = 1 },
            }
        )
        {
            SensitiveTopics = [Medical],
        };
        var runtime = new TeamRuntime(team, model, journal);
        for (var number = 0; number < 30; number++)
            await runtime.RunAsync($"Message {number}, order A-{number}.", Conversation);
        Assert.Contains(Summary, model.Requests[^1].Text, StringComparison.Ordinal);

        var turn = await runtime.RunAsync("I had a blood test.", Conversation);

        Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        var read = model.Requests[^1];
        Assert.DoesNotContain(Summary, read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ReadHistory.ToolName, read.Tools);
        Assert.All(
            Enumerable.Range(0, 30),
            number => Assert.Contains($"Message {number}, order A-{number}.", read.Text, StringComparison.Ordinal)
        );
        Assert.All(Enumerable.Range(1, 30), number => Assert.Contains($"Answer {number}: {Filler}.", read.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_does_not_fit_word_for_word_is_given_up_and_the_model_is_not_asked()
    {
        var model = new ScriptedModel(request => Say($"Answer {request.Number}: {Filler}."));
        var runtime = new TeamRuntime(Team(SmallWindow, entryWindow: SmallWindow), model, journal);
        for (var number = 0; number < 80; number++)
            await runtime.RunAsync($"Message {number}, order A-{number}, {Filler}.", Conversation);
        Assert.Contains(Summary, model.Requests[^1].Text, StringComparison.Ordinal);

        var turn = await runtime.RunAsync("I had a blood test.", Conversation);

        Assert.Equal((TurnOutcome.Degraded, 80), (turn.Outcome, model.Requests.Count));
        Assert.Equal(FailureCause.ContextTooLong, (await EntriesAsync(journal)).OfType<AttemptFailed>().Single().Cause);
    }

    [Fact]
    public async Task A_verbatim_history_is_not_summarised_while_it_grows_either()
    {
        var model = new ScriptedModel(request => Say($"Answer {request.Number}: {Filler}."));
        var team = new Team("one", new Agent { Name = "helper", ContextWindow = SmallWindow })
        {
            History = new HistoryPolicy { Mode = HistoryMode.Verbatim },
        };
        var runtime = new TeamRuntime(team, model, journal);
        var turns = new List<Turn>();
        for (var number = 0; number < 80; number++)
            turns.Add(await runtime.RunAsync($"Message {number}, order A-{number}, {Filler}.", Conversation));

        Assert.Equal(TurnOutcome.Degraded, turns[^1].Outcome);
        Assert.All(model.Requests, request => Assert.DoesNotContain(Summary, request.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_sensitive_a_conversation_is_always_sensitive_and_no_agent_reads_a_summary_of_it()
    {
        var summaries = 0;
        await Lives.SampleAsync(
            async life =>
            {
                var lived = new InMemoryJournal();
                var models = Models(life.HandsOver);
                var team = Team(life.Window, entryWindow: life.Window);
                var runtime = new TeamRuntime(team, models.For, lived);
                for (var number = 0; number < life.Before; number++)
                    await runtime.RunAsync($"Message {number}, order A-{number}, {Filler}.", Conversation);
                summaries += models.Requests.Count(one => one.Request.Text.Contains(Summary, StringComparison.Ordinal));
                if (life.Restarts)
                    runtime = new TeamRuntime(team, (models = Models(life.HandsOver)).For, lived);
                var before = models.Requests.Select(one => one.Request).ToHashSet();
                await runtime.RunAsync(life.Said, Conversation);
                for (var number = 0; number < life.After; number++)
                    await runtime.RunAsync($"Thank you {number}, {Filler}.", Conversation);

                Assert.All(
                    models.Requests.Where(one => !before.Contains(one.Request)),
                    one => Assert.DoesNotContain(Summary, one.Request.Text, StringComparison.Ordinal)
                );
                var (state, isSensitive) = (ConversationState.Empty, false);
                foreach (var entry in await EntriesAsync(lived))
                {
                    state = ConversationFold.Apply(state, entry);
                    isSensitive |= entry is MessageReceived { Sensitive: true };
                    Assert.Equal(isSensitive, state.IsSensitive);
                    if (isSensitive && entry is HandedOff handed)
                        Assert.Equal(HistoryMode.Verbatim, handed.Briefing.History.Mode);
                }

                Assert.True(isSensitive);
            },
            iter: Cases.Of(60),
            threads: 1
        );

        Assert.True(summaries > 0, "No life had a summary to lose.");
    }

    [Fact]
    public void A_topic_that_cannot_be_recognised_is_refused_when_the_team_is_built()
    {
        SensitiveTopic[] topics =
        [
            new("ill!") { Phrases = ["?"] },
            new("a"),
            new("a") { Pattern = "b(?=c)" },
            new("c") { Pattern = "d*", Phrases = [" ", "\u3164"] },
        ];

        var refusal = Assert.Throws<TeamException>(() => new Team("one", new Agent { Name = "helper" }) { SensitiveTopics = topics });

        Assert.Equal(
            [
                "'ill!' is not a name for a topic: use 1 to 40 letters, digits, spaces, '-' and '_', beginning with a letter.",
                "Topic 'ill!': '?' is not a phrase: write at least one letter or digit, or use a pattern.",
                "Topic 'a': it has neither phrases nor a pattern: add one.",
                "Two sensitive topics are named 'a': make them one.",
                "Topic 'a': The pattern needs lookarounds, backreferences, atomic groups or too many states: leave them out, so that it "
                    + "takes linear time.",
                "Topic 'c': ' ' is not a phrase: write at least one letter or digit, or use a pattern.",
                "Topic 'c': '\u3164' is not a phrase: write at least one letter or digit, or use a pattern.",
                "Topic 'c': The pattern matches the empty text, and so every text: make it match at least one character.",
            ],
            refusal.Problems
        );
    }

    private static Team Team(int window, int entryWindow = 128_000)
    {
        var small = new Agent { Name = "small", ContextWindow = window };
        var desk = new Agent
        {
            Name = "desk",
            ContextWindow = entryWindow,
            Handoffs = [small],
        };
        small.Handoffs.Add(desk);
        return new Team("topics", desk) { SensitiveTopics = [Medical, Legal] };
    }

    private static ScriptedModels Models(bool handsOver) =>
        new()
        {
            ["desk"] = new ScriptedModel(request =>
                handsOver && request.Number % 7 == 0 ? Transfer("small", "Over to you.") : Say($"Answer {request.Number}: {Filler}.")
            ),
            ["small"] = new ScriptedModel(request =>
                handsOver && request.Number % 5 == 0 ? Transfer("desk", "Back to you.") : Say($"I took over {request.Number}: {Filler}.")
            ),
        };

    private static async Task<List<JournalEntry>> EntriesAsync(IJournal journal) => await journal.ReadAsync(Conversation).ToListAsync();
}
