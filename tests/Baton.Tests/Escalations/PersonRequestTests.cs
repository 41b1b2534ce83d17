using Baton.Journals.Entries;
using Baton.Teams.Escalations;
using Baton.Testing.ChatClients;
using Baton.Texts.Routers.People;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Escalations;

/// <summary>A customer who asks for a person gets one.</summary>
public sealed class PersonRequestTests
{
    [Theory]
    [InlineData("I want to speak to a human.")]
    [InlineData("Can I talk to a real person, please?")]
    [InlineData("Please connect me with a human agent")]
    [InlineData("transfer me to a representative NOW")]
    [InlineData("Get me a human")]
    [InlineData("I'd like to chat with somebody real.")]
    [InlineData("I need a real person.")]
    [InlineData("Let me speak with your manager.")]
    [InlineData("Agent!")]
    [InlineData("human please")]
    [InlineData("This does not help. Put me through to an operator.")]
    public void Is_heard(string message) => Assert.True(PersonWish.IsIn(message));

    [Theory]
    [InlineData("I don't want to speak to a human.")]
    [InlineData("No need to connect me to a person.")]
    [InlineData("I already talked to a person yesterday and got no refund.")]
    [InlineData("Does your agent portal work?")]
    [InlineData("I want the manager role for my account.")]
    [InlineData("Which person signed my contract?")]
    [InlineData("Human resources has a question about invoice 7.")]
    [InlineData("I need a person's name on the invoice.")]
    [InlineData("")]
    public void Is_not_heard_where_nobody_asks(string message) => Assert.False(PersonWish.IsIn(message));

    [Fact]
    public async Task Goes_to_people_and_past_every_other_agent_before_any_model_is_asked()
    {
        var shop = new LadderTeam();

        var turn = await shop.SayAsync("I want to speak to a human.");

        Assert.Equal((TurnOutcome.WaitingOnPerson, "people"), (turn.Outcome, turn.Holder));
        Assert.Equal([$"triage people {FailureCause.AskedByCustomer} 2"], await shop.ClimbAsync());
        Assert.Empty(shop.Models["triage"].Requests);
        Assert.True((await shop.EntriesAsync()).OfType<MessageReceived>().Single().AsksForPerson);
    }

    [Fact]
    public async Task Is_an_agent_s_to_answer_where_the_team_says_so_or_where_there_are_no_people()
    {
        var off = new LadderTeam(policy: new EscalationPolicy { ByCustomers = false });
        var none = new LadderTeam(ladder: ["chief"], hasDesks: false);
        foreach (var shop in new[] { off, none })
        {
            shop.Models["triage"] = new ScriptedModel(_ => Say("I am all there is."));
            Assert.Equal("I am all there is.", (await shop.SayAsync("I want to speak to a human.")).FinalOutput);
        }
    }

    [Fact]
    public async Task Once_people_handed_back_the_old_request_is_no_new_one()
    {
        var shop = new LadderTeam(["people"]);
        shop.Models["triage"] = new ScriptedModel(_ => Say("Anything else?"));
        await shop.SayAsync("I want to speak to a human.");

        var turn = await shop.As("maria").HandBackAsync(shop.Conversation, "We talked on the phone.");

        Assert.Equal("Anything else?", turn!.FinalOutput);
        Assert.Single(await shop.ClimbAsync());
    }

    [Fact]
    public async Task While_a_call_waits_for_approval_the_call_is_decided_first_and_its_reply_is_not_lost()
    {
        var shop = new DeskTeam();
        shop.Models["triage"] = new ScriptedModel(Transfer("billing", "A refund.", 0.9, "Refund"));
        shop.Models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("human", StringComparison.Ordinal) && request.Results.Count == 0
                ? Say("Paid.")
                : Call("refund", """{"amount":80}""")
        );
        await shop.Runtime().RunAsync("Refund me.", shop.Conversation);

        await shop.Runtime().RunAsync("I want to speak to a human.", shop.Conversation);
        Assert.Empty((await shop.EntriesAsync()).OfType<Escalated>());
        var turn = await shop.Runtime().AsOperator("maria").ApproveAsync(shop.Conversation, await shop.AskedAsync());

        Assert.Single(shop.Refunds);
        Assert.Equal((TurnOutcome.Replied, "Paid."), (turn!.Outcome, turn.FinalOutput));
    }
}
