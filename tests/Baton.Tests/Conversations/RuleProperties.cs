using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using CsCheck;

namespace Baton.Tests.Conversations;

/// <summary>What never breaks, for random teams, replies and crashes. The numbers are those of the design's rules.</summary>
public sealed class RuleProperties
{
    private static readonly ConversationId Conversation = new("c1");

    private static readonly Comparer<IssueId> IssueNumbers = Comparer<IssueId>.Create((one, other) => one.Value.CompareTo(other.Value));

    private static readonly Gen<(uint Seed, int Messages, int[] Cuts)> Lives = Gen.Select(
        Gen.UInt,
        Gen.Int[1, 4],
        Gen.Int[0, 1000].Array[0, 3]
    );

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.OneSpecialist)]
    [InlineData(IssueStrategy.Coordinator)]
    public async Task The_rules_hold_for_random_teams_replies_and_crashes(IssueStrategy strategy) =>
        await Lives.SampleAsync(
            async life =>
            {
                var journal = new InMemoryJournal();
                var answers = new Dictionary<MessageId, string>();
                foreach (var cut in life.Cuts)
                {
                    await LiveAsync(life.Seed, strategy, journal, life.Messages, answers);
                    journal = await CutAsync(journal, cut, answers);
                }

                await LiveAsync(life.Seed, strategy, journal, life.Messages, answers);
                await CheckAsync(new RandomTeam(life.Seed, journal, strategy).Team, journal, life.Messages, answers);
            },
            iter: Cases.Of(strategy == IssueStrategy.Sequential ? 400 : 120)
        );

    [Fact]
    public async Task Among_random_teams_some_take_the_fast_path_and_some_have_a_second_opinion()
    {
        var entries = new List<JournalEntry>();
        for (var seed = 0u; seed < 150; seed++)
        {
            var journal = new InMemoryJournal();
            await LiveAsync(seed, IssueStrategy.Sequential, journal, messages: 2, []);
            entries.AddRange(await journal.ReadAsync(Conversation).ToListAsync(TestContext.Current.CancellationToken));
        }

        Assert.Contains(entries, entry => entry is IssueOpened { Routed: not null });
        Assert.Contains(entries, entry => entry is IssueOpened { SecondOpinion: not null });
    }

    // One life of the process: it goes on with what it finds and takes the messages that are not answered yet.
    private static async Task LiveAsync(
        uint seed,
        IssueStrategy strategy,
        IJournal journal,
        int messages,
        Dictionary<MessageId, string> answers
    )
    {
        var before = await journal.ReadAsync(Conversation).ToListAsync();
        var team = new RandomTeam(seed, journal, strategy);
        var runtime = team.Runtime();
        await runtime.ResumeAsync(Conversation);
        for (var number = 0; number < messages; number++)
        {
            var id = new MessageId($"m{number}");
            // Rule 10 and 11: every turn ends, and with words.
            var turn = await runtime.RunAsync($"Message {number}: I have a problem.", Conversation, id);
            Assert.False(string.IsNullOrWhiteSpace(turn.FinalOutput));
            // Rule 2: a message sent again, in this life or the next, gets the answer that it got.
            Assert.Equal(answers.GetValueOrDefault(id, turn.FinalOutput), turn.FinalOutput);
            answers[id] = turn.FinalOutput;
        }

        // Rule 6: no history was one that a provider refuses.
        Assert.Empty(team.Invalid);
        // Rule 7: nothing ran twice in one life, and what may run once only did not run when it had begun before.
        Assert.Equal(team.Runs.Count, team.Runs.Distinct().Count());
        var begun = before.OfType<ToolCallBegun>().Where(call => call.Tool == "once").Select(call => call.CallId).ToHashSet();
        Assert.DoesNotContain(team.Runs, run => run.Tool == "once" && begun.Contains(run.Call));
    }

    private static async Task<InMemoryJournal> CutAsync(InMemoryJournal journal, int cut, Dictionary<MessageId, string> answers)
    {
        var entries = await journal.ReadAsync(Conversation).ToListAsync();
        var kept = entries.Take(1 + (cut % entries.Count)).ToList();
        // What was acknowledged is never lost, so an answer that the cut takes away was never given.
        foreach (var lost in answers.Keys.Except(kept.Select(AnsweredBy)).ToList())
            answers.Remove(lost);
        var shorter = new InMemoryJournal();
        await shorter.AppendAsync(Conversation, 0, kept, due: null);
        return shorter;
    }

    private static MessageId AnsweredBy(JournalEntry entry) =>
        entry switch
        {
            Replied replied => replied.Message,
            Degraded degraded => degraded.Message,
            _ => default,
        };

    private static async Task CheckAsync(Team team, IJournal journal, int messages, Dictionary<MessageId, string> answers)
    {
        var agents = team.Agents.Select(agent => agent.Name).ToHashSet();
        var entries = await journal.ReadAsync(Conversation).ToListAsync();
        var state = ConversationState.Empty;
        var views = new GrownViews(team);
        var asking = new HashSet<string>();
        var handoffs = new Dictionary<string, int>();
        var (begun, tools) = (0, 0);
        foreach (var entry in entries)
        {
            // Rule 1: in each leg only its holder acts and hands over; a leg is opened by the holder of whoever delegates it.
            var isDelegated = entry is HandedOff { Trigger: HandoffTrigger.Delegated };
            var line = entry.Leg is { } leg && isDelegated ? LegName.ParentOf(leg) : entry.Leg;
            var before = state.ForLeg(line);
            Assert.False(before.IsEnded);
            if (ActorOf(entry) is { } actor)
                Assert.Equal(before.Holder, actor);
            if (entry is HandedOff handed)
            {
                CheckTask(handed.Briefing.Task!, before, entries);
                handoffs[line ?? ""] = handoffs.GetValueOrDefault(line ?? "") + (isDelegated ? 0 : 1);
            }

            // Rule 3: what a turn or a leg leaves behind waits for somebody, or was tried and could not be finished.
            if (entry is Replied or LegEnded { Cause: null })
                Assert.DoesNotContain(before.Ledger.Unended, issue => issue.IsActionable && !before.Turn!.Unfinished.Contains(issue.Id));
            if (entry is Replied or Degraded)
                Assert.All(state.Legs.Values, ended => Assert.NotNull(ended.End));
            // Rule 5: nothing is said before its entry, and a turn says it once.
            if (entry is Replied or Degraded)
                Assert.NotNull(state.Turn);
            if (entry is MessageReceived)
            {
                handoffs.Clear();
                (begun, tools) = (0, 0);
            }

            // Rule 10: one sum over all legs. What is tried again counts once.
            Assert.InRange(begun += CountOf(entry, asking), 0, RandomTeam.Limits.ModelCalls);
            Assert.InRange(tools += entry is ToolCallBegun ? 1 : 0, 0, RandomTeam.Limits.ToolCalls);
            // Rule 10: the bound, and one more to go back to whoever asked.
            Assert.DoesNotContain(handoffs.Values, count => count > RandomTeam.Limits.Handoffs + 1);
            var whole = state;
            state = ConversationFold.Apply(state, entry);
            CheckLedger(whole, state, entry, agents);
            if (entry is ModelCallBegun asked)
                views.Check(asked, entries, state);
            CheckLegs(state);
        }

        Assert.Null(state.Turn);
        Assert.Equal(messages, entries.OfType<MessageReceived>().Select(received => received.Message).Distinct().Count());
        Assert.Equal(messages, entries.OfType<MessageReceived>().Count());
        Assert.Equal(answers.Count, entries.Count(entry => entry is Replied or Degraded));
        foreach (var ends in entries.OfType<ToolCallEnded>().GroupBy(ended => ended.CallId))
            Assert.Single(ends);
        // What is written to shared state is told once and counted without a gap.
        var writes = entries.OfType<StateWritten>().SelectMany(written => written.Writes).ToList();
        Assert.All(
            writes.GroupBy(write => write.Key),
            key => Assert.Equal(Enumerable.Range(1, key.Count()).Select(revision => (long)revision), key.Select(write => write.Revision))
        );
        Assert.Equal(
            entries
                .OfType<ToolCallEnded>()
                .Where(ended => ended is { Tool: "write_state", Outcome: ToolOutcome.Ok })
                .Select(ended => ended.CallId)
                .ToHashSet(),
            writes.Select(write => write.CallId!.Value).ToHashSet()
        );
        Assert.Equal(writes.Count, writes.Select(write => write.CallId).Distinct().Count());
        var calls = entries.OfType<ModelCallEnded>().SelectMany(reply => reply.Calls ?? []).Select(call => call.CallId).ToList();
        Assert.Equal(calls.Count, calls.Distinct().Count());
        // Rule 9: through the stored form and back, the state is the same.
        var again = entries.Select(Stored).Aggregate(ConversationState.Empty, ConversationFold.Apply);
        Assert.Equal(JsonSerializer.Serialize(state.Ledger.All), JsonSerializer.Serialize(again.Ledger.All));
        Assert.Equal((state.Version, state.Holder), (again.Version, again.Holder));
        Assert.Equal(state.Shared.OrderBy(value => value.Key.Key), again.Shared.OrderBy(value => value.Key.Key));
    }

    // Rule 3: no issue goes away, what ended is taken up again by name only, and whoever has one is in the team.
    private static void CheckLedger(ConversationState before, ConversationState after, JournalEntry entry, HashSet<string> agents)
    {
        Assert.True(after.Ledger.All.Count >= before.Ledger.All.Count);
        Assert.Equal(after.Ledger.All.Where(issue => !issue.IsEnded), after.Ledger.Unended);
        Assert.All(
            before.Ledger.All.Where(issue => issue.IsEnded && !after.Ledger.Find(issue.Id)!.IsEnded),
            issue => Assert.StartsWith("reopened by ", Assert.IsType<IssueChanged>(entry).Reason, StringComparison.Ordinal)
        );
        Assert.All(after.Ledger.All.Where(issue => issue.Status == IssueStatus.Declined), issue => Assert.NotNull(issue.Outcome));
        // The same issue is raised once, by whatever leg.
        if (entry is IssueOpened { Title: var title })
            Assert.DoesNotContain(before.Ledger.Unended, issue => WordsOf(issue.Title) == WordsOf(title));
        if (entry is not (Replied or Degraded))
            return;
        Assert.All(after.Ledger.Unended, issue => Assert.Contains(issue.Owner, agents));
        // What could go on and did not is said, or rests because its owner said so.
        Assert.All(
            after.Ledger.Unended.Where(issue => entry is Replied && issue.IsActionable && !before.Turn!.Unfinished.Contains(issue.Id)),
            issue => Assert.Fail($"{issue.Id} was left lying.")
        );
    }

    // A call that fails and is tried again, by the same model or another, is given back.
    private static int CountOf(JournalEntry entry, HashSet<string> asking)
    {
        var line = entry.Leg ?? "";
        if (entry is ModelCallBegun)
            asking.Add(line);
        else if (entry is FellBack { Rung: FallbackRung.Retry or FallbackRung.OtherModel } && asking.Remove(line))
            return -1;
        else if (entry is ModelCallEnded)
            asking.Remove(line);
        return entry is ModelCallBegun ? 1 : 0;
    }

    private static string WordsOf(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string? ActorOf(JournalEntry entry) =>
        entry switch
        {
            ModelCallBegun begun => begun.Participant,
            ModelCallEnded ended => ended.Participant,
            ToolCallBegun begun => begun.Participant,
            ReplyDrafted drafted => drafted.Participant,
            HandedOff handed => handed.From,
            LegEnded ended => ended.Participant,
            _ => null,
        };

    // No issue that is worked on is in two legs that do not hold each other.
    private static void CheckLegs(ConversationState state)
    {
        var open = state.Legs.Values.Where(leg => leg.End is null).ToList();
        var issues = open.SelectMany(leg => leg.Issues).ToList();
        Assert.Equal(issues.Count, issues.Distinct().Count());
        open.ForEach(leg => CheckLegs(state.Within(leg.Name)));
    }

    // A briefing says what the journal says: each step at its entry, and every issue that has not ended.
    private static void CheckTask(TaskContext task, ConversationState state, List<JournalEntry> entries)
    {
        Assert.Equal(
            state.Ledger.Unended.Select(issue => issue.Id).Order(IssueNumbers),
            (task.Remaining ?? []).Select(issue => issue.Issue).Order(IssueNumbers)
        );
        Assert.Equal((task.Tried ?? []).Select(step => step.Entry).Order(), (task.Tried ?? []).Select(step => step.Entry));
        foreach (var step in task.Tried ?? [])
        {
            var by = (step.What, entries[(int)step.Entry - 1]) switch
            {
                (TriedAction.Called, ToolCallEnded ended) when (ended.Tool, ended.Outcome) == (step.Tool, step.Outcome) =>
                    ended.Participant,
                (TriedAction.Asked or TriedAction.Answered, ModelCallEnded ended) => ended.Participant,
                (TriedAction.Asked, Replied replied) => replied.Participant,
                (_, IssueChanged changed) => changed.By,
                _ => null,
            };
            Assert.Equal(step.By, by);
        }
    }

    private static JournalEntry Stored(JournalEntry entry)
    {
        var line = new System.Buffers.ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        return JournalCodec.Read(line.WrittenSpan);
    }
}
