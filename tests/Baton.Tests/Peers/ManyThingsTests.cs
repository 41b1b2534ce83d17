using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Peers;

/// <summary>
/// What a model can make many is bounded: the rest is noted, the customer is answered, and what the customer reads stays short.
/// </summary>
public sealed class ManyThingsTests
{
    private static readonly ConversationId Conversation = new("c1");
    private readonly InMemoryJournal journal = new();

    [Fact]
    public async Task A_transfer_of_very_many_issues_opens_the_first_and_notes_the_rest()
    {
        var titles = JsonSerializer.Serialize(Enumerable.Range(1, 10_000).Select(number => $"Issue number {number}"));
        var team = Team(
            new ScriptedModel(Call("transfer_to_billing", $$"""{"summary":"All of it.","issues":{{titles}}}""")),
            new ScriptedModel(Say("All done."))
        );

        var turn = await team.RunAsync("Very much.", Conversation);

        var entries = await journal.ReadAsync(Conversation).ToListAsync();
        Assert.Equal("All done.", turn.FinalOutput);
        Assert.Equal(20, entries.OfType<IssueOpened>().Count());
        Assert.InRange(entries.Count, 1, 100);
        Assert.Contains("9980 more issues", entries.OfType<IssueOpened>().First().Notes!.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_of_very_many_calls_makes_the_first_and_says_so_of_the_rest()
    {
        var reply = Call("find");
        for (var number = 1; number < 1_000; number++)
            reply = reply.And(Call("find"));
        var triage = new ScriptedModel(request => request.Number == 1 ? reply : Say("Found."));

        var turn = await Team(triage, new ScriptedModel(Say("No."))).RunAsync("Find it.", Conversation);

        Assert.Equal("Found.", turn.FinalOutput);
        Assert.Equal(1_000, triage.Requests[^1].Results.Count);
        Assert.Equal(936, triage.Requests[^1].Results.Count(result => result.Contains("64 calls", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_degraded_answer_lists_eight_issues_and_counts_the_others()
    {
        var titles = JsonSerializer.Serialize(Enumerable.Range(1, 15).Select(number => $"Issue {number} {new string('x', 5_000)}"));
        var team = Team(
            new ScriptedModel(Call("transfer_to_billing", $$"""{"summary":"All of it.","issues":{{titles}}}""")),
            new ScriptedModel(Fail(new InvalidOperationException("broken")))
        );

        var turn = await team.RunAsync("Very much.", Conversation);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Equal(8, turn.FinalOutput.Split("- Issue").Length - 1);
        Assert.Contains("\n- and 7 more\n", turn.FinalOutput, StringComparison.Ordinal);
        Assert.InRange(turn.FinalOutput.Length, 1, 3_000);
    }

    private TeamRuntime Team(ScriptedModel triage, ScriptedModel billing)
    {
        var specialist = new Agent { Name = "billing" };
        var entry = new Agent
        {
            Name = "triage",
            Tools = [Tool.Create(() => "found", "find", effect: ToolEffect.ReadOnly)],
            Handoffs = [specialist],
        };
        var team = new Team("many", entry, new TurnLimits { ToolCalls = 2_000 });
        return new TeamRuntime(team, agent => agent == entry ? triage : billing, journal);
    }
}
