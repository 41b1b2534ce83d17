using Baton.IntegrationTests.Mcp;
using Baton.Journals.Entries;
using Baton.Loopback;
using Baton.Sqlite;

namespace Baton.IntegrationTests.Cli;

/// <summary>A person's act in a process that ends early, or in a conversation whose process did (rules 2 and 6).</summary>
public sealed class StoppedDeskTests(WarehouseFixture warehouse) : CliTests, IClassFixture<WarehouseFixture>
{
    private const int Interrupt = 2;
    private const int Kill = 9;

    private static readonly ConversationId Conversation = new("c1");

    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task An_act_whose_process_was_killed_holds_and_what_follows_is_gone_on_with()
    {
        await using var provider = await StartProviderAsync("""{"amount":80}""");
        await RunAsync(provider, "run", "--message", "A refund.");
        await using var first = Start(provider, "desk", "--approve", "--as", "maria");
        await FollowToTheHeldAnswerAsync(first);
        first.Send(Kill);
        await first.EndAsync();
        held.SetResult();

        var sheet = await RunAsync(provider, "desk");
        var refused = await RunAsync(provider, "desk", "--refuse", "--as", "paul");
        var resumed = await RunAsync(provider, "run", "--resume", "--json");

        Assert.EndsWith(
            $"The last turn is unfinished. This finishes it: baton run shop.yaml --conversation c1 --model {provider.Model} --resume\n",
            sheet.Output,
            StringComparison.Ordinal
        );
        AssertClear(refused);
        Assert.Equal(
            (
                2,
                "baton: No tool call waits for approval in this conversation, but a turn is unfinished. This finishes it: baton run "
                    + $"shop.yaml --conversation c1 --model {provider.Model} --resume"
            ),
            (refused.ExitCode, refused.ErrorLines[0])
        );
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.Equal("Done.", Assert.IsType<Replied>(Entries(resumed)[^1]).Text);
        var entries = Entries(await RunAsync("show", "c1", "--json"));
        Assert.Single(entries, entry => entry is ToolCallBegun);
        Assert.Equal(["maria"], entries.OfType<ApprovalDecided>().Select(decided => decided.By));
        provider.AssertNothingRefused();
    }

    [Fact]
    public async Task A_stopped_act_says_how_to_go_on_and_shows_how_far_it_came()
    {
        await using var provider = await StartProviderAsync("""{"amount":80}""");
        await RunAsync(provider, "run", "--message", "A refund.");
        await using var process = Start(provider, "desk", "--approve", "--as", "maria");
        await FollowToTheHeldAnswerAsync(process);
        process.Send(Interrupt);
        var stopped = await process.EndAsync();
        held.SetResult();

        AssertClear(stopped);
        Assert.Equal(1, stopped.ExitCode);
        Assert.Equal(
            $"baton: Stopped. Nothing is lost. This continues from here: baton run shop.yaml --conversation c1 --model {provider.Model} "
                + "--resume",
            stopped.ErrorLines[0]
        );
        Assert.StartsWith("maria approved refund\n", stopped.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(provider, "run", "--resume")).ExitCode);
    }

    [Fact]
    public async Task A_call_whose_customer_was_not_told_before_the_process_died_is_approved_all_the_same()
    {
        await using var provider = await StartProviderAsync("""{"amount":80}""");
        held.SetResult();
        await RunAsync(provider, "run", "--message", "A refund.");
        var entries = Entries(await RunAsync("show", "c1", "--json"));
        await using (var cut = SqliteJournal.Open(Path.Combine(Folder, "cut.db")))
            await cut.AppendAsync(
                Conversation,
                0,
                [.. entries.TakeWhile(entry => entry is not InterimReplied)],
                due: null,
                cancellationToken: TestContext.Current.CancellationToken
            );

        var sheet = await RunAsync(provider, "desk", "--store", "cut.db");
        var approved = await RunAsync(provider, "desk", "--store", "cut.db", "--approve", "--as", "maria", "--json");

        Assert.Contains("waits for approval: refund amount: 80\n", sheet.Output, StringComparison.Ordinal);
        Assert.Contains("The last turn is unfinished. This finishes it: ", sheet.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (approved.ExitCode, approved.Error));
        var after = Entries(approved);
        // A slow machine first tells the customer that it is still working.
        Assert.IsType<InterimReplied>(after.First(entry => entry is not StillWorking));
        Assert.Equal("Done.", Assert.IsType<Replied>(after[^1]).Text);
    }

    [Fact]
    public async Task Where_several_calls_wait_each_is_decided_by_its_name()
    {
        await using var provider = await StartProviderAsync("""{"amount":80}""", """{"amount":90}""");
        held.SetResult();
        await RunAsync(provider, "run", "--message", "Two refunds.");
        var calls = Entries(await RunAsync(provider, "desk", "--json"))
            .OfType<ApprovalAsked>()
            .Select(waiting => waiting.CallId.Value)
            .ToList();

        var unnamed = await RunAsync(provider, "desk", "--approve", "--as", "maria");
        var sheet = await RunAsync(provider, "desk");
        var one = await RunAsync(provider, "desk", "--approve", "--call", calls[1], "--as", "maria");
        var between = await RunAsync("show", "c1");
        var other = await RunAsync(provider, "desk", "--refuse", "--as", "maria");

        AssertClear(unnamed);
        Assert.Equal(
            (2, $"baton: 2 tool calls wait for approval. Choose one with --call: {calls[0]}, {calls[1]}."),
            (unnamed.ExitCode, unnamed.ErrorLines[0])
        );
        Assert.All(
            calls,
            call => Assert.Contains($"--as {Environment.UserName} --approve --call {call}\n", sheet.Output, StringComparison.Ordinal)
        );
        Assert.Equal((0, ""), (one.ExitCode, one.Error));
        Assert.Contains("  refund ok paid: 90\n", one.Output, StringComparison.Ordinal);
        Assert.StartsWith("continue: baton desk", one.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("The conversation waits for a person.", between.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("is unfinished", between.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (other.ExitCode, other.Error));
        Assert.Contains("reply to the customer:\n  Done.", other.Output, StringComparison.Ordinal);
        provider.AssertNothingRefused();
    }

    private CliProcess Start(LoopbackProvider provider, string command, params string[] arguments) =>
        CliProcess.Start(Folder, Line(provider, command, arguments), provider.Environment);

    private Task<CliResult> RunAsync(LoopbackProvider provider, string command, params string[] arguments) =>
        CliInProcess.RunAsync(Folder, Line(provider, command, arguments), provider.Environment);

    private static string[] Line(LoopbackProvider provider, string command, string[] arguments) =>
        [command, "shop.yaml", "--model", provider.Model, "--conversation", "c1", .. arguments];

    /// <summary>A model that asks for refunds at first, and holds back the answer that follows.</summary>
    private async Task<LoopbackProvider> StartProviderAsync(params string[] refunds)
    {
        await WriteAsync(
            "shop.yaml",
            $$"""
            name: shop
            entry: billing
            agents:
              billing:
                tools: [warehouse]
            tools:
              warehouse:
                mcp:
                  url: "{{warehouse.Url}}"
                  tools: [refund]
                approval: always
            """
        );
        var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);
        provider.Reply = request =>
        {
            if (request.Number == 0)
                return ScriptedReply.Calls([.. refunds.Select(arguments => ("refund", arguments))]);
            asked.TrySetResult();
            return ScriptedReply.Says("Done.") with { Gate = held.Task };
        };
        return provider;
    }

    private Task<bool> FollowToTheHeldAnswerAsync(CliProcess process) =>
        process.WhileAliveAsync(async token =>
        {
            await asked.Task.WaitAsync(token);
            return true;
        });
}
