using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.Teams.Confidences;
using Baton.Teams.Rules;
using Baton.Testing.ChatClients;
using Baton.Tests.Escalations.Rules;
using CsCheck;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Escalations;

/// <summary>What holds of rules and confidences for random models, lives and crashes.</summary>
public sealed class HeldReplyProperties
{
    private const double Least = 0.5;

    private static readonly Gen<(uint Seed, int Messages, int[] Cuts, bool HasDesk)> Lives = Gen.Select(
        Gen.UInt,
        Gen.Int[1, 3],
        Gen.Int[0, 1000].Array[0, 3],
        Gen.Bool
    );

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.Coordinator)]
    public async Task What_is_held_back_no_customer_reads_and_what_they_read_is_sure_enough(IssueStrategy strategy) =>
        await Lives.SampleAsync(
            async life =>
            {
                IJournal journal = new InMemoryJournal();
                var heard = new List<string>();
                foreach (var cut in life.Cuts)
                {
                    var team = await LiveAsync(life.Seed, strategy, life.HasDesk, journal, life.Messages, heard);
                    var entries = await team.EntriesAsync();
                    journal = new InMemoryJournal();
                    await journal.AppendAsync(team.Conversation, 0, [.. entries.Take(1 + (cut % entries.Count))], due: null);
                }

                var last = await LiveAsync(life.Seed, strategy, life.HasDesk, journal, life.Messages, heard);
                Check(await last.EntriesAsync(), heard);
            },
            iter: Cases.Of(strategy == IssueStrategy.Coordinator ? 60 : 150)
        );

    // People hand back what comes to them, and answer it themselves when it comes again.
    private static async Task<RuleTeam> LiveAsync(
        uint seed,
        IssueStrategy strategy,
        bool hasDesk,
        IJournal journal,
        int messages,
        List<string> heard
    )
    {
        var team = Team(seed, strategy, hasDesk, journal);
        await team.Runtime().ResumeAsync(team.Conversation);
        for (var number = 0; number < messages; number++)
        {
            Turn? turn = null;
            await foreach (
                var update in team.Runtime()
                    .RunStreamingAsync(
                        $"Message {number}: {(Mix(seed, number) % 3 == 0 ? "see you in court" : "I have a problem")}.",
                        team.Conversation,
                        new MessageId($"m{number}")
                    )
            )
            {
                if (update is TextDelta delta)
                    heard.Add(delta.Text);
                turn = (update as TurnEnded)?.Turn ?? turn;
            }

            for (var back = 0; turn?.Outcome == TurnOutcome.WaitingOnPerson; back++)
            {
                heard.Add(turn.FinalOutput);
                var maria = team.Runtime().AsOperator("maria");
                turn =
                    back < 2
                        ? await maria.HandBackAsync(team.Conversation, "Go on.")
                        : await maria.ReplyAsync(team.Conversation, "I do it myself.");
                if (back == 2)
                    await maria.HandBackAsync(team.Conversation, "Done.", resolved: true);
            }

            Assert.False(string.IsNullOrWhiteSpace(turn!.FinalOutput));
            heard.Add(turn.FinalOutput);
        }

        return team;
    }

    private static void Check(List<JournalEntry> entries, List<string> heard)
    {
        heard.AddRange(
            entries.Select(entry =>
                entry switch
                {
                    Replied said => said.Text,
                    Degraded said => said.Text,
                    InterimReplied said => said.Text,
                    _ => "",
                }
            )
        );
        var state = ConversationState.Empty;
        foreach (var entry in entries)
        {
            var line = entry.Leg is null || state.Legs.Count == 0 ? state : LineOf(state, entry.Leg);
            if (entry is ReplyDrafted && line is not null)
                Assert.True(line.Turn!.Hold.Reporting.Report?.Confidence >= Least);
            if (entry is ReplyHeld held)
            {
                var reply = Assert.IsType<ModelCallEnded>(entries[(int)held.Of - 1]);
                Assert.DoesNotContain(heard, text => text.Contains(reply.Text!, StringComparison.Ordinal));
                Assert.Contains(
                    entries.Skip((int)held.Seq),
                    after => after is Escalated { Draft: not null } escalated && escalated.Leg == held.Leg
                );
                Assert.DoesNotContain(entries, other => other is ReplyDrafted drafted && drafted.Of == held.Of);
            }

            if (entry is ModelCallEnded { Rule: not null } stopped)
                Assert.DoesNotContain(heard, text => text.Contains(stopped.Text!, StringComparison.Ordinal));
            if (entry is AttemptFailed failed)
                Assert.DoesNotContain("InvalidHistory", failed.Detail, StringComparison.Ordinal);
            state = ConversationFold.Apply(state, entry);
        }

        Assert.Null(state.Turn);
        // A rule stops at once: no agent is asked between what it fired on and the escalation.
        for (var index = 0; index < entries.Count; index++)
        {
            if (
                entries[index]
                is not (MessageReceived { Rule: not null } or ToolCallEnded { Rule: not null } or ModelCallEnded { Rule: not null })
            )
                continue;
            var next = entries
                .Skip(index + 1)
                .First(entry => entry.Leg == entries[index].Leg && entry is ModelCallBegun or Escalated or LegEnded);
            Assert.True(next is not ModelCallBegun, $"An agent went on behind entry {entries[index].Seq}.");
        }
    }

    private static ConversationState? LineOf(ConversationState state, string leg) =>
        state.Legs.ContainsKey(LegName.ChildOf(null, leg)) ? state.ForLeg(leg) : null;

    private static RuleTeam Team(uint seed, IssueStrategy strategy, bool hasDesk, IJournal journal)
    {
        var team = new RuleTeam(
            [
                new EscalationRule("legal") { Phrases = ["court"] },
                new EscalationRule("failing") { Counts = new Dictionary<RuleCount, int> { [RuleCount.FailedTools] = 2 } },
                new EscalationRule("code") { When = about => about.Occasion == RuleOccasion.Reply && about.Text.Length % 11 == 0 },
            ],
            strategy: strategy,
            hasDesk: hasDesk,
            all: new ConfidencePolicy { AtLeast = Least }
        )
        {
            Journal = journal,
        };
        team.Looks(Mix(seed, 1000) % 2 == 0 ? "!" : "fine", "!", "in court", "fine", "!", "fine");
        foreach (var name in new[] { "triage", "billing", "technical" })
            team.Models[name] = new ScriptedModel(request => Answer(request, seed));
        return team;
    }

    // What a model says depends on what it reads, as with a real one, so a resumed conversation hears the same; no two replies are the
    // same.
    private static ScriptedReply Answer(ScriptedRequest request, uint seed)
    {
        var dice = Mix(seed, request.Messages.Count);
        foreach (var letter in request.Text)
            dice = (dice ^ letter) * 16777619;
        var text = $"Answer {dice:x8}{((dice >> 3) % 9 == 0 ? " in court" : "")}{((dice >> 5) % 5 == 0 ? "?" : ".")}";
        var report = ((dice >> 7) % 6) switch
        {
            0 => Call("report", """{"confidence":"unsure"}"""),
            1 => Call("report", """{"confidence":0.1}"""),
            2 => Call("report", """{"confidence":0.9,"resolves":[]}"""),
            3 => Call("report", """{"confidence":0.5,"resolves":["1"]}"""),
            _ => Call("report", """{"confidence":0.8}"""),
        };
        var transfers = request.Tools.Where(tool => tool.StartsWith("transfer_to_", StringComparison.Ordinal)).ToList();
        return ((dice >> 11) % 12) switch
        {
            0 => Say(text),
            1 => report,
            2 => Call("look"),
            3 => Call("look").And(Call("look")).And(report),
            4 => Say(text).And(Call("update_issue", """{"issue":"A thing","status":"resolved"}""")),
            5 => Empty,
            6 => Fail(new HttpRequestException("down")),
            7 => Say(text).And(Call("escalate", """{"reason":"It is beyond me."}""")).And(report),
            8 or 9 when transfers.Count > 0 => transfers.Aggregate(
                Say(text).And(report),
                (reply, tool) => reply.And(Call(tool, $$"""{"summary":"Its part.","issues":["Part of {{tool}}"]}"""))
            ),
            _ => Say(text).And(report),
        };
    }

    private static uint Mix(uint seed, int number) => ((2166136261u ^ seed) * 16777619 ^ (uint)number) * 16777619;
}
