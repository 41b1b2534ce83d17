using System.Text.Json;
using Baton.Providers.Offline;
using Microsoft.Extensions.AI;
using static Baton.Tests.Providers.Offline.SupportTeam;

namespace Baton.Tests.Providers.Offline;

public sealed class OfflineTriageTests
{
    private readonly SupportTeam team = SupportTeam.Shared;

    [Fact]
    public void A_message_with_two_issues_gives_two_transfers_that_are_sure()
    {
        var calls = Calls(Reply(team.Triage, Customer(TwoIssues)));

        Assert.Equal(["transfer_to_billing", "transfer_to_technical"], calls.Select(call => call.Name));
        Assert.Equal([Charge], IssuesOf(calls[0]));
        Assert.Equal([Dashboard], IssuesOf(calls[1]));
        Assert.Equal(["billing", "technical"], calls.Select(call => call.Arguments!["category"]));
        Assert.All(calls, call => Assert.InRange(Assert.IsType<double>(call.Arguments!["confidence"]), 0.51, 1.0));
        Assert.All(calls, call => Assert.NotEmpty(Assert.IsType<string>(call.Arguments!["summary"])));
    }

    [Theory]
    [InlineData("Hi! My bill is too high. I also can't log in.", "transfer_to_billing", "transfer_to_technical")]
    [InlineData("my bill is too high and I can't log in", "transfer_to_billing", "transfer_to_technical")]
    [InlineData("i was charged twice and the app keeps crashing", "transfer_to_billing", "transfer_to_technical")]
    [InlineData(
        "1. I want a refund\n2. The page will not load\n3. When are you open on Sundays?",
        "transfer_to_billing",
        "transfer_to_technical",
        "transfer_to_general"
    )]
    [InlineData("I was charged $1,299.00, i.e. far more than my plan's price, e.g. last month it was $12.", "transfer_to_billing")]
    [InlineData("where's your office located", "transfer_to_general")]
    [InlineData("Hello there. I am really annoyed. You charged me the wrong amount. It was $5.", "transfer_to_billing")]
    public void Each_request_goes_to_whoever_takes_it(string message, params string[] transfers)
    {
        var reply = Reply(team.Triage, Customer(message));

        Assert.Equal(transfers, Calls(reply).Select(call => call.Name));
        Assert.Equal("", reply.Text);
    }

    [Fact]
    public void Colleagues_who_might_take_it_too_are_named_with_how_sure_that_is()
    {
        var call = Assert.Single(Calls(Reply(team.Triage, Customer("My usage statistics show the wrong amount on my invoice"))));

        var others = Assert
            .IsAssignableFrom<IEnumerable<object>>(call.Arguments!["alternatives"])
            .Select(other => JsonSerializer.SerializeToElement(other))
            .ToList();
        Assert.Contains(others, other => "transfer_to_" + other.GetProperty("agent").GetString() != call.Name);
        Assert.All(
            others,
            other => Assert.InRange(other.GetProperty("confidence").GetDouble(), 0.01, (double)call.Arguments["confidence"]!)
        );
    }

    [Fact]
    public void Two_issues_of_one_colleague_are_one_transfer_with_both()
    {
        var call = Assert.Single(
            Calls(Reply(team.Triage, Customer("I was charged twice this month. Also, please send me my invoice again.")))
        );

        Assert.Equal(["I was charged twice this month", "Please send me my invoice again"], IssuesOf(call));
    }

    [Theory]
    [InlineData("The app crashes. It says error 500.", "The app crashes. It says error 500")]
    [InlineData("I want my money back and I want it now!", "I want my money back and I want it now!")]
    [InlineData("hello! i was charged twice this month", "I was charged twice this month")]
    public void What_belongs_together_is_one_issue_in_the_customers_words(string message, string issue)
    {
        Assert.Equal([issue], IssuesOf(Assert.Single(Calls(Reply(team.Triage, Customer(message))))));
    }

    [Fact]
    public void A_greeting_is_answered_and_not_transferred()
    {
        var reply = Reply(team.Triage, Customer("Hi there!"));

        Assert.Equal("Hello! What can we do for you?", reply.Text);
        Assert.Empty(Calls(reply));
    }

    [Fact]
    public void What_nobody_knows_is_answered_honestly()
    {
        var reply = Reply(team.Triage, Customer("Xyzzy quux frobnicate"));

        Assert.Empty(Calls(reply));
        Assert.Contains("offline model", reply.Text, StringComparison.Ordinal);
        Assert.Contains("billing, technical and general", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_issue_is_not_sent_back_to_whoever_just_returned_it()
    {
        var reply = Reply(team.Triage, Briefed("The dashboard shows an error", "technical", "The dashboard shows an error"));

        Assert.DoesNotContain(Calls(reply), call => call.Name == "transfer_to_technical");
    }

    [Fact]
    public void A_refused_transfer_is_not_tried_again()
    {
        var first = Reply(team.Triage, Customer("The dashboard shows an error"));
        var note = Customer(
            "<baton:note>transfer_to_technical is closed. You can use transfer_to_billing and transfer_to_general.</baton:note>"
        );

        var visible = Reply(team.Triage, Customer("The dashboard shows an error"), first, Results(first, "refused"), note);
        var hidden = Reply(team.Triage, Customer("The dashboard shows an error"), note);
        var twice = Reply(team.Triage, Customer("The dashboard shows an error"), note, note);

        Assert.Equal("transfer_to_technical", Assert.Single(Calls(first)).Name);
        Assert.DoesNotContain(Calls(visible).Concat(Calls(hidden)), call => call.Name == "transfer_to_technical");
        Assert.Empty(Calls(twice));
        Assert.NotEqual("", twice.Text);
    }

    [Fact]
    public async Task A_transfer_that_is_not_offered_is_not_called()
    {
        using var client = new OfflineChatClient(team.Triage);

        var reply = await client.GetResponseAsync([Customer(TwoIssues)]);

        Assert.Empty(Calls(reply.Messages[0]));
        Assert.NotEqual("", reply.Text);
    }

    [Fact]
    public void A_team_without_examples_is_told_what_is_missing()
    {
        var reply = Reply(new Agent { Name = "alone" }, Customer("Hello"));

        Assert.Contains("Baton's offline model", reply.Text, StringComparison.Ordinal);
        Assert.Contains("ANTHROPIC_API_KEY", reply.Text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> IssuesOf(FunctionCallContent call) => Assert.IsType<string[]>(call.Arguments!["issues"]);
}
