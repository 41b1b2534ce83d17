using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Oracle.Records;
using Baton.States;
using Baton.States.Escalations;
using Baton.Tests.Conversations;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using static Baton.Oracle.Oracle;

namespace Baton.Tests.Oracles;

/// <summary>The oracle has nothing to say against what random teams do, with people and without.</summary>
public sealed class RandomTeamTests
{
    private const string Conversation = "c1";

    [Theory]
    [InlineData(IssueStrategy.Sequential, false)]
    [InlineData(IssueStrategy.OneSpecialist, false)]
    [InlineData(IssueStrategy.Coordinator, false)]
    [InlineData(IssueStrategy.Sequential, true)]
    [InlineData(IssueStrategy.Coordinator, true)]
    public async Task The_oracle_is_silent(IssueStrategy strategy, bool hasLadder) =>
        await Gen.UInt.SampleAsync(async seed => Assert.Empty(Judge(await LiveAsync(seed, strategy, hasLadder))), iter: Cases.Of(300));

    private static async Task<WorldRecord> LiveAsync(uint seed, IssueStrategy strategy, bool hasLadder)
    {
        var journal = new RecordingJournal(new InMemoryJournal());
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var team = new RandomTeam(seed, journal, strategy, hasLadder);
        var noted = new HashSet<CallId>();
        journal.Appending = entries =>
        {
            foreach (var run in team.Runs.Where(run => !noted.Contains(run.Call)))
            {
                // A call that only reads may run before anything of it is durable.
                if (NoteRun(journal, team, run, entries))
                    noted.Add(run.Call);
            }
        };
        for (var number = 0; number < 3; number++)
        {
            time.Advance(TimeSpan.FromMinutes(team.Dice("wait", number) % 30));
            var words = team.Dice("human", number) % 5 == 0 ? "I want to speak to a human." : $"Message {number}: I have a problem.";
            for (var times = 1 + (team.Dice("again", number) % 2); times > 0; times--)
                await SayAsync(journal, team.Runtime(time), words, $"m{number}");
            if (hasLadder)
                await ActAsync(team, journal, time);
            await team.Runtime(time).ServeDueAsync();
        }

        journal.Note(new Happening.Healed());
        journal.Note(new Happening.Ended(time.GetUtcNow()));
        return new WorldRecord(DeclaredFacts.Of(team.Team, TimeSpan.FromSeconds(5)), [], journal.Happenings);
    }

    private static async Task SayAsync(RecordingJournal journal, TeamRuntime runtime, string words, string message)
    {
        journal.Note(new Happening.Sent("ada", Conversation, message, words));
        var turn = await runtime.RunAsync(words, new ConversationId(Conversation), new MessageId(message));
        journal.Note(new Happening.Answered(Conversation, message, turn.FinalOutput, turn.Outcome.ToString()));
    }

    // The team's own list says what ran. When it ran between two appends does not matter to the oracle.
    private static bool NoteRun(
        RecordingJournal journal,
        RandomTeam team,
        (string Tool, CallId Call) run,
        IReadOnlyList<JournalEntry> entries
    )
    {
        var all = journal.Entries.Concat(entries).ToList();
        var reply = all.OfType<ModelCallEnded>().FirstOrDefault(reply => reply.Calls?.Any(call => call.CallId == run.Call) == true);
        if (reply is null)
            return false;
        var call = reply.Calls!.First(call => call.CallId == run.Call);
        journal.Note(new Happening.ModelReplied(0, "random", null, [run.Tool], null));
        journal.Note(new Happening.ToolRan(Conversation, reply.Participant, run.Tool, run.Call.Value, call.Arguments.ToElement()));
        journal.Note(
            team.Dice(run.Tool, 1) % 5 == 0
                ? new Happening.ToolDone(run.Call.Value, "failed", "broken")
                : new Happening.ToolDone(run.Call.Value, "ok", $"{run.Tool} done")
        );
        return true;
    }

    private static async Task ActAsync(RandomTeam team, RecordingJournal journal, FakeTimeProvider time)
    {
        for (var act = 0; act < 8; act++)
        {
            var state = journal.Entries.Aggregate(ConversationState.Empty, ConversationFold.Apply);
            var dice = team.Dice("act", (int)state.Version);
            var approval = await team.Runtime(time).WaitingAsync().OfType<WaitingApproval>().FirstOrDefaultAsync();
            if (approval is not null)
                await DoAsync(
                    journal,
                    "maria",
                    dice % 2 == 0 ? "Approve" : "Refuse",
                    approval.CallId.Value,
                    null,
                    dice % 2 == 0
                        ? () => team.Runtime(time).AsOperator("maria").ApproveAsync(new(Conversation), approval.CallId)
                        : () => team.Runtime(time).AsOperator("maria").RefuseAsync(new(Conversation), approval.CallId)
                );
            else if (state.Ticket is { } ticket)
                await ActOnAsync(team, journal, time, ticket, state, dice);
            else
                return;
        }
    }

    private static Task ActOnAsync(
        RandomTeam team,
        RecordingJournal journal,
        FakeTimeProvider time,
        OpenTicket ticket,
        ConversationState state,
        uint dice
    )
    {
        var name = dice % 4 == 0 ? "john" : ticket.Claimant ?? "maria";
        var person = team.Runtime(time).AsOperator(name);
        var conversation = new ConversationId(Conversation);
        (string Kind, string? Text, Func<Task> Act) act = (dice % 11) switch
        {
            0 => ("Claim", null, () => person.ClaimAsync(conversation)),
            1 => ("Reply", "I see to it.", () => person.ReplyAsync(conversation, "I see to it.")),
            2 => ("Ask", "Which one?", () => person.AskAsync(conversation, "Which one?")),
            3 => ("Note", "Strange.", () => person.NoteAsync(conversation, "Strange.")),
            4 => ("Grant", "pay <= 30", () => person.GrantAsync(conversation, "pay <= 30")),
            5 when state.Ledger.All.Count > 0 => (
                "Grant",
                "pay <= 25",
                () => person.GrantAsync(conversation, "pay <= 25", state.Ledger.All[(int)(dice % (uint)state.Ledger.All.Count)].Id)
            ),
            6 when state.Ledger.Unended is [var first, ..] => (
                "ResolveIssue",
                "By hand.",
                () => person.ResolveIssueAsync(conversation, first.Id, "By hand.")
            ),
            7 => ("Decline", "Not ours.", () => person.DeclineAsync(conversation, "Not ours.")),
            8 when ticket.Claimant is not null => ("Release", "I am off.", () => person.ReleaseAsync(conversation, "I am off.")),
            var other => (
                "HandBack",
                "Seen.",
                () => person.HandBackAsync(conversation, "Seen.", other % 2 == 0 ? team.Team.Entry.Name : null, resolved: other == 9)
            ),
        };
        return DoAsync(journal, name, act.Kind, null, act.Text, act.Act);
    }

    private static async Task DoAsync(RecordingJournal journal, string by, string kind, string? call, string? text, Func<Task> act)
    {
        var number = journal.Happenings.Count + 1;
        journal.Note(new Happening.ActBegun(number, by, kind, Conversation, call, text));
        try
        {
            await act();
            journal.Note(new Happening.ActEnded(number, null, null));
        }
        catch (InvalidOperationException refusal)
        {
            journal.Note(new Happening.ActEnded(number, nameof(InvalidOperationException), refusal.Message));
        }
    }
}
