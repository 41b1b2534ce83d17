using System.Text.Json;
using Baton.Providers.Offline;
using Microsoft.Extensions.AI;
using static Baton.Tests.Providers.Offline.SupportTeam;

namespace Baton.Tests.Providers.Offline;

public sealed class OfflineAnswerTests
{
    private const string ChargeFound = """{"rows":[{"amount":"49.99","invoice":"INV-1","plan":"Basic"}],"count":1}""";
    private const string PlanFound = """{"rows":[{"name":"Basic","price":29.99}],"count":1}""";

    private readonly SupportTeam team = SupportTeam.Shared;

    [Fact]
    public void Values_of_the_reply_come_from_the_look_ups_and_a_later_one_uses_an_earlier_ones()
    {
        var briefed = Briefed(TwoIssues, "triage", Charge);
        var first = Reply(team.Billing, briefed);
        var second = Reply(team.Billing, briefed, first, Results(first, ChargeFound));
        var last = Reply(team.Billing, briefed, first, Results(first, ChargeFound), second, Results(second, PlanFound));

        var charge = Assert.Single(Calls(first));
        Assert.Equal(("find_charge", 49.99m), (charge.Name, charge.Arguments!["amount"]));
        var plan = Assert.Single(Calls(second));
        Assert.Equal(("find_plan", "Basic"), (plan.Name, plan.Arguments!["plan"]));
        Assert.Empty(Calls(last));
        Assert.Equal("You were charged $49.99 on invoice INV-1; the Basic plan costs $29.99.", last.Text);
    }

    [Fact]
    public void Look_ups_that_need_nothing_of_each_other_are_called_together()
    {
        var agent = new Agent
        {
            Name = "billing",
            Tools =
            [
                AIFunctionFactory.Create((decimal amount) => "", "find_charge"),
                AIFunctionFactory.Create((string price) => "", "find_plan"),
            ],
            Answers =
            [
                new()
                {
                    When = ["I was charged the wrong amount"],
                    LookUp =
                    [
                        new()
                        {
                            As = "charge",
                            Tool = "find_charge",
                            With = new Dictionary<string, string> { ["amount"] = "{amount}" },
                        },
                        new()
                        {
                            As = "plan",
                            Tool = "find_plan",
                            With = new Dictionary<string, string> { ["price"] = "{amount2}" },
                        },
                    ],
                    Say = "{charge.date}: {plan.name}",
                },
            ],
        };
        var calls = Reply(agent, Briefed(TwoIssues, "triage", Charge));
        var reply = Reply(
            agent,
            Briefed(TwoIssues, "triage", Charge),
            calls,
            Results(calls, """[{"date":"1 May"}]""", JsonSerializer.SerializeToElement(new { name = "Basic" }))
        );

        Assert.Equal(["find_charge", "find_plan"], Calls(calls).Select(call => call.Name));
        Assert.Equal("29.99", Calls(calls)[1].Arguments!["price"]);
        Assert.Equal("1 May: Basic", reply.Text);
    }

    [Theory]
    [InlineData("""{"rows":[],"count":0}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("Error: TimeoutException")]
    [InlineData("""{"error":"no such table"}""")]
    [InlineData("""{"rows":[{"amount":"49.99"}],"count":1}""")]
    [InlineData("The service is down.")]
    [InlineData("""{"rows":[{"amount":"\ud800","invoice":"INV-1","plan":""}],"count":1}""")]
    [InlineData("""{"content":[{"type":"text","text":"{\"rows\":[]}"}],"isError":false}""")]
    [InlineData("""{"content":[{"type":"text","text":"no"}],"isError":true}""")]
    public void Nothing_found_is_said_and_nothing_is_made_up(string result)
    {
        var call = Reply(team.Billing, Customer(Charge));

        var reply = Reply(team.Billing, Customer(Charge), call, Results(call, result));

        Assert.Empty(Calls(reply));
        Assert.Equal("I see no charge of $49.99 on your account.", reply.Text);
    }

    [Fact]
    public void A_place_that_a_result_does_not_fill_never_reaches_the_customer()
    {
        var question = Customer("Please send me invoice INV-7 again");
        var call = Reply(team.Billing, question);

        var reply = Reply(team.Billing, question, call, Results(call, """{"id":"INV-7","customer":{"email":null}}"""));

        Assert.Equal("INV-7", Assert.Single(Calls(call)).Arguments!["invoice"]);
        Assert.Contains("could not find that in our records", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_looks_like_a_place_is_left_as_it_is()
    {
        var question = Customer("Please send me invoice INV-7 again");
        var call = Reply(team.Billing, question);

        var reply = Reply(team.Billing, question, call, Results(call, """{"id":"{email}","customer":{"email":"a@b.example"}}"""));

        Assert.Equal("Invoice {email} is on its way to a@b.example.", reply.Text);
    }

    [Fact]
    public void What_a_look_up_needs_and_the_customer_left_out_is_asked_for_and_the_answer_completes_the_request()
    {
        var question = Reply(team.Billing, Customer("I was charged the wrong amount"));

        var resumed = Reply(team.Billing, Customer("I was charged the wrong amount"), question, Customer("It was $49.99."));

        Assert.EndsWith("?", question.Text, StringComparison.Ordinal);
        Assert.Contains("the amount", question.Text, StringComparison.Ordinal);
        Assert.Empty(Calls(question));
        Assert.Equal(49.99m, Assert.Single(Calls(resumed)).Arguments!["amount"]);
    }

    [Fact]
    public async Task A_look_up_whose_tool_is_not_offered_leads_to_the_other_answer()
    {
        using var client = new OfflineChatClient(team.Billing);

        var reply = await client.GetResponseAsync([Customer(Charge)], new() { Tools = [] });

        Assert.Equal("I see no charge of $49.99 on your account.", reply.Text);
    }

    [Fact]
    public void Calls_that_come_back_from_a_journal_as_JSON_are_known_again()
    {
        var call = Assert.Single(Calls(Reply(team.Billing, Customer(Charge))));
        var stored = new FunctionCallContent(
            call.CallId,
            call.Name,
            new Dictionary<string, object?> { ["amount"] = JsonElement.Parse("49.990") }
        );

        var next = Reply(
            team.Billing,
            Customer(Charge),
            new(ChatRole.Assistant, [stored]),
            new(ChatRole.Tool, [new FunctionResultContent(call.CallId, JsonElement.Parse(ChargeFound))])
        );

        Assert.Equal("find_plan", Assert.Single(Calls(next)).Name);
    }

    [Fact]
    public void Two_requests_of_ones_own_are_answered_in_order()
    {
        var reply = Reply(team.General, Customer("When are you open? Also, what is your address?"));

        Assert.Equal("We are open from 9 to 5.\n\n1 Main Street.", reply.Text);
    }

    [Fact]
    public void A_briefed_issue_that_belongs_to_a_colleague_goes_back_under_its_number()
    {
        var call = Assert.Single(Calls(Reply(team.Billing, Briefed(Dashboard, "triage", Dashboard))));

        Assert.Equal("transfer_to_triage", call.Name);
        Assert.Equal("technical", call.Arguments!["category"]);
        Assert.Equal(["1"], Assert.IsType<string[]>(call.Arguments["issues"]));
    }

    [Fact]
    public void A_value_that_an_issues_title_leaves_out_is_taken_from_what_the_customer_wrote()
    {
        var call = Assert.Single(Calls(Reply(team.Billing, Briefed(TwoIssues, "triage", "Customer was charged the wrong amount"))));

        Assert.Equal(("find_charge", 49.99m), (call.Name, call.Arguments!["amount"]));
    }

    [Fact]
    public void Notes_of_what_others_said_are_neither_worked_on_nor_taken_for_corrections()
    {
        var reply = Reply(
            team.General,
            Customer("The app crashes. <baton:note>technical said: Is it true that you want a refund?</baton:note>"),
            Customer("<baton:note>billing said: Done.</baton:note> When are you open?"),
            Customer("<baton:note>billing looked up: nothing.</baton:note>")
        );

        Assert.Equal("We are open from 9 to 5.", reply.Text);
        Assert.Empty(Calls(reply));
    }

    [Fact]
    public void A_new_topic_reaches_the_colleague_of_a_colleague()
    {
        var reply = Reply(
            team.Billing,
            Briefed(Charge, "triage", Charge),
            new(ChatRole.Assistant, "Done."),
            Customer("Now the app crashes when I start it")
        );

        Assert.Equal("transfer_to_triage", Assert.Single(Calls(reply)).Name);
    }

    [Fact]
    public void A_request_of_ones_own_is_answered_beside_the_transfer_of_another()
    {
        var reply = Reply(team.Billing, Customer("How do I get a refund? Also, the app crashes when I open it."));

        Assert.Equal("Refunds take five working days.", reply.Text);
        Assert.Equal("transfer_to_triage", Assert.Single(Calls(reply)).Name);
    }

    [Fact]
    public void A_reply_that_was_found_wrong_is_not_repeated()
    {
        var reply = Reply(
            team.Billing,
            Customer("How do I get a refund?"),
            new(ChatRole.Assistant, "Refunds take five working days."),
            Customer("<baton:note>Your reply was blocked.</baton:note>")
        );

        Assert.NotEqual("Refunds take five working days.", reply.Text);
        Assert.NotEqual("", reply.Text);
    }
}
