using System.Globalization;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Escalations;
using Baton.Testing.ChatClients;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs.Constraints;

/// <summary>
/// Rule 4 over whole conversations: any number of messages, restarts and hand-backs, with agents that answer, ask, try to refund too much,
/// open and end issues, pass the baton on and escalate at random.
/// </summary>
public sealed class HeldLimitProperties
{
    private static readonly ConversationId Conversation = new("c1");

    [Fact]
    public async Task No_refund_is_over_what_the_handoffs_to_its_agent_allowed() =>
        await Gen.Select(Gen.Int[0, 4].Array[4, 24], Gen.Int[1, 6], Gen.Bool)
            .SampleAsync(
                async (choices, messages, hasPeople) =>
                {
                    var journal = new InMemoryJournal();
                    var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
                    var choice = new Choices(choices);
                    for (var number = 0; number < messages; number++)
                    {
                        // Each message meets a process that has just started.
                        var runtime = new TeamRuntime(
                            TeamOf(hasPeople),
                            agent => new ScriptedModel(request => Reply(agent.Name, request, choice)),
                            journal,
                            new RuntimeOptions { TimeProvider = time }
                        );
                        var turn = await runtime.RunAsync($"Message {number}: more money.", Conversation);
                        if (turn.Outcome == TurnOutcome.WaitingOnPerson && hasPeople)
                            await runtime
                                .AsOperator("maria")
                                .HandBackAsync(Conversation, "Go on.", "billing", resolved: choice.Next(2) == 0);
                    }

                    Check(await journal.ReadAsync(Conversation).ToListAsync());
                },
                iter: Cases.Of(400)
            );

    // An oracle of its own: the bounds that came with the baton to whoever refunds, since it last came from an agent's decision, and those
    // of issues that it has from earlier.
    private static void Check(List<JournalEntry> entries)
    {
        var bounds = new Dictionary<IssueId, decimal>();
        var owners = new Dictionary<IssueId, string>();
        var held = new List<IssueId>();
        var holder = "triage";
        foreach (var entry in entries)
        {
            if (entry is IssueOpened first)
                owners[first.Issue] = first.Owner;
            else if (entry is IssueChanged moved)
                owners[moved.Issue] = moved.Owner;
            if (entry is IssueOpened { Constraints: { } opened } issue)
                bounds[issue.Issue] = BoundOf(opened);
            else if (entry is IssueChanged { Constraints: { } changed } known)
                bounds[known.Issue] = Math.Min(bounds.GetValueOrDefault(known.Issue, decimal.MaxValue), BoundOf(changed));
            else if (entry is HandedOff handed)
            {
                if (handed.Trigger is HandoffTrigger.Routed or HandoffTrigger.Continued && handed.To != holder)
                    held = [];
                held.AddRange(handed.Briefing.Issues);
                holder = handed.To;
            }
            else if (entry is ToolCallEnded { Tool: "refund", Outcome: ToolOutcome.Ok } refunded)
            {
                var amount = decimal.Parse(refunded.Result, CultureInfo.InvariantCulture);
                Assert.Equal(holder, refunded.Participant);
                Assert.NotEmpty(held);
                var own = owners.Where(issue => issue.Value == holder).Select(issue => issue.Key);
                Assert.True(
                    amount <= held.Concat(own).Max(number => bounds.GetValueOrDefault(number, decimal.MaxValue)),
                    $"{refunded.Participant} refunded {amount} in entry {refunded.Seq}."
                );
            }
        }
    }

    private static decimal BoundOf(Constraint limits) =>
        limits.Permissions is { } permissions ? permissions.Max(permission => permission.AtMost) ?? decimal.MaxValue : decimal.MaxValue;

    private static ScriptedReply Reply(string agent, ScriptedRequest request, Choices choice)
    {
        if (agent == "triage")
            return Limited("billing", choice);
        if (request.Results.Count > 2)
            return Say("That is all.");
        return choice.Next(8) switch
        {
            0 => Say("Here you are."),
            1 => Say("Which one do you mean?"),
            2 => Call("refund", """{"amount":15}"""),
            3 or 4 => Call("refund", """{"amount":500}"""),
            5 => Call("update_issue", """{"issue":"Something new","status":"in_progress"}"""),
            6 => Call("update_issue", """{"issue":1,"status":"resolved","outcome":"Done."}"""),
            _ => agent == "billing" ? Limited("chief", choice) : Call("escalate", """{"reason":"It is too much."}"""),
        };
    }

    private static ScriptedReply Limited(string to, Choices choice) =>
        Call(
            "transfer_to_" + to,
            $$"""{"summary":"Money {{choice.Next(3)}}.","limits":{"permissions":["billing.refund <= {{10 * (1 + choice.Next(3))}}"] } }"""
        );

    private static Team TeamOf(bool hasPeople)
    {
        var refund = Tool.Create(
            (decimal amount) => amount.ToString(CultureInfo.InvariantCulture),
            "refund",
            needs: "billing.refund",
            argument: "amount"
        );
        var chief = new Agent
        {
            Name = "chief",
            Tools = [refund],
            Permissions = ["billing.refund"],
        };
        var billing = new Agent
        {
            Name = "billing",
            Tools = [refund],
            Permissions = ["billing.refund"],
            Handoffs = [chief],
        };
        return new Team("limited", new Agent { Name = "triage", Handoffs = [billing] }, new TurnLimits { Time = TimeSpan.FromHours(1) })
        {
            Desks = hasPeople ? [new Desk { Name = "people" }] : [],
            Escalation = new EscalationPolicy { Ladder = hasPeople ? ["chief", "people"] : ["chief"] },
        };
    }

    // Models are called in one order, so the same numbers make the same conversation.
    private sealed class Choices(int[] numbers)
    {
        private int at;

        public int Next(int below)
        {
            at++;
            return (numbers[at % numbers.Length] + (at / numbers.Length * 7) + at) % below;
        }
    }
}
