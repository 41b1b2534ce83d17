using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;
using static Baton.Tests.Issues.LedgerCalls;

namespace Baton.Tests.Issues;

/// <summary>An issue whose tool failed is not resolved by an apology, in whatever language, nor by saying so.</summary>
public sealed class FailedToolTests
{
    private readonly ScriptedModels models = new();
    private readonly InMemoryJournal journal = new();
    private readonly ConversationId conversation = new("c1");
    private readonly HashSet<string> broken = ["refund", "find"];

    [Theory]
    [InlineData("Sorry, I could not refund you.")]
    [InlineData("Es tut mir leid, das hat nicht geklappt.")]
    [InlineData("申し訳ございません。")]
    public async Task An_apology_for_a_tool_that_failed_leaves_the_issue_open_and_the_next_message_comes_back(string apology)
    {
        Billing(request => request.Results.Count == 0 ? Call("refund") : Say(apology));

        var turn = await Runtime().RunAsync("My money, please.", conversation);
        broken.Clear();
        models["billing"] = new ScriptedModel(request => request.Number == 1 ? Call("refund") : Say("I have refunded you."));
        var again = await Runtime().RunAsync("Please try again.", conversation);

        Assert.Equal((apology, IssueStatus.InProgress), (turn.FinalOutput, turn.Issues.Single().Status));
        Assert.Contains("refund failed", (await LastChangeAsync(1)).Reason, StringComparison.Ordinal);
        Assert.Equal((IssueStatus.Resolved, "billing"), (again.Issues.Single().Status, again.Issues.Single().Owner));
    }

    [Fact]
    public async Task A_later_success_of_the_tool_mends_it()
    {
        Billing(request =>
        {
            if (request.Number == 2)
                broken.Clear();
            return request.Number < 3 ? Call("refund") : Say("I have refunded you.");
        });

        Assert.Equal(IssueStatus.Resolved, (await Runtime().RunAsync("My money, please.", conversation)).Issues.Single().Status);
    }

    [Theory]
    [InlineData("refund", "look", IssueStatus.InProgress)]
    [InlineData("find", "look", IssueStatus.Resolved)]
    [InlineData("look", "find", IssueStatus.InProgress)]
    public async Task A_look_up_mends_a_look_up_and_no_deed(string first, string second, IssueStatus status)
    {
        Billing(request =>
            request.Number switch
            {
                1 => Call(first),
                2 => Call(second),
                _ => Say("That is all I can say."),
            }
        );

        Assert.Equal(status, (await Runtime().RunAsync("My money, please.", conversation)).Issues.Single().Status);
    }

    [Fact]
    public async Task Calling_it_resolved_after_a_tool_failed_keeps_it_open_with_a_note_and_tells_the_model()
    {
        Billing(
            request =>
                request.Number switch
                {
                    1 => Call("refund"),
                    2 => Update("1", "resolved", more: "\"outcome\":\"Refunded.\""),
                    _ => Say("It did not work out."),
                },
            "Refund",
            "Plan"
        );

        var turn = await Runtime().RunAsync("My money, please.", conversation);

        Assert.Equal(IssueStatus.InProgress, turn.Issues[0].Status);
        Assert.Null(turn.Issues[0].Outcome);
        Assert.Contains("refund had failed", Assert.Single((await LastChangeAsync(1)).Notes!), StringComparison.Ordinal);
        Assert.Contains("It stays open", models["billing"].Requests[2].Results.Single(), StringComparison.Ordinal);
    }

    private void Billing(Func<ScriptedRequest, ScriptedReply> billing, params string[] titles)
    {
        models["triage"] = new ScriptedModel(Transfer("billing", "Money back.", 0.95, titles));
        models["billing"] = new ScriptedModel(billing);
    }

    private TeamRuntime Runtime()
    {
        var billing = new Agent
        {
            Name = "billing",
            Tools = [Of("refund", ToolEffect.Once), Of("find", ToolEffect.ReadOnly), Of("look", ToolEffect.ReadOnly)],
        };
        var triage = new Agent { Name = "triage", Handoffs = [billing, new Agent { Name = "technical" }] };
        return new TeamRuntime(new Team("support", triage), models.For, journal);
    }

    private Tool Of(string name, ToolEffect effect) =>
        Tool.Create(() => broken.Contains(name) ? throw new ToolException("The service is down.") : "ok", name, effect: effect);

    private async Task<IssueChanged> LastChangeAsync(int issue) =>
        (await journal.ReadAsync(conversation).OfType<IssueChanged>().ToListAsync()).First(changed =>
            changed.Issue == new IssueId(issue) && changed.Status == IssueStatus.InProgress
        );
}
