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

    // 150 characters, with an order number, a date, an amount and an address.
    internal static string Dense(int number)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"Order A-{100_000 + number} of 2026-{1 + (number % 12):00}-{1 + (number % 28):00} over ${10 + (number % 990)}.{number % 100:00} "
                + $"goes to {1 + number} Oak Street, please send it there, or write to c{number}@example.com about it"
        );
        return text.PadRight(150, '.');
    }

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(Conversation).ToListAsync();
}
