using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Tests.Conversations;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Issues;

/// <summary>An answer that asks the customer something leaves its issue open, however it asks.</summary>
public sealed class AskingAnswerTests
{
    [Theory]
    [InlineData("Please send me the invoice number.", true)]
    [InlineData("Which invoice is it? Thanks!", true)]
    [InlineData("Bitte nennen Sie mir die Rechnungsnummer.", true)]
    [InlineData("Which invoice?", null)]
    public async Task What_is_asked_waits_on_the_customer_and_the_answer_goes_to_who_asked(string answer, bool? question)
    {
        var support = Billing(request => Say(request.Text.Contains("It is 7.", StringComparison.Ordinal) ? "Corrected." : answer));
        var runtime = support.Runtime();

        var asked = await runtime.RunAsync("I was charged twice.", support.Conversation);
        var answered = await runtime.RunAsync("It is 7.", support.Conversation);

        Assert.Equal(IssueStatus.WaitingOnCustomer, asked.Issues.Single().Status);
        Assert.Equal((IssueStatus.Resolved, "billing"), (answered.Issues.Single().Status, answered.Issues.Single().Owner));
        Assert.Equal(question, (await support.EntriesAsync()).OfType<Replied>().First().Question);
    }

    [Theory]
    [InlineData("It is corrected. Is there anything else I can help with?")]
    [InlineData("Es ist korrigiert. Kann ich sonst noch helfen?")]
    [InlineData("It is corrected. The page said \"Do you want to go on?\"")]
    public async Task A_courtesy_settles_the_issue(string answer)
    {
        var support = Billing(_ => Say(answer));

        var turn = await support.Runtime().RunAsync("I was charged twice.", support.Conversation);

        Assert.Equal(IssueStatus.Resolved, turn.Issues.Single().Status);
        Assert.NotEqual(true, (await support.EntriesAsync()).OfType<Replied>().Single().Question);
    }

    private static SupportTeam Billing(Func<ScriptedRequest, ScriptedReply> billing)
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(Transfer("billing", "Charged twice.", 0.95, SupportTeam.Charge));
        support.Models["billing"] = new ScriptedModel(billing);
        return support;
    }
}
