using System.Net;
using Baton.Journals;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Fallbacks;

/// <summary>One agent that fails does not take the others' issues with it.</summary>
public sealed class OthersGoOnTests
{
    private readonly InMemoryJournal journal = new();
    private readonly ScriptedModels models = new();
    private readonly ConversationId conversation = new("c1");

    private static ScriptedReply Down => Fail(new HttpRequestException("down", null, HttpStatusCode.BadRequest));

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    [InlineData("three")]
    public async Task Healthy_owners_serve_their_issues_and_the_rest_is_degraded_honestly(string failing)
    {
        SetUp(failing);

        var turn = await RunAsync("Three things.");

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        foreach (var name in new[] { "one", "two", "three" })
        {
            Assert.Equal(name != failing, turn.FinalOutput!.Contains($"{name} is done.", StringComparison.Ordinal));
            var issue = turn.Issues.Single(issue => issue.Owner == name);
            Assert.Equal(name == failing, issue.Status != IssueStatus.Resolved);
        }

        Assert.Contains($"Not done:\n- Issue of {failing}", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains("I could not finish the rest", turn.FinalOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_left_is_served_when_the_customer_writes_again()
    {
        SetUp("two");
        await RunAsync("Three things.");
        models["two"] = new ScriptedModel(_ => Say("two is done."));
        models["three"] = new ScriptedModel(_ => Transfer("two", "Go on."));

        var turn = await RunAsync("And now?");

        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }

    [Fact]
    public async Task A_holder_without_issues_that_fails_at_a_message_leaves_the_others_to_serve_theirs()
    {
        SetUp("two");
        await RunAsync("Three things.");
        models["two"] = new ScriptedModel(_ => Say("two is done."));
        models["three"] = new ScriptedModel(_ => Down);

        var turn = await RunAsync("And now?");

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.StartsWith("two is done.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains("I could not finish the rest", turn.FinalOutput, StringComparison.Ordinal);
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }

    [Fact]
    public async Task Two_that_fail_leave_the_third_to_serve()
    {
        SetUp("one", "three");

        var turn = await RunAsync("Three things.");

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.StartsWith("two is done.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains("- Issue of one\n- Issue of three", turn.FinalOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_people_only_the_failed_agent_s_issue_goes_to_them()
    {
        SetUp("one");

        var turn = await RunAsync("Three things.", new Desk { Name = "people" });

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.Contains("two is done.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains("three is done.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(
            [("people", IssueStatus.WaitingOnPerson), ("two", IssueStatus.Resolved), ("three", IssueStatus.Resolved)],
            turn.Issues.Select(issue => (issue.Owner, issue.Status))
        );
    }

    private void SetUp(params string[] failing)
    {
        string[] names = ["one", "two", "three"];
        models["triage"] = new ScriptedModel(request =>
            request.Number == 1
                ? names.Select(name => Transfer(name, $"For {name}.", issues: $"Issue of {name}")).Aggregate((all, next) => all.And(next))
                : Transfer("two", "Go on.")
        );
        foreach (var name in names)
            models[name] = new ScriptedModel(_ => failing.Contains(name) ? Down : Say($"{name} is done."));
    }

    private Task<Turn> RunAsync(string message, params Desk[] desks)
    {
        var two = new Agent { Name = "two" };
        var triage = new Agent
        {
            Name = "triage",
            Handoffs = [new Agent { Name = "one" }, two, new Agent { Name = "three", Handoffs = [two] }],
        };
        return new TeamRuntime(new Team("three", triage) { Desks = desks }, models.For, journal).RunAsync(message, conversation);
    }
}
