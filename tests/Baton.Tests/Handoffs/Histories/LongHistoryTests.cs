using System.Globalization;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States.Histories;
using Baton.Teams.Clearances;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using CsCheck;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs.Histories;

/// <summary>Conversations that are far longer than any window: agents go on, at the same cost, and know what open issues need.</summary>
public sealed class LongHistoryTests
{
    private static readonly ConversationId Conversation = new("c1");
    private static readonly ReaderAccess Everybody = new(Masking.Default, Clearance.Normal, StateCatalog.Of("t", [], [], [])!);

    private readonly InMemoryJournal journal = new();
    private readonly ScriptedModels models = new();

    [Theory]
    [InlineData(8_000)]
    [InlineData(128_000)]
    public async Task Agents_still_work_after_20_000_dense_messages(int window)
    {
        var messages = Cases.Of(20_000);
        models["desk"] = new ScriptedModel(request =>
            request.Number % 500 == 0 || request.Text.EndsWith("Pass me on.", StringComparison.Ordinal)
                ? Transfer("small", "Over to you.", 0.9, $"Issue {request.Number}")
                : Say("I have noted it.")
        );
        models["small"] = new ScriptedModel(_ => Transfer("desk", "Back to you."));
        var small = new Agent { Name = "small", ContextWindow = window };
        var desk = new Agent
        {
            Name = "desk",
            ContextWindow = window,
            Handoffs = [small],
        };
        small.Handoffs.Add(desk);
        var runtime = new TeamRuntime(new Team("long", desk) { UpdatesIssues = false }, models.For, journal);
        for (var number = 1; number <= messages; number++)
            Assert.Equal(TurnOutcome.Replied, (await runtime.RunAsync(Dense(number), Conversation)).Outcome);

        var turn = await runtime.RunAsync(Dense(messages + 1) + " Pass me on.", Conversation);

        Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        var entries = await EntriesAsync();
        Assert.DoesNotContain(entries, entry => entry is TicketOpened or Escalated);
        var history = entries.OfType<HandedOff>().Last().Briefing.History;
        Assert.True(history.Tokens > 10 * window || messages < 20_000, $"{history.Tokens} tokens");
        Assert.All(entries.OfType<HandedOff>(), handed => Assert.NotEqual(HistoryReason.TooLong, handed.Briefing.History.Reason));
    }

    [Fact]
    public async Task A_view_that_grew_over_segments_that_are_left_behind_reads_the_same_as_one_built_at_once()
    {
        models["desk"] = new ScriptedModel(request =>
            request.Number % 40 == 0 ? Transfer("small", "Over to you.", 0.9, $"Issue {request.Number}") : Say("I have noted it.")
        );
        models["small"] = new ScriptedModel(request => request.Number % 5 == 0 ? Transfer("desk", "Back to you.") : Say("Noted, too."));
        var small = new Agent { Name = "small", ContextWindow = 6_000 };
        var desk = new Agent
        {
            Name = "desk",
            ContextWindow = 5_000,
            Handoffs = [small],
        };
        small.Handoffs.Add(desk);
        var team = new Team("long", desk) { UpdatesIssues = false };
        var runtime = new TeamRuntime(team, models.For, journal);
        var compared = 0;
        for (var number = 1; number <= 700; number++)
        {
            var copy = number > 400 && number % 23 == 0 ? await CopyAsync() : null;
            var (before, beforeSmall) = (models["desk"].Requests.Count, models["small"].Requests.Count);
            await runtime.RunAsync(Dense(number), Conversation, new MessageId($"m{number}"));
            if (copy is null)
                continue;
            var once = new ScriptedModel(Fail(new InvalidOperationException("Only what it is asked counts.")));
            await new TeamRuntime(team, once, copy).RunAsync(Dense(number), Conversation, new MessageId($"m{number}"));
            var asked = models["desk"].Requests.Skip(before).Concat(models["small"].Requests.Skip(beforeSmall));
            Assert.Contains(once.Requests[0].Text, asked.Select(request => request.Text));
            Assert.Contains("Left behind, and not in this summary: entries 1 to", once.Requests[0].Text, StringComparison.Ordinal);
            compared++;
        }

        Assert.Equal(13, compared);
    }

    [Fact]
    public void Every_entry_is_word_for_word_or_summarised_or_named_as_left_behind_and_open_issues_keep_what_raised_them() =>
        Gen.Select(Gen.Int[2_500, 12_000], Gen.Int[300, 900], Gen.Int[1, 250], Gen.Bool)
            .Sample(
                (window, messages, raised, ends) =>
                {
                    var entries = Talk(messages, raised, ends ? messages - 20 : null);
                    var transcript = new Transcript().Read(entries);
                    var history = Plan(transcript, entries.Count, window);

                    Assert.Equal(HistoryReason.Window, history.Reason);
                    var text = transcript
                        .For(Everybody)
                        .SummaryUpTo(history.SummaryTo!.Value, history.SummaryTokens!.Value, history.To, history.SummarySegments);
                    Assert.True(text.Tokens + transcript.TokensBetween(history.SummaryTo.Value, history.To) <= history.Budget);
                    Assert.True(transcript.CountTokens(text.Text) <= text.Tokens);
                    var left = history.SummarySegments?.LeftBehind ?? [];
                    foreach (var received in entries.OfType<MessageReceived>().Where(received => received.Seq <= history.SummaryTo))
                    {
                        var isLeft = left.Any(range => range.From <= received.Seq && received.Seq <= range.To);
                        Assert.NotEqual(isLeft, text.Text.Contains(received.Text.Split(' ')[1], StringComparison.Ordinal));
                    }

                    Assert.All(left, range => Assert.Contains($"{range.From} to {range.To}", text.Text, StringComparison.Ordinal));
                    if (!ends)
                        Assert.Contains($"A-{100_000 + raised} ", text.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
                    // Another process that knows nothing yet decides the same.
                    Assert.Equivalent(history, Plan(new Transcript().Read(entries), entries.Count, window), strict: true);
                },
                iter: Cases.Of(60)
            );

    [Fact]
    public void An_ended_issue_s_facts_are_left_behind()
    {
        var entries = Talk(messages: 900, raised: 10, ended: 40);
        var transcript = new Transcript().Read(entries);
        var history = Plan(transcript, entries.Count, window: 8_000);

        var text = transcript
            .For(Everybody)
            .SummaryUpTo(history.SummaryTo!.Value, history.SummaryTokens!.Value, history.To, history.SummarySegments)
            .Text;
        Assert.DoesNotContain("A-100010", text, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(history.SummarySegments!.LeftBehind!).From);
    }

    [Fact]
    public void The_work_for_a_message_does_not_grow_with_the_conversation()
    {
        long counted = 0;
        var transcript = new Transcript(text =>
        {
            counted += text.Length;
            return text.Length / 4;
        });
        var entries = Talk(messages: 6_000, raised: 3, ended: null);
        var work = new List<long>();
        for (var to = 2_000; to <= entries.Count; to += 2_000)
        {
            counted = 0;
            for (var end = to - 2_000 + 2; end <= to; end += 2)
                Plan(transcript.Read(entries[..end]), end, window: 8_000);
            work.Add(counted);
        }

        Assert.True(work[^1] < work[1] * 1.2, string.Join(", ", work));
    }

    [Fact]
    public void One_message_that_is_longer_than_the_window_is_read_in_part_and_summarised_by_what_identifies_things()
    {
        var entries = Talk(messages: 200, raised: 1, ended: null);
        entries.Add(
            new MessageReceived
            {
                Seq = entries.Count + 1,
                Message = new MessageId("long"),
                Text = string.Join(' ', Enumerable.Range(1, 20_000).Select(number => $"INV-{number}")),
            }
        );
        var transcript = new Transcript().Read(entries);
        Assert.Equal(HistoryReason.Window, Plan(transcript, entries.Count, window: 8_000).Reason);
        entries.Add(Answer(entries.Count + 1));
        entries.Add(
            new MessageReceived
            {
                Seq = entries.Count + 1,
                Message = new MessageId("next"),
                Text = "And now?",
            }
        );

        var history = Plan(transcript.Read(entries), entries.Count, window: 8_000);

        Assert.Equal(HistoryReason.Window, history.Reason);
        Assert.DoesNotContain(history.SummarySegments!.LeftBehind!, range => range.To >= entries.Count - 2);
    }

    private static BriefedHistory Plan(Transcript transcript, long to, int window) =>
        HistoryPlan.For(transcript, to, new HistoryReceiver(Everybody, HistoryPolicy.Default, window, 0));

    // Dense messages with their answers; one of them raises an issue, which may end.
    private static List<JournalEntry> Talk(int messages, int raised, int? ended)
    {
        var entries = new List<JournalEntry>();
        for (var number = 1; number <= messages; number++)
        {
            entries.Add(
                new MessageReceived
                {
                    Seq = entries.Count + 1,
                    Message = new MessageId($"m{number}"),
                    Text = Dense(number),
                }
            );
            if (number == raised)
                entries.Add(
                    new IssueOpened
                    {
                        Seq = entries.Count + 1,
                        Issue = new IssueId(1),
                        Title = "An order",
                        Owner = "desk",
                        Status = IssueStatus.Open,
                        By = "desk",
                    }
                );
            if (number == ended)
                entries.Add(
                    new IssueChanged
                    {
                        Seq = entries.Count + 1,
                        Issue = new IssueId(1),
                        Title = "An order",
                        Owner = "desk",
                        Status = IssueStatus.Resolved,
                        By = "desk",
                    }
                );
            entries.Add(Answer(entries.Count + 1));
        }

        return entries;
    }

    private static Degraded Answer(long seq) =>
        new()
        {
            Seq = seq,
            Participant = "desk",
            Message = new MessageId("m"),
            Text = "I have noted it.",
            Reason = "",
        };

    // 150 characters, with an order number, a date, an amount and an address.
    internal static string Dense(int number)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"Order A-{100_000 + number} of 2026-{1 + (number % 12):00}-{1 + (number % 28):00} "
                + $"over ${10 + (number % 990)}.{number % 100:00} goes to {1 + number} Oak Street, please send it there, "
                + $"or write to c{number}@example.com about it"
        );
        return text.PadRight(150, '.');
    }

    private async Task<InMemoryJournal> CopyAsync()
    {
        var copy = new InMemoryJournal();
        await copy.AppendAsync(Conversation, 0, await EntriesAsync(), due: null);
        return copy;
    }

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(Conversation).ToListAsync();
}
