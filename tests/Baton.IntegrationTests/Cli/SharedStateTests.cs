using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Loopback;
using Baton.Sqlite;

namespace Baton.IntegrationTests.Cli;

/// <summary>Processes that write the same state at once, on one SQLite file.</summary>
public sealed class SharedStateTests : CliTests
{
    private const int Kill = 9;
    private const int Processes = 4;
    private const int Writes = 12;

    private const string TeamText = """
        name: counters
        entry: clerk
        limits: {model_calls: 1000, tool_calls: 1000}
        state:
          counter: {scope: team, schema: {type: integer}, write: [clerk]}
          sum: {scope: customer, schema: {type: number}, write: [clerk], merge: sum}
          mine: {write: [clerk], merge: sum}
        agents:
          clerk: {}
        """;

    private static readonly StatePlace[] Places = [new(StateScope.Team, "counters", "counter"), new(StateScope.Customer, "ada", "sum")];

    private readonly TaskCompletionSource isBusy = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Processes_that_write_at_once_lose_and_double_nothing_even_when_one_is_killed()
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);
        provider.Reply = Next;
        var team = await WriteAsync("team.yaml", TeamText);

        var running = Enumerable.Range(0, Processes).Select(process => Start(process, "--message", $"I am writer {process}.")).ToList();
        await running[0]
            .WhileAliveAsync(async token =>
            {
                await isBusy.Task.WaitAsync(token);
                return true;
            });
        running[0].Send(Kill);
        var ends = await Task.WhenAll(running.Select(process => process.EndAsync()));
        var last = await CliInProcess.RunAsync(Folder, Line(0, "--resume"), provider.Environment);
        foreach (var process in running)
            await process.DisposeAsync();

        Assert.Equal([128 + Kill, 0, 0, 0], ends.Select(end => end.ExitCode));
        Assert.Equal((0, ""), (last.ExitCode, last.Error));
        provider.AssertNothingRefused();
        await ExplainAsync();
        Assert.Equal(0, (await RunAsync("verify")).ExitCode);

        CliProcess Start(int process, params string[] arguments) =>
            CliProcess.Start(Folder, Line(process, arguments), provider.Environment);

        string[] Line(int process, params string[] arguments) =>
            ["run", team, "--model", provider.Model, "--conversation", $"c{process}", "--customer", "ada", .. arguments];
    }

    [Fact]
    public async Task A_conversation_stays_its_customer_s()
    {
        await RunSampleAsync("--conversation", "c1", "--customer", "ada", "--message", "hello");

        var result = await RunSampleAsync("--conversation", "c1", "--customer", "bob", "--message", "hello");

        AssertClear(result);
        Assert.Contains("belongs to another customer", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunSampleAsync("--conversation", "c1", "--message", "hello")).ExitCode);
    }

    [Fact]
    public async Task State_is_read_and_written_by_the_program_and_by_people_at_a_desk()
    {
        var team = await WriteAsync(
            "team.yaml",
            """
            name: counters
            entry: clerk
            state:
              plan: {schema: {type: string}, write: [clerk, orchestrator]}
              refunded: {scope: customer, schema: {type: number}, write: [desk], merge: sum}
              secret: {read: [clerk], write: [clerk]}
            agents:
              clerk: {}
            """
        );
        await RunAsync("run", team, "--model", "offline", "--conversation", "c1", "--customer", "ada", "--message", "hello");

        var program = await RunAsync("state", team, "c1", "--set", "plan", "--value", "\"gold\"", "--expect", "0");
        var person = await RunAsync("state", team, "c1", "--set", "refunded", "--value", "12.50", "--as", "maria");
        var stale = await RunAsync("state", team, "c1", "--set", "plan", "--value", "\"basic\"", "--expect", "0");
        var refused = await RunAsync("state", team, "c1", "--set", "plan", "--value", "\"basic\"", "--expect", "1", "--as", "maria");
        var bad = await RunAsync("state", team, "c1", "--set", "plan", "--value", "gold");
        var nobody = await RunAsync("state", team, "c2");
        var shown = await RunAsync("show", "c1");

        Assert.Equal((0, ""), (program.ExitCode, program.Error));
        Assert.Equal(["plan  revision 1  \"gold\"", "refunded  revision 0"], program.Lines);
        Assert.Equal(["plan  revision 1  \"gold\"", "refunded  revision 1  12.5"], person.Lines);
        Assert.All([stale, refused, bad, nobody], AssertClear);
        Assert.Contains("The current revision is 1: \"gold\".", stale.Error, StringComparison.Ordinal);
        Assert.Contains("You may not write 'plan': you can write 'refunded'.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("orchestrator wrote plan: \"gold\" (revision 1)", shown.Lines);
        Assert.Contains("maria wrote refunded: 12.5 (revision 1)", shown.Lines);
        Assert.Equal(0, (await RunAsync("verify")).ExitCode);
    }

    // Reads the counter, adds one to it and to both sums, and again when another was first, until it did so often enough.
    private ScriptedReply Next(ParsedRequest request)
    {
        if (request.Mentions("writer 0") && request.Messages.Count > 12)
            isBusy.TrySetResult();
        var done = request
            .Messages.SelectMany(message => message.Results)
            .Count(result => result.Content.StartsWith("""{"key":"counter","written":true""", StringComparison.Ordinal));
        if (done == Writes)
            return ScriptedReply.Says("Counted.");
        if (request.Results is not [{ Content: var read }] || !read.StartsWith("""{"counter":""", StringComparison.Ordinal))
            return ScriptedReply.Calls(("read_state", """{"keys":["counter"]}"""));
        using var document = JsonDocument.Parse(read);
        var counter = document.RootElement.GetProperty("counter");
        var revision = counter.GetProperty("revision").GetInt64();
        var value = revision == 0 ? 0 : counter.GetProperty("value").GetInt32();
        return ScriptedReply.Calls(
            ("write_state", $$"""{"key":"sum","value":0.1}"""),
            ("write_state", $$"""{"key":"counter","value":{{value + 1}},"expected_revision":{{revision}}}"""),
            ("write_state", $$"""{"key":"mine","value":1}""")
        );
    }

    private async Task ExplainAsync()
    {
        await using var journal = SqliteJournal.Open(StorePath);
        var written = new List<StateWrite>();
        for (var process = 0; process < Processes; process++)
        {
            var own = (await journal.ReadAsync(new ConversationId($"c{process}")).ToListAsync())
                .OfType<StateWritten>()
                .SelectMany(entry => entry.Writes)
                .ToList();
            Assert.Equal($"{Writes}", own.Last(write => write.Key == "mine").Value.ToString());
            written.AddRange(own);
        }

        const int all = Processes * Writes;
        Assert.Equal(
            [new StateValue(all, JsonText.Parse($"{all}")), new StateValue(all, JsonText.Parse("4.8"))],
            await journal.ReadStateAsync(Places)
        );
        var order = Enumerable.Range(1, all).Select(revision => ((long)revision, $"{revision}"));
        Assert.Equal(
            order,
            written
                .Where(write => write.Key == "counter")
                .OrderBy(write => write.Revision)
                .Select(write => (write.Revision, write.Value.ToString()))
        );
    }
}
