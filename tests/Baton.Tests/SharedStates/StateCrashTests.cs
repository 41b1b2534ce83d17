using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.SharedStates;

/// <summary>
/// The process dies behind every entry of conversations that write state, and between the store and the journal (rules 7 and 9).
/// </summary>
public sealed class StateCrashTests
{
    private static readonly CustomerId Ada = new("ada");

    private static readonly StateKey[] Keys =
    [
        StateTeam.Plan,
        StateTeam.Total with
        {
            Scope = StateScope.Customer,
        },
        StateTeam.Key("stock", StateMerge.Reject, StateScope.Team) with
        {
            Sensitivity = Clearance.Sensitive,
        },
        StateTeam.Tags with
        {
            Scope = StateScope.Team,
        },
    ];

    private static readonly StatePlace[] Places =
    [
        new(StateScope.Customer, "ada", "total"),
        new(StateScope.Team, "shop", "stock"),
        new(StateScope.Team, "shop", "tags"),
    ];

    [Fact]
    public async Task Cut_behind_any_entry_the_state_ends_the_same_and_no_write_is_lost_or_doubled()
    {
        var journal = new InMemoryJournal();
        await TellAsync(journal);
        var entries = await journal.ReadAsync(new ConversationId("c1")).ToListAsync();
        var values = await journal.ReadStateAsync(Places);
        Assert.Contains(entries, entry => entry is StateWritten { Writes.Count: 3 });
        Assert.Equal(2, entries.OfType<ToolCallEnded>().Count(end => end.Outcome == ToolOutcome.Refused));
        Assert.Equal([3L, 2L, 1L], values.Select(value => value.Revision));

        for (var cut = 1; cut < entries.Count; cut++)
        {
            // What the journal's end does not tell may have been done or not: the store is either as the entries say or one update ahead.
            foreach (var isAhead in new[] { false, true })
            {
                var resumed = new InMemoryJournal();
                await resumed.AppendAsync(new ConversationId("c1"), 0, entries[..cut], due: null);
                await ReplayAsync(resumed, entries, cut, isAhead);
                await TellAsync(resumed);
                Assert.Equal(Lines(entries), Lines(await resumed.ReadAsync(new ConversationId("c1")).ToListAsync()));
                Assert.Equal(values, await resumed.ReadStateAsync(Places));
            }
        }
    }

    [Fact]
    public async Task A_write_that_another_builds_on_before_the_journal_tells_of_it_is_neither_lost_nor_doubled()
    {
        var journal = new InMemoryJournal();
        await TellAsync(journal);
        var entries = await journal.ReadAsync(new ConversationId("c1")).ToListAsync();
        var cut = entries.FindIndex(entry => entry is StateWritten written && written.Writes.Any(write => write.Key == "total"));
        var resumed = new InMemoryJournal();
        await resumed.AppendAsync(new ConversationId("c1"), 0, entries[..cut], due: null);
        await ReplayAsync(resumed, entries, cut, isAhead: true);
        await resumed.UpdateStateAsync("other", [Places[0]], values => [new StateChange(Places[0], JsonText.Parse("900"))]);

        await TellAsync(resumed);

        var told = await resumed.ReadAsync(new ConversationId("c1")).OfType<StateWritten>().ToListAsync();
        Assert.Equal(
            [(1L, "5"), (3L, "901"), (4L, "902")],
            told.SelectMany(written => written.Writes)
                .Where(write => write.Key == "total")
                .Select(write => (write.Revision, write.Value.ToString()))
        );
    }

    // A refused group, one in three homes, a stale one, a merge; then reading.
    private static async Task TellAsync(InMemoryJournal journal)
    {
        var team = new StateTeam(Clearance.Sensitive, Keys) { Journal = journal };
        team.Models["front"] = new ScriptedModel(request =>
            request.Messages.Count(message => message.Role == ChatRole.Assistant) switch
            {
                0 => StateTeam.Write("total", "1").And(StateTeam.Write("plan", "\"silver\"", 0)),
                1 => StateTeam.Write("plan", "\"gold\"", 0).And(StateTeam.Write("total", "5")).And(StateTeam.Write("stock", "[1]", 0)),
                2 => StateTeam.Write("stock", "[2]", 0),
                3 => StateTeam.Write("stock", "[2]", 1).And(StateTeam.Write("tags", """["b","a"]""")),
                4 or 5 => StateTeam.Write("total", "1"),
                6 => StateTeam.Read(),
                _ => Say("Done."),
            }
        );
        await team.Runtime().RunAsync("Hello.", team.Conversation, new MessageId("m1"), Ada);
    }

    private static async Task ReplayAsync(InMemoryJournal journal, List<JournalEntry> entries, int cut, bool isAhead)
    {
        var told = entries[..cut].OfType<StateWritten>().ToList();
        var next = entries[cut..].OfType<StateWritten>().FirstOrDefault();
        var isBegun = next is not null && entries[..cut].OfType<ToolCallBegun>().Any(begun => begun.CallId == next.Writes[0].CallId);
        foreach (var written in isAhead && isBegun ? told.Append(next!) : told)
        {
            var shared = written.Writes.Where(write => write.Scope != StateScope.Conversation).ToList();
            if (shared.Count > 0)
                await journal.UpdateStateAsync(
                    written.Writes[0].CallId!.Value.Value,
                    Places,
                    _ => [.. shared.Select(write => new StateChange(Places.Single(place => place.Key == write.Key), write.Value))]
                );
        }
    }

    private static List<string> Lines(IEnumerable<JournalEntry> entries)
    {
        var lines = new List<string>();
        foreach (var entry in entries)
        {
            var line = entry switch
            {
                StateWritten written => string.Join(" ", written.Writes.Select(write => $"{write.Key} {write.Revision} {write.Value}")),
                ToolCallEnded ended => $"{ended.Tool} {ended.CallId} {ended.Outcome} {ended.Result} {ended.Sensitivity}",
                ModelCallEnded ended => $"{ended.Text} {ended.Calls?.Count}",
                _ => entry.GetType().Name,
            };
            // A model that was being asked is asked again: the only trace that a crash may leave.
            if (entry is not ModelCallBegun || lines[^1] != line)
                lines.Add(line);
        }

        // The same call ids, however often the model was asked before.
        return [.. lines.Select(line => System.Text.RegularExpressions.Regex.Replace(line, @"c1_\d+_", "c1_"))];
    }
}
