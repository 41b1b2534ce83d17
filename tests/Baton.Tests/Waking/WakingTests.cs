using System.Text.Json;
using Baton.Journals;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Waking;

/// <summary>A conversation reads and decides the same whether it stayed in memory, was read whole, or was woken from a snapshot.</summary>
public sealed class WakingTests
{
    private const int Messages = 320;

    private static readonly ConversationId Conversation = new("c1");

    [Fact]
    public async Task A_woken_conversation_goes_on_as_one_that_stayed_in_memory_and_as_one_that_was_read_whole()
    {
        var (warm, cold, whole) = (new Life(new InMemoryJournal()), new Life(new SnapshotJournal()), new Life(new InMemoryJournal()));
        for (var number = 1; number <= Messages; number++)
        {
            await warm.SayAsync(number, wakes: number == 1);
            await cold.SayAsync(number, wakes: number % 4 == 0 || number == 1);
            await whole.SayAsync(number, wakes: number % 80 == 1);
        }

        var asked = warm.Asked();
        Assert.True(asked.Count > Messages);
        Assert.Contains(asked, request => request.Contains("Left behind", StringComparison.Ordinal));
        Assert.Equal(asked, whole.Asked());
        Assert.Equal(asked, cold.Asked());
        Assert.Equal(await warm.EntriesAsync(), await cold.EntriesAsync());
    }

    [Fact]
    public async Task A_long_conversation_wakes_without_most_of_its_entries()
    {
        var journal = new SnapshotJournal();
        var life = new Life(journal);
        for (var number = 1; number <= Messages; number++)
            await life.SayAsync(number, wakes: number == 1);
        var (version, before) = ((await life.EntriesAsync()).Count, journal.EntriesRead);

        await life.SayAsync(Messages + 1, wakes: true);

        Assert.InRange(journal.EntriesRead - before, 1, version / 4);
        Assert.True(journal.SnapshotsKept > 3);
    }

    [Fact]
    public async Task A_snapshot_of_another_version_is_thrown_away()
    {
        var journal = new SnapshotJournal();
        var life = new Life(journal);
        for (var number = 1; number <= Messages; number++)
            await life.SayAsync(number, wakes: number == 1);
        var before = journal.EntriesRead;
        journal.Reading = snapshot =>
        {
            var body = snapshot.Body.ToArray();
            body[20] ^= 1;
            return snapshot with { Body = body };
        };

        await life.SayAsync(Messages + 1, wakes: true);

        Assert.True(journal.EntriesRead - before > Messages);
    }

    [Fact]
    public async Task A_message_that_was_answered_long_ago_gets_its_answer_again_from_a_conversation_that_was_woken()
    {
        var life = new Life(new SnapshotJournal());
        var first = await life.SayAsync(1, wakes: true);
        for (var number = 2; number <= Messages; number++)
            await life.SayAsync(number, wakes: false);

        var again = await life.SayAsync(1, wakes: true);

        Assert.Equal(first.FinalOutput, again.FinalOutput);
        Assert.Equal(Messages, (await life.EntriesAsync()).Count(line => line.Contains("\"message_received\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_conversation_that_does_not_stay_in_memory_gets_at_its_past_all_the_same()
    {
        var life = new Life(new SnapshotJournal(), cachedBytes: 0);
        var first = await life.SayAsync(1, wakes: true);
        for (var number = 2; number <= Messages; number++)
            await life.SayAsync(number, wakes: false);

        var again = await life.SayAsync(1, wakes: false).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(first.FinalOutput, again.FinalOutput);
    }

    [Fact]
    public async Task An_agent_of_a_woken_conversation_reads_its_beginning()
    {
        var life = new Life(new SnapshotJournal());
        for (var number = 1; number <= Messages; number++)
            await life.SayAsync(number, wakes: number == 1);

        life.Models["desk"] = new ScriptedModel(Call("read_history", """{"from":2,"to":3}"""), Say("I read it."));
        var turn = await life.SayAsync(Messages + 1, wakes: true);

        Assert.Equal("I read it.", turn.FinalOutput);
        Assert.Contains("A-100001", life.Models["desk"].Requests[^1].Results[^1], StringComparison.Ordinal);
    }

    private sealed class Life(IJournal journal, long cachedBytes = 50_000_000)
    {
        private TeamRuntime? runtime;

        public ScriptedModels Models { get; } = Scripts();

        public async Task<Turn> SayAsync(int number, bool wakes)
        {
            if (wakes)
                runtime = null;
            runtime ??= new TeamRuntime(
                Team(),
                Models.For,
                journal,
                new RuntimeOptions { TimeProvider = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56)), CachedBytes = cachedBytes }
            );
            return await runtime.RunAsync(Dense(number), Conversation, new MessageId($"m{number}"));
        }

        public List<string> Asked() => [.. Models.Requests.Select(request => $"{request.Agent}: {request.Request.Text}")];

        public async Task<List<string>> EntriesAsync() =>
            await journal
                .ReadAsync(Conversation)
                .Select(entry => JsonSerializer.Serialize(entry, JournalJson.Default.JournalEntry))
                .ToListAsync();

        private static ScriptedModels Scripts()
        {
            var models = new ScriptedModels();
            models["desk"] = new ScriptedModel(request =>
                request.Number % 7 == 0
                    ? Transfer("small", "Over to you.", 0.9, $"Issue {request.Number}")
                    : Say($"Noted {request.Number}.")
            );
            models["small"] = new ScriptedModel(request =>
                request.Number % 5 == 0 ? Transfer("desk", "Back to you.") : Say($"Noted, too: {request.Number}.")
            );
            return models;
        }

        private static Team Team()
        {
            var small = new Agent { Name = "small", ContextWindow = 6_000 };
            var desk = new Agent
            {
                Name = "desk",
                ContextWindow = 5_000,
                Handoffs = [small],
            };
            small.Handoffs.Add(desk);
            return new Team("long", desk);
        }

        private static string Dense(int number) =>
            $"Order A-{100_000 + number} of 2026-0{1 + (number % 9)}-1{number % 10} costs {number}.50 EUR and goes to {number} Elm Street, "
            + "Springfield. Please see to it, and tell me when it is on its way to me.";
    }
}
