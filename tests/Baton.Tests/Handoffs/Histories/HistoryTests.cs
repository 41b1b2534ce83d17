using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States.Histories;
using Baton.Teams.Clearances;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using Baton.Tokenizers;
using CsCheck;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs.Histories;

/// <summary>Whether a receiver reads the history word for word or as a summary, and what it still knows then.</summary>
public sealed class HistoryTests
{
    private const int SmallWindow = 4000;
    private static readonly ReaderAccess Everybody = new(Masking.Default, Clearance.Normal, StateCatalog.Of("t", [], [], [])!);
    private static readonly ConversationId Conversation = new("c1");

    private readonly InMemoryJournal journal = new();
    private readonly ScriptedModels models = new();

    [Fact]
    public async Task A_long_conversation_is_fitted_to_a_small_window_before_the_transfer_and_loses_no_fact()
    {
        var turn = await HandOverAsync(messages: 150);

        Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        var handed = (await EntriesAsync()).OfType<HandedOff>().Last();
        var history = handed.Briefing.History;
        Assert.Equal((HistoryMode.Summary, HistoryReason.Window), (history.Mode, history.Reason));
        Assert.True(history.Tokens > SmallWindow);
        var read = models["small"].Requests[0];
        Assert.True(TokensOf(read) <= SmallWindow, $"{TokensOf(read)} tokens");
        Assert.Contains($"<baton:summary from=\"1\" to=\"{history.SummaryTo}\">", read.Text, StringComparison.Ordinal);
        for (var number = 1; number <= 5; number++)
            Assert.Contains($"INV-{1000 + number}", read.Text, StringComparison.Ordinal);
        Assert.Contains(ReadHistory.ToolName, read.Tools);
    }

    [Fact]
    public async Task Three_hundred_messages_with_a_fact_each_fit_a_small_window_because_the_tail_gives_way_to_the_facts()
    {
        models["desk"] = new ScriptedModel(request => request.Number > 300 ? Transfer("small", "Over to you.") : Say("I have noted it."));
        models["small"] = new ScriptedModel(request =>
            request.Results is [var page] ? Say($"I read: {page}") : Call(ReadHistory.ToolName, """{"from":2,"to":2}""")
        );
        var runtime = Runtime(isAudited: false);
        for (var number = 1; number <= 300; number++)
            await runtime.RunAsync(
                $"Hello again, the order A-{number} has not come yet and I would like to know why that is so, please tell me.",
                Conversation
            );

        var turn = await runtime.RunAsync("Please pass me on.", Conversation);

        Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        var entries = await EntriesAsync();
        var history = Assert.Single(entries.OfType<HandedOff>()).Briefing.History;
        var last = entries.OfType<MessageReceived>().Last();
        Assert.Equal((HistoryReason.Window, last.Seq - 1), (history.Reason, history.SummaryTo));
        var read = models["small"].Requests[0];
        Assert.InRange(TokensOf(read), 1, SmallWindow);
        Assert.All(Enumerable.Range(1, 300), number => Assert.Matches($@"\bA-{number}\b", read.Text));
        Assert.Equal(
            "I read: 2 customer: Hello again, the order A-1 has not come yet and I would like to know why that is so, please tell me.",
            turn.FinalOutput
        );
    }

    [Fact]
    public async Task The_receiver_of_a_summary_can_read_the_rest_word_for_word()
    {
        models["small"] = new ScriptedModel(request =>
            request.Results is [var page] ? Say($"I read: {page.Split('\n')[0]}") : Call(ReadHistory.ToolName, """{"from":2,"to":2}""")
        );

        var turn = await HandOverAsync(messages: 150, keepModel: true);

        Assert.Equal(
            "I read: 2 customer: Message 1: hello there, invoice INV-1001 is the one that I mean, as I said to you before, thanks.",
            turn.FinalOutput
        );
    }

    [Fact]
    public async Task A_sensitive_conversation_is_never_summarised_and_what_does_not_fit_goes_no_further()
    {
        var turn = await HandOverAsync(messages: 150, isAudited: true);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        var entries = await EntriesAsync();
        Assert.Equal(FailureCause.ContextTooLong, Assert.Single(entries.OfType<Escalated>()).Trigger);
        Assert.DoesNotContain(entries, entry => entry is HandedOff);
        Assert.Empty(models["small"].Requests);
    }

    [Fact]
    public async Task A_category_makes_a_conversation_sensitive_for_ever()
    {
        models["desk"] = new ScriptedModel(request =>
            request.Number == 1 ? Call("transfer_to_small", """{"summary":"A lawyer.","category":"Legal"}""") : Say("Noted.")
        );
        models["small"] = new ScriptedModel(Say("I see."));
        var runtime = Runtime(isAudited: false);

        await runtime.RunAsync("My lawyer will write to you.", Conversation);

        var entries = await EntriesAsync();
        Assert.True(entries.OfType<IssueOpened>().Single().Sensitive);
        Assert.Equal(HistoryReason.Sensitive, entries.OfType<HandedOff>().Single().Briefing.History.Reason);
    }

    [Fact]
    public async Task A_handoff_makes_a_conversation_sensitive_for_ever()
    {
        var small = new Agent { Name = "small" };
        var desk = new Agent { Name = "desk", Handoffs = [new Handoff(small) { IsSensitive = true }] };
        models["desk"] = new ScriptedModel(Transfer("small", "A diagnosis.", 0.9, "Diagnosis"));
        models["small"] = new ScriptedModel(Say("I see."));

        await new TeamRuntime(new Team("t", desk), models.For, journal).RunAsync("I was ill.", Conversation);

        var entries = await EntriesAsync();
        Assert.True(entries.OfType<IssueOpened>().Single().Sensitive);
        Assert.Equal(HistoryReason.Sensitive, entries.OfType<HandedOff>().Single().Briefing.History.Reason);
    }

    [Fact]
    public async Task A_short_conversation_goes_word_for_word_and_is_not_even_counted()
    {
        await HandOverAsync(messages: 3);

        var history = (await EntriesAsync()).OfType<HandedOff>().Last().Briefing.History;
        Assert.Equal((HistoryMode.Verbatim, HistoryReason.Short), (history.Mode, history.Reason));
        Assert.True(history.TokensAtMost > 0 && history.Tokens is null);
        Assert.DoesNotContain(ReadHistory.ToolName, models["small"].Requests[0].Tools);
    }

    [Fact]
    public async Task A_dense_history_goes_word_for_word_where_it_fits_and_a_chatty_one_is_summarised()
    {
        var receiver = new HistoryReceiver(Everybody, HistoryPolicy.Default with { MostTokens = 100_000 }, 128_000, 0);
        var chatty = HistoryPlan.For(
            Said(200, "Well, let me think about that for a while, it is not so easy to say what would be best."),
            400,
            receiver
        );
        var dense = HistoryPlan.For(Said(200, "INV-7001 over $49.99 of 3 March 2026, error DSH-502, a@b.example."), 400, receiver);

        Assert.Equal((HistoryMode.Summary, HistoryReason.Chatty), (chatty.Mode, chatty.Reason));
        Assert.Equal((HistoryMode.Verbatim, HistoryReason.Dense), (dense.Mode, dense.Reason));
        Assert.True(dense.Density > chatty.Density);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task What_a_model_reads_is_within_its_window_for_any_length() =>
        await Gen.Select(Gen.Int[1, 60], Gen.Int[1, 400], Gen.Int[2500, 6000])
            .SampleAsync(
                async (messages, words, window) =>
                {
                    var journal = new InMemoryJournal();
                    var model = new ScriptedModel(_ => Say(string.Join(' ', Enumerable.Repeat("word", words))));
                    var team = new Team("one", new Agent { Name = "helper", ContextWindow = window });
                    var runtime = new TeamRuntime(team, model, journal);
                    for (var number = 0; number < messages; number++)
                        await runtime.RunAsync($"Message {number}, order A-{number}.", Conversation);

                    Assert.Equal(messages, model.Requests.Count);
                    Assert.All(model.Requests, request => Assert.True(TokensOf(request) <= window, $"{TokensOf(request)} of {window}"));
                    // A restart reads the same.
                    var again = new ScriptedModel(_ => Say("Good bye."));
                    var both = new ScriptedModel(_ => Say("Good bye."));
                    await new TeamRuntime(team, again, await CopyAsync(journal)).RunAsync("Last.", Conversation, new MessageId("last"));
                    await new TeamRuntime(team, both, await CopyAsync(journal)).RunAsync("Last.", Conversation, new MessageId("last"));
                    Assert.Equal(again.Requests[0].Text, both.Requests[0].Text);
                },
                iter: Cases.Of(12)
            );

    [Fact]
    public async Task A_view_that_grew_and_one_built_at_once_read_the_same()
    {
        var grown = new ScriptedModel(request => Say($"Answer {request.Number}: {string.Join(' ', Enumerable.Repeat("well", 60))}."));
        var team = new Team("one", new Agent { Name = "helper", ContextWindow = SmallWindow });
        var runtime = new TeamRuntime(team, grown, journal);
        for (var number = 0; number < 60; number++)
            await runtime.RunAsync($"Message {number}, order A-{number}.", Conversation);
        var copy = await CopyAsync(journal);
        await runtime.RunAsync("Last.", Conversation);
        var once = new ScriptedModel(Say("Last."));

        await new TeamRuntime(team, once, copy).RunAsync("Last.", Conversation);

        Assert.Contains("<baton:summary", once.Requests[0].Text, StringComparison.Ordinal);
        Assert.Equal(once.Requests[0].Text, grown.Requests[^1].Text);
    }

    [Fact]
    public async Task A_view_with_summaries_from_handoffs_reads_the_same_after_a_restart()
    {
        const string filler = "well, as I said, I have thought about it for a good while and it is not easy to say";
        models["desk"] = new ScriptedModel(request =>
            request.Number % 7 == 0 ? Transfer("small", "Over to you.") : Say($"Answer {request.Number}: {filler}.")
        );
        models["small"] = new ScriptedModel(request =>
            request.Number % 5 == 0 ? Transfer("desk", "Back to you.") : Say($"I took over {request.Number}: {filler}.")
        );
        var small = new Agent { Name = "small", ContextWindow = SmallWindow };
        // What the handoff decides differs from what the receiver decides by itself, so the order in which they are taken up shows.
        var brief = new HistoryPolicy
        {
            Mode = HistoryMode.Summary,
            TailTokens = 0,
            SummaryShare = 0.1,
            Room = 0.6,
        };
        var desk = new Agent { Name = "desk", Handoffs = [new Handoff(small) { History = brief }] };
        small.Handoffs.Add(desk);
        var team = new Team("histories", desk) { UpdatesIssues = false };
        var grown = new TeamRuntime(team, models.For, journal);
        var compared = 0;
        for (var number = 0; number < 120; number++)
        {
            // Whenever the small one holds the baton, a new process must read what the old one does.
            var isSmall = number > 0 && (await EntriesAsync())[^1] is Replied { Participant: "small" };
            var copy = isSmall ? await CopyAsync(journal) : null;
            var before = models["small"].Requests.Count;
            await grown.RunAsync($"Message {number}, order A-{number}, {filler}.", Conversation, new MessageId($"m{number}"));
            if (copy is null)
                continue;
            var once = new ScriptedModel(Fail(new InvalidOperationException("Only what it is asked counts.")));
            await new TeamRuntime(team, once, copy).RunAsync(
                $"Message {number}, order A-{number}, {filler}.",
                Conversation,
                new MessageId($"m{number}")
            );
            Assert.Equal(models["small"].Requests[before].Text, Assert.Single(once.Requests).Text);
            compared++;
        }

        Assert.True(compared >= 20, $"{compared} turns were compared.");
        Assert.Contains(models["small"].Requests, request => request.Text.Contains("<baton:summary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_limit_on_tools_does_not_take_the_history_away()
    {
        models["small"] = new ScriptedModel(request =>
            request.Results is [var page] ? Say(page.Split('\n')[0]) : Call(ReadHistory.ToolName, """{"from":2,"to":2}""")
        );

        var turn = await HandOverAsync(
            messages: 150,
            keepModel: true,
            transfer: Call("transfer_to_small", """{"summary":"Over to you.","limits":{"tools":[]}}""")
        );

        Assert.StartsWith("2 customer: Message 1", turn.FinalOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_briefing_that_says_much_leaves_less_room_for_the_history()
    {
        var notes = string.Join(
            ',',
            Enumerable
                .Range(0, 10)
                .Select(number => $"\"note {number}:{string.Concat(Enumerable.Repeat(" be kind to this customer", 12))}\"")
        );

        var turn = await HandOverAsync(
            messages: 150,
            transfer: Call("transfer_to_small", $$"""{"summary":"Over to you.","notes":[{{notes}}]}""")
        );

        Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        var read = models["small"].Requests[0];
        Assert.Contains("- desk: note 9: be kind", read.Text, StringComparison.Ordinal);
        Assert.True(TokensOf(read) <= SmallWindow, $"{TokensOf(read)} tokens");
    }

    private static int TokensOf(ScriptedRequest request) => O200kTokens.Count(request.Text);

    private static Transcript Said(int count, string text)
    {
        var transcript = new Transcript();
        var turns = Enumerable
            .Range(1, count)
            .Select(turn => new MessageId($"m{turn}"))
            .SelectMany(
                (message, turn) =>
                    new JournalEntry[]
                    {
                        new MessageReceived
                        {
                            Seq = (2 * turn) + 1,
                            Message = message,
                            Text = text,
                        },
                        new Replied
                        {
                            Seq = (2 * turn) + 2,
                            Participant = "desk",
                            Message = message,
                            Text = "",
                        },
                    }
            );
        transcript.Read([.. turns]);
        return transcript;
    }

    private static async Task<InMemoryJournal> CopyAsync(InMemoryJournal journal)
    {
        var copy = new InMemoryJournal();
        await copy.AppendAsync(Conversation, 0, await journal.ReadAsync(Conversation).ToListAsync(), due: null);
        return copy;
    }

    private async Task<Turn> HandOverAsync(int messages, bool isAudited = false, bool keepModel = false, ScriptedReply? transfer = null)
    {
        models["desk"] = new ScriptedModel(request =>
            request.Number > messages
                ? transfer ?? Transfer("small", "Over to you.")
                : Say($"Answer {request.Number}: I have understood what you wrote to me.")
        );
        if (!keepModel)
            models["small"] = new ScriptedModel(_ => Say("I take over."));
        var runtime = Runtime(isAudited);
        for (var number = 1; number <= messages; number++)
            await runtime.RunAsync(
                $"Message {number}: hello there, invoice INV-{1000 + (number % 5 == 0 ? 5 : number % 5)} is the one that I mean, as I "
                    + "said to you before, thanks.",
                Conversation
            );
        return await runtime.RunAsync("Please pass me on.", Conversation);
    }

    private TeamRuntime Runtime(bool isAudited)
    {
        var small = new Agent { Name = "small", ContextWindow = SmallWindow };
        var desk = new Agent { Name = "desk", Handoffs = [small] };
        return new TeamRuntime(new Team("histories", desk) { IsAudited = isAudited, UpdatesIssues = false }, models.For, journal);
    }

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(Conversation).ToListAsync();
}
