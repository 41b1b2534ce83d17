using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Confidences;
using Baton.Teams.Escalations;
using Baton.Teams.Rules;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Escalations;

/// <summary>
/// Every reason, alone and with every other, with every kind of target: the first in the order rule, asked for, time, confidence stands in
/// the entry, and the target has the conversation.
/// </summary>
public sealed class EscalationMatrixTests
{
    private const string Draft = "You get 20 back.";

    private static readonly string[] Reasons = ["rule", "asked", "time", "confidence"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            for (var set = 1; set < 1 << Reasons.Length; set++)
            {
                foreach (var target in new[] { "chief", "people", "bank" })
                    cases.Add(string.Join('+', Reasons.Where((_, number) => (set & (1 << number)) != 0)), target);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_first_reason_counts_and_the_target_takes_over(string reasons, string target)
    {
        var (journal, conversation, time, models) = (
            new InMemoryJournal(),
            new ConversationId("c1"),
            new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)),
            new ScriptedModels()
        );
        models["chief"] = new ScriptedModel(_ => Say("I decide that."));
        models["billing"] = new ScriptedModel(_ =>
        {
            if (reasons.Contains("time", StringComparison.Ordinal))
                time.Advance(TimeSpan.FromSeconds(11));
            return Reply(reasons);
        });
        var runtime = new TeamRuntime(Team(target), models.For, journal, new RuntimeOptions { TimeProvider = time });

        var turn = await runtime.RunAsync("My money back.", conversation, cancellationToken: TestContext.Current.CancellationToken);

        var entries = await journal
            .ReadAsync(conversation, cancellationToken: TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        var escalated = Assert.Single(entries.OfType<Escalated>());
        var first = reasons.Split('+')[0] switch
        {
            "rule" => FailureCause.Rule,
            "asked" => FailureCause.AskedByAgent,
            "time" => FailureCause.TimedOut,
            _ => FailureCause.LowConfidence,
        };
        Assert.Equal(("billing", target, first, 1), (escalated.From, escalated.To, escalated.Trigger, escalated.Rung));
        Assert.Equal(target, turn.Holder);
        Assert.DoesNotContain(Draft, turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(target == "chief" ? [] : [target], entries.OfType<TicketOpened>().Select(ticket => ticket.Desk));
        Assert.Equal(
            target == "chief" ? (TurnOutcome.Replied, "I decide that.") : (TurnOutcome.WaitingOnPerson, turn.FinalOutput),
            (turn.Outcome, turn.FinalOutput)
        );
    }

    // Time alone is over between two steps; otherwise while the reply is written that has the other reasons too.
    private static ScriptedReply Reply(string reasons)
    {
        if (reasons == "time")
            return Call("look");
        var reply = Say(reasons.Contains("rule", StringComparison.Ordinal) ? $"{Draft} Or see us in court." : Draft);
        if (reasons.Contains("asked", StringComparison.Ordinal))
            reply = reply.And(Call("escalate", """{"reason":"I may not decide that."}"""));
        return reply.And(
            Call("report", reasons.Contains("confidence", StringComparison.Ordinal) ? """{"confidence":0.2}""" : """{"confidence":0.9}""")
        );
    }

    private static Team Team(string target)
    {
        var billing = new Agent
        {
            Name = "billing",
            Tools = [new Tool(Tool.Create(() => "nothing special", "look", "Looks it up.").Function) { Effect = ToolEffect.ReadOnly }],
            HoldTime = TimeSpan.FromSeconds(10),
            Confidence = new ConfidencePolicy { AtLeast = 0.7 },
        };
        return new Team("shop", billing, others: [new Agent { Name = "chief" }])
        {
            Desks = [new Desk { Name = "people" }, new Desk { Name = "bank", IsSystem = true }],
            Escalation = new EscalationPolicy
            {
                Ladder = [target, .. new[] { "chief", "people", "bank" }.Where(name => name != target)],
                Rules = [new EscalationRule("court") { Phrases = ["in court"] }],
            },
        };
    }
}
