using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.States.Histories;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.SharedStates;

/// <summary>Data clearance holds for shared state: what is masked stays masked, in every way in which it could be read.</summary>
public sealed class StateClearanceTests
{
    private const string Diagnosis = "a broken heart";

    private static readonly StateKey Sensitive = StateTeam.Key("diagnosis") with { Sensitivity = Clearance.Sensitive };

    [Fact]
    public async Task A_reader_without_the_clearance_sees_the_revision_and_never_the_value()
    {
        var team = new StateTeam(Clearance.Sensitive, Sensitive, StateTeam.Plan).Replies(
            StateTeam.Write("diagnosis", $"\"{Diagnosis}\"", 0),
            StateTeam.Read(),
            Transfer("sales", "Sell.", null, "A sale")
        );
        team.Models["sales"] = new ScriptedModel(request => request.Results is [_] ? Say("I have read it.") : StateTeam.Read("diagnosis"));

        await team.RunAsync();

        Assert.Equal(
            """{"diagnosis":{"revision":1,"value":"[withheld: sensitive]"}}""",
            Assert.Single(team.Models["sales"].Requests[^1].Results)
        );
        Assert.Contains(Diagnosis, AllText(team.Models["front"].Requests[^1]), StringComparison.Ordinal);
        Assert.All(team.Models["sales"].Requests, request => Assert.DoesNotContain(Diagnosis, AllText(request), StringComparison.Ordinal));
        Assert.Contains("write_state", AllText(team.Models["sales"].Requests[0]), StringComparison.Ordinal);
        Assert.Equal(Clearance.Sensitive, (await team.ResultsAsync())[1].Sensitivity);
    }

    [Fact]
    public async Task What_not_everybody_may_see_is_withheld_from_who_may_not_before_a_summary_is_made()
    {
        var team = new StateTeam(Clearance.Sensitive, Sensitive).Replies(
            StateTeam.Write("diagnosis", $"\"{Diagnosis}\"", 0),
            StateTeam.Read()
        );
        await team.RunAsync();
        var entries = await team.EntriesAsync();

        var said = new Transcript()
            .Read(entries)
            .For(team.Team.EverybodysAccess)
            .Between(1, entries.Count)
            .Select(utterance => utterance.Text)
            .ToList();

        Assert.Contains("Done.", said);
        Assert.DoesNotContain(said, text => text.Contains(Diagnosis, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stale_writer_without_the_clearance_is_told_the_revision_only()
    {
        var journal = new InMemoryJournal();
        var key = Sensitive with { Scope = StateScope.Team };
        await new StateTeam(Clearance.Sensitive, key) { Journal = journal }
            .Replies(StateTeam.Write("diagnosis", $"\"{Diagnosis}\"", 0))
            .RunAsync();
        var team = new StateTeam(key) { Journal = journal, Conversation = new ConversationId("c2") }.Replies(
            StateTeam.Write("diagnosis", "\"well\"", 0)
        );

        await team.RunAsync();

        var end = Assert.Single(await team.ResultsAsync());
        Assert.Contains("\"written\":false,\"revision\":1", end.Result, StringComparison.Ordinal);
        Assert.DoesNotContain(Diagnosis, end.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_writer_that_may_not_read_is_not_told_what_stands_there()
    {
        var key = StateTeam.Total with { Readers = ["sales"] };
        var team = new StateTeam(key).Replies(StateTeam.Write("total", "5"));

        await team.RunAsync();

        Assert.Equal("""{"key":"total","written":true,"revision":1}""", Assert.Single(await team.ResultsAsync()).Result);
    }

    [Fact]
    public async Task A_card_number_in_a_value_reads_as_its_mask()
    {
        var team = new StateTeam(StateTeam.Key("order")).Replies(
            StateTeam.Write("order", """{"card_number":"4242424242424242"}""", 0),
            StateTeam.Read()
        );

        await team.RunAsync();

        Assert.Contains("[card ending 4242]", AllText(team.Models["front"].Requests[^1]), StringComparison.Ordinal);
        Assert.DoesNotContain("4242424242424242", AllText(team.Models["front"].Requests[^1]), StringComparison.Ordinal);
        Assert.Contains("4242424242424242", Assert.Single(await team.WritesAsync()).Value.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"[card ending 4242]\"")]
    [InlineData("""{"note":"the card is \u005bcard ending 4242]"}""")]
    [InlineData("""["[withheld: sensitive]"]""")]
    [InlineData("""{"[password]":1}""")]
    [InlineData("\"[passport_number]\"")]
    public async Task A_mask_is_not_written_over_what_it_stands_for(string value)
    {
        var front = new Agent { Name = "front" };
        var policy = new ClearancePolicy { Fields = [new SensitiveField("passport_number")] };
        var team = new Team(
            "shop",
            front,
            clearancePolicy: policy,
            state: [StateTeam.Key("note", StateMerge.LastWins) with { Writers = ["front"] }]
        );
        var model = new ScriptedModel(request => request.Number == 1 ? StateTeam.Write("note", value) : Say("Done."));
        var journal = new InMemoryJournal();

        await new TeamRuntime(team, model, journal).RunAsync("Hello.", new ConversationId("c1"));

        var entries = await journal.ReadAsync(new ConversationId("c1")).ToListAsync();
        Assert.StartsWith(
            "Error: The value contains the mask [",
            entries.OfType<ToolCallEnded>().Single().Result,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(entries, entry => entry is StateWritten);
    }

    private static string AllText(ScriptedRequest request) =>
        string.Join(
            "\n",
            request
                .Messages.SelectMany(message => message.Contents)
                .Select(content =>
                    content switch
                    {
                        Microsoft.Extensions.AI.FunctionResultContent result => $"{result.Result}",
                        Microsoft.Extensions.AI.FunctionCallContent call => $"{call.Name} {string.Join(",", call.Arguments!.Values)}",
                        _ => content.ToString(),
                    }
                )
        );
}
