using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Providers.Offline;
using Baton.TeamFiles;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Providers.Offline;

/// <summary>The sample team under the coordinator strategy, with no model but the offline one, unless a test lets one fail.</summary>
public sealed class OfflineCoordinatorTests
{
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "support");

    private static readonly ConversationId Conversation = new("c1");

    private readonly InMemoryJournal journal = new();

    [Fact]
    public async Task Two_issues_are_worked_on_at_the_same_time_and_answered_in_one_reply()
    {
        await using var file = await LoadAsync();
        var turn = await Runtime(file).RunAsync(file.Message!, Conversation);

        Assert.Equal((TurnOutcome.Replied, "triage"), (turn.Outcome, turn.Holder));
        Assert.Contains("a refund of $20.00 is due", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains("DSH-502", turn.FinalOutput, StringComparison.Ordinal);
        Assert.True(
            turn.FinalOutput.IndexOf("refund", StringComparison.Ordinal) < turn.FinalOutput.IndexOf("DSH-502", StringComparison.Ordinal)
        );
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
        var entries = await journal.ReadAsync(Conversation).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, entries.OfType<LegEnded>().Count());
        Assert.Equal(2, entries.OfType<ModelCallEnded>().Count(ended => ended.Participant == "triage"));
    }

    [Fact]
    public async Task What_a_leg_could_not_finish_is_said_in_plain_words_behind_what_is_done()
    {
        await using var file = await LoadAsync();
        using var broken = new ScriptedModel(_ => Fail(new InvalidOperationException("down")));

        var turn = await Runtime(file, ("technical", broken)).RunAsync(file.Message!, Conversation);

        Assert.StartsWith("I found the charge of $49.99", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains(
            "I could not finish everything about \"the dashboard is showing an error",
            turn.FinalOutput,
            StringComparison.OrdinalIgnoreCase
        );
        Assert.EndsWith("something went wrong on our side. It stays open.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperationException", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal([IssueStatus.Resolved, IssueStatus.InProgress], turn.Issues.Select(issue => issue.Status));
    }

    [Fact]
    public async Task What_colleagues_ask_stands_at_the_end_and_the_answers_go_back_to_them()
    {
        await using var file = await LoadAsync();
        var runtime = Runtime(file);

        var asked = await runtime.RunAsync("I was charged the wrong amount. Also, the dashboard is showing an error.", Conversation);
        var turn = await runtime.RunAsync("I was charged $49.99 but my plan is $29.99", Conversation);

        Assert.Contains("DSH-502", asked.FinalOutput, StringComparison.Ordinal);
        Assert.EndsWith("?", asked.FinalOutput, StringComparison.Ordinal);
        Assert.Equal([IssueStatus.WaitingOnCustomer, IssueStatus.Resolved], asked.Issues.Select(issue => issue.Status));
        Assert.Contains("a refund of $20.00 is due", turn.FinalOutput, StringComparison.Ordinal);
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }

    [Fact]
    public async Task The_same_issue_written_twice_is_one_entry_of_the_ledger()
    {
        await using var file = await LoadAsync();

        var turn = await Runtime(file)
            .RunAsync(
                "The dashboard is showing an error. I was charged $49.99 but my plan should be $29.99. The dashboard is showing an error.",
                Conversation
            );

        Assert.Equal(2, turn.Issues.Count);
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }

    [Fact]
    public void What_the_customer_wrote_while_colleagues_worked_is_passed_on_once_before_the_answer()
    {
        const string Before =
            SupportTeam.TwoIssues
            + "\n\n<baton:note>\nYou asked for a report of billing: Charge.\n</baton:note>\n\nWhat are your opening hours?\n\n"
            + "<baton:report from=\"billing\" outcome=\"answered\">\nIssues: #1 Charge\nPaid back.\n</baton:report>";
        const string After =
            "\n\n<baton:note>\nYou asked for a report of general: Hours.\n</baton:note>\n\n<baton:report from=\"general\" "
            + "outcome=\"answered\">\nIssues: #2 Hours\nFrom 9 to 5.\n</baton:report>";
        var triage = new SupportTeam().Triage;

        var first = SupportTeam.Reply(triage, SupportTeam.Customer(Before));
        var second = SupportTeam.Reply(triage, SupportTeam.Customer(Before + After));

        Assert.Equal(["transfer_to_general"], SupportTeam.Calls(first).Select(call => call.Name));
        Assert.Equal("Paid back.\n\nFrom 9 to 5.", second.Text);
        Assert.Empty(SupportTeam.Calls(second));
    }

    private static Task<TeamFile> LoadAsync() => TeamFile.LoadAsync(Sample, cancellationToken: TestContext.Current.CancellationToken);

    private TeamRuntime Runtime(TeamFile file, params (string Agent, IChatClient Model)[] others)
    {
        var team = new Team(file.Team.Name, file.Team.Entry, file.Team.Limits) { Strategy = IssueStrategy.Coordinator };
        return new TeamRuntime(
            team,
            agent => others.FirstOrDefault(other => other.Agent == agent.Name).Model ?? new OfflineChatClient(agent),
            journal
        );
    }
}
