using System.Collections.Immutable;
using System.Globalization;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.States.Escalations;
using Baton.Tests.Conversations;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Baton.Tests.Escalations;

/// <summary>
/// What never breaks, for random teams with random ladders, people who do random things, and kills. The numbers are those of the design's
/// rules.
/// </summary>
public sealed class EscalationProperties
{
    private static readonly ConversationId Conversation = new("c1");

    private static readonly Gen<(uint Seed, int Messages, int[] Cuts)> Lives = Gen.Select(
        Gen.UInt,
        Gen.Int[1, 4],
        Gen.Int[0, 1000].Array[0, 3]
    );

    [Theory]
    [InlineData(IssueStrategy.Sequential, 250)]
    [InlineData(IssueStrategy.Coordinator, 100)]
    public async Task The_rules_hold_with_ladders_people_and_kills(IssueStrategy strategy, int times) =>
        await Lives.SampleAsync(
            async life =>
            {
                var journal = new InMemoryJournal();
                var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
                foreach (var cut in life.Cuts)
                {
                    await LiveAsync(life.Seed, strategy, journal, life.Messages, time);
                    var entries = await journal.ReadAsync(Conversation).ToListAsync();
                    var shorter = new InMemoryJournal();
                    await shorter.AppendAsync(Conversation, 0, [.. entries.Take(1 + (cut % entries.Count))], due: null);
                    journal = shorter;
                }

                await LiveAsync(life.Seed, strategy, journal, life.Messages, time);
                await CheckAsync(new RandomTeam(life.Seed, journal, strategy, hasLadder: true), journal);
            },
            iter: Cases.Of(times)
        );

    // One life of the process: it goes on with what it finds, takes the messages, and people do something whenever they are waited for.
    private static async Task LiveAsync(uint seed, IssueStrategy strategy, IJournal journal, int messages, FakeTimeProvider time)
    {
        var before = await journal.ReadAsync(Conversation).ToListAsync();
        var team = new RandomTeam(seed, journal, strategy, hasLadder: true);
        await team.Runtime(time).ResumeAsync(Conversation);
        for (var number = 0; number < messages; number++)
        {
            time.Advance(TimeSpan.FromMinutes(team.Dice("wait", number) % 30));
            var words = team.Dice("human", number) % 5 == 0 ? "I want to speak to a human." : $"Message {number}: I have a problem.";
            var turn = await team.Runtime(time).RunAsync(words, Conversation, new MessageId($"m{number}"));
            // Rule 11: never silence, except beside a person who writes already.
            if (turn.Outcome != TurnOutcome.WaitingOnPerson || (await StateAsync(journal)).Ticket is not { IsAnswered: true })
                Assert.False(string.IsNullOrWhiteSpace(turn.FinalOutput));
            await ActAsync(team, journal, time);
        }

        // Rule 6: no history was one that a provider refuses.
        Assert.Empty(team.Invalid);
        // Rule 7: nothing ran twice in one life, and what may run once only did not run when it had begun before.
        Assert.Equal(team.Runs.Count, team.Runs.Distinct().Count());
        var begun = before.OfType<ToolCallBegun>().Where(call => call.Tool is "once" or "pay").Select(call => call.CallId).ToHashSet();
        Assert.DoesNotContain(team.Runs, run => run.Tool is "once" or "pay" && begun.Contains(run.Call));
    }

    private static async Task<ConversationState> StateAsync(IJournal journal) =>
        (await journal.ReadAsync(Conversation).ToListAsync()).Aggregate(ConversationState.Empty, ConversationFold.Apply);

    private static async Task ActAsync(RandomTeam team, IJournal journal, FakeTimeProvider time)
    {
        for (var act = 0; act < 8; act++)
        {
            var state = await StateAsync(journal);
            var dice = team.Dice("act", (int)state.Version);
            var approval = await team.Runtime(time).WaitingAsync().OfType<WaitingApproval>().FirstOrDefaultAsync();
            if (approval is not null)
                await (
                    dice % 2 == 0
                        ? team.Runtime(time).AsOperator("maria").ApproveAsync(Conversation, approval.CallId)
                        : team.Runtime(time).AsOperator("maria").RefuseAsync(Conversation, approval.CallId)
                );
            else if (state.Ticket is { } ticket)
                await ActOnAsync(
                    team,
                    team.Runtime(time).AsOperator(ticket.Claimant ?? (dice % 3 == 0 ? "maria" : "john")),
                    ticket,
                    state,
                    dice
                );
            else
                return;
        }
    }

    private static Task ActOnAsync(RandomTeam team, Operator person, OpenTicket ticket, ConversationState state, uint dice) =>
        (dice % 11) switch
        {
            0 => person.ClaimAsync(Conversation),
            1 => person.ReplyAsync(Conversation, "I see to it."),
            2 => person.AskAsync(Conversation, "Which one?"),
            3 => person.NoteAsync(Conversation, "Strange."),
            4 => person.GrantAsync(Conversation, "pay <= 30"),
            5 when state.Ledger.All.Count > 0 => person.GrantAsync(
                Conversation,
                "pay <= 25",
                state.Ledger.All[(int)(dice % (uint)state.Ledger.All.Count)].Id
            ),
            6 when state.Ledger.Unended is [var first, ..] => person.ResolveIssueAsync(Conversation, first.Id, "By hand."),
            7 => person.DeclineAsync(Conversation, "Not ours."),
            8 when ticket.Claimant is not null => person.ReleaseAsync(Conversation, "I am off."),
            var other => person.HandBackAsync(
                Conversation,
                "Seen.",
                to: other % 2 == 0 ? team.Team.Entry.Name : null,
                resolved: other == 9
            ),
        };

    private static async Task CheckAsync(RandomTeam team, InMemoryJournal journal)
    {
        var entries = await journal.ReadAsync(Conversation).ToListAsync();
        var agents = team.Team.Agents.Select(agent => agent.Name).ToHashSet();
        var desks = team.Team.Desks.Select(desk => desk.Name).ToHashSet();
        var state = ConversationState.Empty;
        var waiting = WaitingList.Empty;
        var views = new GrownViews(team.Team);
        foreach (var entry in entries)
        {
            var line = entry.Leg is { } leg && entry is HandedOff { Trigger: HandoffTrigger.Delegated } ? LegName.ParentOf(leg) : entry.Leg;
            var before = state.ForLeg(line);
            CheckEntry(entry, before, state);
            if (entry is ToolCallBegun { Tool: "pay" } pay)
                CheckPay(pay, before, team);
            state = ConversationFold.Apply(state, entry);
            if (entry is ModelCallBegun begun)
                views.Check(begun, entries, state);
            // Rule 3: whoever has an issue is in the team or at its desk.
            if (entry is Replied or Degraded or InterimReplied)
                Assert.All(
                    state.Ledger.Unended,
                    issue =>
                        Assert.True(
                            agents.Contains(issue.Owner) || (desks.Contains(issue.Owner) && issue.Status == IssueStatus.WaitingOnPerson)
                        )
                );
            waiting = waiting.After(Conversation, [entry]);
            Assert.Equal(Names(state).Order(), waiting.Items.Select(NameOf).Order());
        }

        // Rule 10: a turn that has not ended waits for somebody.
        Assert.True(state.Turn is null || state.Ticket is not null || Names(state).Any());
        Assert.Equal(waiting.Items, await journal.ListWaitingAsync().ToListAsync());
        foreach (var ends in entries.OfType<ToolCallEnded>().GroupBy(ended => ended.CallId))
            Assert.Single(ends);
        // A message is answered once, and one answer may serve several.
        Assert.Equal(
            entries.OfType<MessageReceived>().Count(),
            entries.OfType<MessageReceived>().Select(received => received.Message).Distinct().Count()
        );
    }

    private static void CheckEntry(JournalEntry entry, ConversationState before, ConversationState whole)
    {
        // Rule 1, and while people have the conversation agents are silent.
        if (entry is ModelCallBegun begun)
            Assert.Equal((before.Holder, null, null), (begun.Participant, whole.Ticket, whole.UntakenTicket));
        if (entry is HandedOff handed)
            Assert.Equal(before.Holder, handed.From);
        // Nobody is asked twice in one climb, unless it is a desk that gets a ticket for other issues anyhow.
        if (entry is Escalated { To: { } to, Issue: null } escalated && before.HandBack is null)
        {
            Assert.True(
                !before.AskedToTakeOver.Contains(to)
                    || before.Ledger.Unended.Any(issue => issue.Owner == to && issue.Status == IssueStatus.WaitingOnPerson)
            );
            Assert.NotEqual(to, escalated.From);
        }

        // One claimant.
        var actor = entry switch
        {
            OperatorReplied replied => replied.Operator,
            TicketClosed closed => closed.By,
            PermissionGranted granted => granted.By,
            TicketReleased released => released.By,
            _ => null,
        };
        if (actor is not null)
            Assert.Equal(before.Ticket!.Claimant, actor);
        if (entry is TicketClaimed)
            Assert.Null(before.Ticket!.Claimant);
        // Rule 5: a reference is told when its ticket is there.
        if (entry is InterimReplied said && said.Notice.Contains("Your reference is", StringComparison.Ordinal))
            Assert.Contains($"Your reference is {whole.Ticket!.Id}.", said.Notice, StringComparison.Ordinal);
    }

    // Rule 4: what runs is granted to the agent, or was by a person, for all or for what is at hand.
    private static void CheckPay(ToolCallBegun pay, ConversationState state, RandomTeam team)
    {
        var amount = pay.Arguments.Number("amount")!.Value;
        var grants = team.Team.Agents.Single(agent => agent.Name == pay.Participant).Permissions.Concat(state.Granted);
        if (state.Ledger.CurrentFor(pay.Participant) is [var first, ..])
            grants = grants.Concat(first.Granted);
        Assert.True(
            PermissionSet.Find([.. grants], "pay") is { } permission && amount <= permission.AtMost,
            string.Create(CultureInfo.InvariantCulture, $"Nobody permitted {amount}.")
        );
    }

    private static IEnumerable<string> Names(ConversationState state)
    {
        if (state.Leg is null && state.Ticket is { } ticket)
            yield return $"{ticket.Id} {ticket.Claimant} {ticket.IsAsking} {ticket.Missed}";
        foreach (
            var call in (state.Turn?.Approvals ?? ImmutableDictionary<CallId, ApprovalDecided?>.Empty).Where(call => call.Value is null)
        )
            yield return call.Key.Value;
        foreach (var name in state.Legs.Values.Where(leg => leg.End is null).SelectMany(leg => Names(state.Within(leg.Name))))
            yield return name;
    }

    private static string NameOf(Waiting waiting) =>
        waiting is WaitingTicket ticket
            ? $"{ticket.Ticket} {ticket.Claimant} {ticket.IsWaitingOnCustomer} {ticket.Missed}"
            : ((WaitingApproval)waiting).CallId.Value;
}
