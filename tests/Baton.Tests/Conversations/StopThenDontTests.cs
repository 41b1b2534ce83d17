using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Runtime;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>A customer stops a turn and writes "don't": what the turn still owed is not done before the model has read that.</summary>
public sealed class StopThenDontTests
{
    private const string Dont = "No, please don't.";

    private readonly ScriptedModels models = new();
    private readonly InMemoryJournal journal = new();
    private readonly ConversationId conversation = new("c1");
    private readonly List<string> deeds = [];

    [Theory]
    [InlineData(ToolEffect.Once)]
    [InlineData(ToolEffect.Idempotent)]
    public async Task A_deed_that_had_not_begun_is_not_done_and_the_model_reads_the_message_first(ToolEffect effect)
    {
        await StopAsync(_ => Call("refund"), _ => Say("I did not refund it."), effect);

        var turn = await Runtime(effect).RunAsync(Dont, conversation);

        Assert.Equal("I did not refund it.", turn.FinalOutput);
        Assert.Empty(deeds);
        var asked = models["billing"].Requests[1];
        Assert.Contains(Dont, asked.Text, StringComparison.Ordinal);
        Assert.Equal(
            "Error: This was not called: the customer wrote again first. Read that. Call it again only if they still want it.",
            Assert.Single(ResultsIn(asked))
        );
    }

    [Fact]
    public async Task A_model_that_calls_it_again_after_the_message_does_it_once()
    {
        await StopAsync(request => Call("refund"), request => deeds.Count > 0 ? Say("Done.") : Call("refund"));

        var turn = await Runtime().RunAsync("Yes, go on.", conversation);

        Assert.Equal("Done.", turn.FinalOutput);
        Assert.Single(deeds);
    }

    [Fact]
    public async Task A_look_up_goes_on()
    {
        await StopAsync(_ => Call("refund"), _ => Say("Found."), ToolEffect.ReadOnly);

        await Runtime(ToolEffect.ReadOnly).RunAsync(Dont, conversation);

        Assert.Single(deeds);
    }

    [Fact]
    public async Task A_deed_that_was_approved_before_the_message_and_had_not_begun_is_not_done()
    {
        models["billing"] = new ScriptedModel(request => ResultsIn(request).Count == 0 ? Call("refund") : Say("I did not refund it."));
        var waiting = await Runtime(approval: true).RunAsync("Refund me.", conversation);
        Assert.Equal(TurnOutcome.WaitingOnPerson, waiting.Outcome);
        var call = (await EntriesAsync()).OfType<ApprovalAsked>().Single().CallId;
        // The person's decision is durable, and then the process dies.
        await AppendAsync(
            new ApprovalDecided
            {
                CallId = call,
                By = "maria",
                Approved = true,
            }
        );

        var turn = await Runtime(approval: true).RunAsync(Dont, conversation);

        Assert.Equal("I did not refund it.", turn.FinalOutput);
        Assert.Empty(deeds);
    }

    [Fact]
    public async Task A_person_who_is_to_approve_sees_that_the_customer_wrote_since_and_what_they_approve_then_is_done()
    {
        models["billing"] = new ScriptedModel(request => ResultsIn(request).Count == 0 ? Call("refund") : Say("Done."));
        await Runtime(approval: true).RunAsync("Refund me.", conversation);
        Assert.Null(Assert.Single((await StatusAsync()).Approvals).CustomerWroteAt);

        await Runtime(approval: true).RunAsync("Well?", conversation);

        var asked = Assert.Single((await StatusAsync()).Approvals);
        Assert.Equal((await EntriesAsync()).OfType<MessageReceived>().Last().At, asked.CustomerWroteAt);
        await Runtime(approval: true).AsOperator("maria").ApproveAsync(conversation, asked.CallId);
        Assert.Single(deeds);
    }

    [Fact]
    public async Task A_deed_that_had_begun_and_may_be_repeated_is_not_repeated()
    {
        await StopAsync(_ => Call("refund"), _ => Say("I do not know."), ToolEffect.Idempotent);
        var made = (await EntriesAsync()).OfType<ModelCallEnded>().Single();
        await AppendAsync(
            new ToolCallBegun
            {
                Participant = "billing",
                Tool = "refund",
                CallId = made.Calls![0].CallId,
                Arguments = made.Calls[0].Arguments,
            }
        );

        await Runtime(ToolEffect.Idempotent).RunAsync(Dont, conversation);

        Assert.Empty(deeds);
        Assert.Equal(ToolOutcome.Unknown, (await EntriesAsync()).OfType<ToolCallEnded>().Single().Outcome);
    }

    // The model's reply is durable, and then the caller stops.
    private async Task StopAsync(
        Func<ScriptedRequest, ScriptedReply> first,
        Func<ScriptedRequest, ScriptedReply> then,
        ToolEffect effect = ToolEffect.Once
    )
    {
        using var stop = new CancellationTokenSource();
        models["billing"] = new ScriptedModel(request =>
        {
            if (stop.IsCancellationRequested)
                return then(request);
            stop.Cancel();
            return first(request);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Runtime(effect).RunAsync("Refund me.", conversation, cancellationToken: stop.Token)
        );
        Assert.IsType<ModelCallEnded>((await EntriesAsync())[^1]);
        Assert.Empty(deeds);
    }

    private TeamRuntime Runtime(ToolEffect effect = ToolEffect.Once, bool approval = false)
    {
        var refund = Tool.Create(Refund, "refund", effect: effect);
        var billing = new Agent
        {
            Name = "billing",
            Tools = [approval ? new Tool(refund.Function) { Effect = effect, Approval = ApprovalRule.Always } : refund],
        };
        return new TeamRuntime(new Team("shop", billing), models.For, journal);
    }

    private static List<string> ResultsIn(ScriptedRequest request) =>
        [.. request.Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => $"{result.Result}")];

    private string Refund()
    {
        deeds.Add("refund");
        return "refunded";
    }

    private Task<ConversationStatus> StatusAsync() => ConversationStatus.ReadAsync(journal, conversation);

    private async Task AppendAsync(JournalEntry entry)
    {
        var entries = await EntriesAsync();
        await journal.AppendAsync(conversation, entries.Count, [entry.Placed(entries.Count + 1, entries[^1].At, ofLeg: null)], due: null);
    }

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(conversation).ToListAsync();
}
