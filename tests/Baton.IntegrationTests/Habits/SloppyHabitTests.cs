using System.Text.RegularExpressions;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Loopback;

namespace Baton.IntegrationTests.Habits;

/// <summary>
/// Each habit of real models, in every dialect, streamed and whole, by models that repeat it and by models that behave once they are
/// corrected: both issues are served, with no more corrections than the table says, and nothing technical reaches the customer.
/// </summary>
public sealed partial class SloppyHabitTests
{
    public static TheoryData<string> Names => [.. SloppyHabits.All.Select(habit => habit.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_model_that_behaves_once_it_is_corrected_serves_both_issues(string name)
    {
        var habit = SloppyHabits.All.Single(habit => habit.Name == name);
        foreach (var (dialect, streaming) in Places(habit))
        {
            var served = await ServeAsync(habit, isStubborn: false, dialect, streaming);

            var place = $"{dialect}, {(streaming ? "streamed" : "whole")}: {served.Turn.FinalOutput}";
            Assert.True(served.Turn.Outcome == TurnOutcome.Replied && served.HasBoth, place);
            Assert.True(served.Corrections <= habit.Corrections * 3, $"{served.Corrections} corrections. {place}");
            Assert.True(habit.Corrections > 0 || served.Corrections == 0, $"{served.Corrections} corrections. {place}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_model_that_repeats_it_serves_what_can_be_read(string name)
    {
        var habit = SloppyHabits.All.Single(habit => habit.Name == name);
        foreach (var (dialect, streaming) in Places(habit))
        {
            var served = await ServeAsync(habit, isStubborn: true, dialect, streaming);

            var place = $"{dialect}, {(streaming ? "streamed" : "whole")}: {served.Turn.FinalOutput}";
            if (habit.IsServedIfRepeated)
                Assert.True(served.Turn.Outcome == TurnOutcome.Replied && served.HasBoth, place);
            else
                Assert.True(served.Turn.FinalOutput.Length > 0, place);
        }
    }

    private static IEnumerable<(Dialect Dialect, bool Streaming)> Places(SloppyHabit habit) =>
        from dialect in Enum.GetValues<Dialect>()
        from streaming in (bool[])[false, true]
        where !habit.IsMalformed || ScriptedReply.CanBeMalformed(dialect, streaming)
        select (dialect, streaming);

    private static async Task<Served> ServeAsync(SloppyHabit habit, bool isStubborn, Dialect dialect, bool streaming)
    {
        var conversation = new ConversationId("c1");
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = new SloppyTeam(habit, isStubborn).Play;
        using var catalog = provider.CreateCatalog();
        var journal = new InMemoryJournal();
        var runtime = new TeamRuntime(SloppyTeam.Team(), catalog.ChatClientFor, journal);

        Turn turn;
        var shown = "";
        if (streaming)
        {
            TurnUpdate? last = null;
            await foreach (var update in runtime.RunStreamingAsync(SloppyTeam.Customer, conversation))
            {
                shown += (update as TextDelta)?.Text;
                last = update;
            }

            turn = Assert.IsType<TurnEnded>(last).Turn;
        }
        else
        {
            turn = await runtime.RunAsync(SloppyTeam.Customer, conversation);
        }

        provider.AssertNothingRefused();
        AssertPlain(turn.FinalOutput);
        AssertPlain(shown);
        var entries = await journal.ReadAsync(conversation).ToListAsync();
        return new Served(turn, entries.OfType<AttemptFailed>().Count(failed => failed.Told is not null));
    }

    private static void AssertPlain(string text) => Assert.DoesNotMatch(Technical(), text);

    [GeneratedRegex(
        """baton:|transfer_|handoff_|find_charge|search_web|</?think|<\||\|>|tool_call|TOOL_CALLS|python_tag|</?invoke|<function"""
            + """|Action:|[{}\[\]]|[Aa]rguments""",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Technical();

    private sealed record Served(Turn Turn, int Corrections)
    {
        public bool HasBoth =>
            Turn.FinalOutput.Contains(SloppyTeam.Charged, StringComparison.Ordinal)
            && Turn.FinalOutput.Contains(SloppyTeam.Failing, StringComparison.Ordinal);
    }
}
