using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Loopback;
using Baton.Sqlite;

namespace Baton.IntegrationTests.Cli;

/// <summary>A process that ends in the middle of a turn, and another that goes on (rules 2, 6 and 7).</summary>
public sealed class StoppedProcessTests : CliTests
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;

    private static readonly ConversationId Conversation = new("stopped");

    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_killed_process_is_gone_on_from_and_nothing_is_asked_twice()
    {
        await using var provider = await StartProviderAsync();
        await using var first = Start(provider, "--message", "I was charged $49.99.", "--json");
        var before = await FollowToTheHeldAnswerAsync(first);
        first.Send(Kill);
        var killed = await first.EndAsync();
        held.SetResult();

        var resumed = await RunAsync(provider, "--resume", "--json");

        Assert.Equal((128 + Kill, 0, ""), (killed.ExitCode, resumed.ExitCode, resumed.Error));
        var after = Entries(resumed);
        Assert.Equal(before.Count + 1, after[0].Seq);
        Assert.Equal("The charge is INV-20417.", Assert.IsType<Replied>(after[^1]).Text);
        var all = before.Concat(after).ToList();
        Assert.Single(all.OfType<MessageReceived>());
        Assert.Single(all.OfType<HandedOff>());
        Assert.Single(all.OfType<ToolCallBegun>());
        // Routing, looking up, and the answer that the killed process did not live to hear.
        Assert.Equal([0, 1, 2, 3], provider.Requests.Select(request => request.Number));
        Assert.Equal(provider.Requests[2].Messages.Count, provider.Requests[3].Messages.Count);
        provider.AssertNothingRefused();
        Assert.Equal(0, (await RunAsync("verify")).ExitCode);
    }

    [Fact]
    public async Task Killed_while_one_specialist_works_another_process_goes_on_with_what_it_declined()
    {
        await using var provider = await StartOneSpecialistAsync();
        await using var first = Start(
            provider,
            "--strategy",
            "one_specialist",
            "--message",
            "I was charged $49.99, and the dashboard fails.",
            "--json"
        );
        var before = await FollowToTheHeldAnswerAsync(first);
        first.Send(Kill);
        var killed = await first.EndAsync();
        held.SetResult();

        var resumed = await RunAsync(provider, "--resume", "--json");

        Assert.Equal((128 + Kill, 0, ""), (killed.ExitCode, resumed.ExitCode, resumed.Error));
        var all = before.Concat(Entries(resumed)).ToList();
        Assert.Equal(Enumerable.Range(1, all.Count).Select(seq => (long)seq), all.Select(entry => entry.Seq));
        Assert.Equal("The charge is INV-20417.\n\nThe dashboard error is known.", Assert.IsType<Replied>(all[^1]).Text);
        Assert.Equal(["billing", "billing"], all.OfType<IssueOpened>().Select(opened => opened.Owner));
        Assert.Equal(["find_charge", "update_issue"], all.OfType<ToolCallBegun>().Select(begun => begun.Tool).Order());
        Assert.Equal(
            ("technical", "declined by billing: Not ours."),
            all.OfType<IssueChanged>()
                .Where(change => change.Reason?.StartsWith("declined", StringComparison.Ordinal) == true)
                .Select(change => (change.Owner, change.Reason!))
                .Single()
        );
        Assert.Equal(["billing", "technical"], all.OfType<HandedOff>().Select(handed => handed.To));
        provider.AssertNothingRefused();
        Assert.Equal(0, (await RunAsync("verify")).ExitCode);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task A_stopped_process_says_how_to_go_on_and_that_works(int signal)
    {
        await using var provider = await StartProviderAsync();
        await using var first = Start(provider, "--message", "I was charged $49.99.");
        await FollowToTheHeldAnswerAsync(first);
        first.Send(signal);
        var stopped = await first.EndAsync();
        var shown = await RunAsync("show", Conversation.Value);
        held.SetResult();

        Assert.Contains("The last turn is unfinished. ", shown.Output, StringComparison.Ordinal);
        AssertClear(stopped);
        Assert.Equal(1, stopped.ExitCode);
        const string Continues = "baton: Stopped. Nothing is lost. This continues from here: ";
        Assert.StartsWith(Continues, stopped.ErrorLines[0], StringComparison.Ordinal);
        await using var second = CliProcess.Paste(Folder, stopped.ErrorLines[0][Continues.Length..], provider.Environment);
        var resumed = await second.EndAsync();

        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.StartsWith("resuming the turn for: I was charged $49.99.\n", resumed.Output, StringComparison.Ordinal);
        Assert.Contains("reply to the customer:\n  The charge is INV-20417.", resumed.Output, StringComparison.Ordinal);
        Assert.Matches($@"billing +\d+ +\d+ +{provider.Model}", resumed.Output);
        provider.AssertNothingRefused();
    }

    [Fact]
    public async Task There_may_be_nothing_to_go_on_with()
    {
        await RunSampleAsync("--conversation", "served", "--message", "hello");

        var result = await RunSampleAsync("--conversation", "served", "--resume");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("nothing to resume: the last turn is finished\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_degraded_answer_is_shown_and_is_a_failure()
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);
        provider.Reply = _ => ScriptedReply.Fails(400, "no such \u001b[31mluck");
        var result = await RunAsync(provider, "--message", "hello");

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains("  failed: bad request ", result.Output, StringComparison.Ordinal);
        Assert.Contains("degraded answer to the customer:\n  I am sorry", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    private CliProcess Start(LoopbackProvider provider, params string[] arguments) =>
        CliProcess.Start(Folder, Line(provider, arguments), provider.Environment);

    private Task<CliResult> RunAsync(LoopbackProvider provider, params string[] arguments) =>
        CliInProcess.RunAsync(Folder, Line(provider, arguments), provider.Environment);

    private static string[] Line(LoopbackProvider provider, string[] arguments) =>
        ["run", Sample, "--model", provider.Model, "--conversation", Conversation.Value, .. arguments];

    /// <summary>A provider that holds back its last answer.</summary>
    private async Task<LoopbackProvider> StartProviderAsync()
    {
        var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);
        provider.Reply = request =>
        {
            if (request.BringsResults)
            {
                asked.TrySetResult();
                return ScriptedReply.Says("The charge is INV-20417.") with { Gate = held.Task };
            }

            return request.Offers("find_charge")
                ? ScriptedReply.Calls(("find_charge", """{"amount":"49.99"}"""))
                : ScriptedReply.Calls(("transfer_to_billing", """{"summary":"Charged $49.99.","category":"billing","confidence":0.9}"""));
        };
        return provider;
    }

    /// <summary>
    /// A provider whose triage names two specialists, and whose billing declines the second issue and is held back with its answer.
    /// </summary>
    private async Task<LoopbackProvider> StartOneSpecialistAsync()
    {
        var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);
        provider.Reply = request =>
        {
            if (request.Offers("find_incident"))
                return ScriptedReply.Says("The dashboard error is known.");
            if (!request.Offers("find_charge"))
            {
                return ScriptedReply.Calls(
                    ("transfer_to_billing", """{"summary":"Charged $49.99.","issues":["Wrong charge"],"confidence":0.9}"""),
                    ("transfer_to_technical", """{"summary":"The dashboard fails.","issues":["Dashboard"],"confidence":0.9}""")
                );
            }

            if (!request.BringsResults)
                return ScriptedReply.Calls(
                    ("find_charge", """{"amount":"49.99"}"""),
                    ("update_issue", """{"issue":"2","status":"declined","reason":"Not ours."}""")
                );
            asked.TrySetResult();
            return ScriptedReply.Says("The charge is INV-20417.") with { Gate = held.Task };
        };
        return provider;
    }

    /// <summary>Reads the store along with the process that writes it, up to the question whose answer is held back.</summary>
    private Task<List<JournalEntry>> FollowToTheHeldAnswerAsync(CliProcess process) =>
        process.WhileAliveAsync(async token =>
        {
            var entries = new List<JournalEntry>();
            await using var journal = SqliteJournal.Open(StorePath);
            await foreach (var entry in journal.FollowAsync(Conversation, cancellationToken: token))
            {
                entries.Add(entry);
                if (entry is ModelCallBegun && entries.Exists(earlier => earlier is ToolCallEnded))
                    break;
            }

            await asked.Task.WaitAsync(token);
            return entries;
        });
}
