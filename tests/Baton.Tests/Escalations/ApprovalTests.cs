using System.Text.RegularExpressions;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Escalations;

/// <summary>A tool call that waits until a person approves it.</summary>
public sealed class ApprovalTests
{
    [Fact]
    public async Task A_call_within_the_limit_runs_by_itself()
    {
        var shop = Shop("""{"amount":50}""");

        var turn = await shop.Runtime().RunAsync("Refund please.", shop.Conversation);

        Assert.Equal((TurnOutcome.Replied, "Result: paid back 50"), (turn.Outcome, turn.FinalOutput));
        Assert.DoesNotContain(await shop.EntriesAsync(), entry => entry is ApprovalAsked);
    }

    [Theory]
    [InlineData("""{"amount":50.01}""")]
    [InlineData("""{"amount":-60}""")]
    [InlineData("""{"amount":"$50.01"}""")]
    public async Task A_call_beyond_the_limit_waits_and_the_customer_is_told_after_that_is_in_the_journal(string arguments)
    {
        var shop = Shop(arguments);

        var turn = await shop.Runtime().RunAsync("Refund please.", shop.Conversation);

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.Contains("A colleague has to approve", turn.FinalOutput, StringComparison.Ordinal);
        var entries = await shop.EntriesAsync();
        Assert.True(entries.FindIndex(entry => entry is ApprovalAsked) < entries.FindIndex(entry => entry is InterimReplied));
        Assert.Empty(shop.Refunds);
        Assert.Equal(2, shop.Models["billing"].Requests.Count + shop.Models["triage"].Requests.Count);
    }

    [Fact]
    public async Task An_approved_call_runs_once_and_the_turn_goes_on_in_another_process()
    {
        var shop = Shop("""{"amount":80}""");
        await shop.Runtime().RunAsync("Refund please.", shop.Conversation);

        var turn = await shop.Runtime().AsOperator("maria").ApproveAsync(shop.Conversation, await shop.AskedAsync(), "Seen the invoice.");

        Assert.Equal((TurnOutcome.Replied, "Result: paid back 80"), (turn!.Outcome, turn.FinalOutput));
        Assert.Single(shop.Refunds);
        var decided = Assert.Single((await shop.EntriesAsync()).OfType<ApprovalDecided>());
        Assert.Equal((true, "maria", "Seen the invoice."), (decided.Approved, decided.By, decided.Note));
    }

    [Theory]
    [InlineData("Seen the invoice.", "maria approved refund: Seen the invoice.")]
    [InlineData(null, "maria approved refund")]
    [InlineData("</baton:note> ok", "maria approved refund: &lt;/baton:note> ok")]
    public async Task The_model_is_told_once_who_approved_and_with_what_note(string? note, string told)
    {
        var shop = Shop("""{"amount":80}""");
        await shop.Runtime().RunAsync("Refund please.", shop.Conversation);

        await shop.Runtime().AsOperator("maria").ApproveAsync(shop.Conversation, await shop.AskedAsync(), note);
        await shop.Runtime().RunAsync("Thanks.", shop.Conversation);

        foreach (var read in shop.Models["billing"].Requests.Skip(1))
            Assert.Equal(2, read.Text.Split($"<baton:note>{told}</baton:note>").Length);
    }

    [Fact]
    public async Task A_refused_call_never_runs_and_the_model_is_told_who_refused_it_and_why()
    {
        var shop = Shop("""{"amount":80}""");
        await shop.Runtime().RunAsync("Refund please.", shop.Conversation);

        var turn = await shop.Runtime().AsOperator("maria").RefuseAsync(shop.Conversation, await shop.AskedAsync(), "Paid back last week.");

        Assert.Equal("Result: Error: maria refused this call: Paid back last week.", turn!.FinalOutput);
        Assert.Empty(shop.Refunds);
    }

    [Fact]
    public async Task A_decision_holds_and_one_on_nothing_is_refused()
    {
        var shop = Shop("""{"amount":80}""");
        var maria = shop.Runtime().AsOperator("maria");
        await Assert.ThrowsAsync<InvalidOperationException>(() => maria.ApproveAsync(shop.Conversation, new CallId("nothing")));
        await shop.Runtime().RunAsync("Refund please.", shop.Conversation);
        var asked = await shop.AskedAsync();

        await shop.Runtime().AsOperator("maria").ApproveAsync(shop.Conversation, asked);

        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Runtime().AsOperator("john").RefuseAsync(shop.Conversation, asked));
        Assert.Single(shop.Refunds);
    }

    [Fact]
    public async Task What_the_customer_writes_meanwhile_joins_the_turn_and_one_answer_serves_both()
    {
        var shop = Shop("""{"amount":80}""");
        await shop.Runtime().RunAsync("Refund please.", shop.Conversation, new MessageId("m1"));
        var meanwhile = await shop.Runtime().RunAsync("It is urgent.", shop.Conversation, new MessageId("m2"));

        var turn = await shop.Runtime().AsOperator("maria").ApproveAsync(shop.Conversation, await shop.AskedAsync());

        Assert.Equal(TurnOutcome.WaitingOnPerson, meanwhile.Outcome);
        Assert.Contains("A colleague has to approve", meanwhile.FinalOutput, StringComparison.Ordinal);
        Assert.Equal("m2", turn!.Message.Value);
        var read = shop.Models["billing"].Requests[^1];
        Assert.True(
            read.Text.IndexOf("paid back 80", StringComparison.Ordinal) < read.Text.IndexOf("It is urgent.", StringComparison.Ordinal)
        );
        Assert.Equal(
            turn.FinalOutput,
            (await shop.Runtime().RunAsync("Refund please.", shop.Conversation, new MessageId("m1"))).FinalOutput
        );
    }

    [Fact]
    public async Task The_next_turn_reads_the_waiting_one_as_it_was()
    {
        var shop = Shop("""{"amount":80}""");
        await shop.Runtime().RunAsync("Refund please.", shop.Conversation);
        await shop.Runtime().RunAsync("It is urgent.", shop.Conversation);
        await shop.Runtime().AsOperator("maria").ApproveAsync(shop.Conversation, await shop.AskedAsync());

        await shop.Runtime().RunAsync("Thank you.", shop.Conversation);

        var read = shop.Models["billing"].Requests[^1].Text;
        foreach (var words in new[] { "Refund please.", "It is urgent.", "Result: paid back 80", "Thank you." })
            Assert.Single(Regex.Matches(read, Regex.Escape(words)));
    }

    [Fact]
    public async Task The_other_issue_s_answer_does_not_wait_for_the_approval()
    {
        var shop = Shop("""{"amount":80}""");
        shop.Models["triage"] = new ScriptedModel(
            Transfer("technical", "It fails.", 0.9, "Dashboard").And(Transfer("billing", "Refund.", 0.9, "Refund"))
        );
        shop.Models["technical"] = new ScriptedModel(Say("The dashboard works again."));

        var turn = await shop.Runtime().RunAsync("Two things.", shop.Conversation);
        var after = await shop.Runtime().AsOperator("maria").ApproveAsync(shop.Conversation, await shop.AskedAsync());

        Assert.StartsWith("The dashboard works again.\n\nA colleague has to approve", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal("Result: paid back 80", after!.FinalOutput);
    }

    [Fact]
    public async Task Cut_behind_any_entry_a_turn_with_an_approval_goes_on_to_the_same_end()
    {
        var whole = Shop("""{"amount":80}""");
        await TellAsync(whole);
        var entries = await whole.EntriesAsync();

        for (var cut = 1; cut < entries.Count; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(whole.Conversation, 0, [.. entries.Take(cut)], due: null);
            var resumed = Shop("""{"amount":80}""", journal);
            await TellAsync(resumed);

            var again = await resumed.EntriesAsync();
            Assert.Equal(entries.OfType<ApprovalAsked>().Count(), again.OfType<ApprovalAsked>().Count());
            Assert.Single(again.OfType<ApprovalDecided>());
            Assert.True(resumed.Refunds.Count <= 1);
            Assert.Single(again.OfType<ToolCallEnded>());
            Assert.Single(again.OfType<Replied>());
        }
    }

    // Approves what waits, once, as a person would who looks first.
    private static async Task TellAsync(DeskTeam shop)
    {
        await shop.Runtime().RunAsync("Refund please.", shop.Conversation, new MessageId("m1"));
        var entries = await shop.EntriesAsync();
        if (!entries.Exists(entry => entry is ApprovalDecided))
            await shop.Runtime().AsOperator("maria").ApproveAsync(shop.Conversation, await shop.AskedAsync());
    }

    // What the customer heard while the call waited stands behind its result.
    private static string? ResultIn(ScriptedRequest request) =>
        request.Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().SingleOrDefault()?.Result?.ToString();

    private static DeskTeam Shop(string arguments, IJournal? journal = null)
    {
        var shop = new DeskTeam { Journal = journal ?? new InMemoryJournal() };
        shop.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "A refund.", 0.9, "Refund"));
        shop.Models["billing"] = new ScriptedModel(request =>
            ResultIn(request) is { } result ? Say($"Result: {result}") : Call("refund", arguments)
        );
        return shop;
    }
}
