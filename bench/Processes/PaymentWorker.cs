using System.Globalization;
using System.Text;
using Baton.Bench.Faults;
using Baton.Sqlite;
using Baton.Testing.ChatClients;

namespace Baton.Bench.Processes;

/// <summary>
/// A process that serves. It takes orders on its input: <c>say ID CONVERSATION TEXT</c>, <c>approve ID CONVERSATION CALL PERSON</c> and
/// <c>stop</c>. It answers each by a line: <c>done ID OUTCOME TEXT</c>, <c>failed ID TEXT</c>, or <c>refused ID</c> once it stops.
/// </summary>
internal sealed class PaymentWorker
{
    private readonly TeamRuntime runtime;
    private readonly TextWriter output = TextWriter.Synchronized(Console.Out);

    private PaymentWorker(TeamRuntime runtime) => this.runtime = runtime;

    /// <summary>Where a campaign's folder has its store.</summary>
    public static string StoreIn(string folder) => Path.Combine(folder, "store.db");

    /// <summary>What the tools of all processes did, each process in a file of its own.</summary>
    public static IReadOnlyList<Execution> ReadExecutions(string folder) =>
        [.. Directory.EnumerateFiles(folder, "executions-*.log").SelectMany(ExecutionLog.Read)];

    /// <summary>Serves until it is told to stop or its input ends; then it answers what it has taken.</summary>
    public static async Task<int> RunAsync(string folder, TimeProvider time)
    {
        // A process that stands still may hold the lock of the store: the others wait for it.
        await using var journal = SqliteJournal.Open(
            StoreIn(folder),
            new SqliteJournalOptions { TimeProvider = time, BusyTimeout = TimeSpan.FromSeconds(30) }
        );
        using var model = PaymentTeam.Model(time);
        var team = PaymentTeam.Create(ExecutionsIn(folder), time);
        await WarmUpAsync(model, time);
        var worker = new PaymentWorker(new TeamRuntime(team, model, journal, new RuntimeOptions { TimeProvider = time }));
        using var stop = new CancellationTokenSource();
        var keeping = worker.runtime.RunDueAsync(stop.Token);
        worker.Say("ready");
        var serving = new List<Task>();
        var isStopping = false;
        while (await Console.In.ReadLineAsync() is { } order)
        {
            var words = order.Split(' ');
            if (words is ["stop"])
            {
                isStopping = true;
                break;
            }

            serving.RemoveAll(task => task.IsCompletedSuccessfully);
            serving.Add(Task.Run(() => worker.ServeAsync(words)));
        }

        await Task.WhenAll(serving);
        await stop.CancelAsync();
        await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (isStopping)
            worker.Say("stopped");
        return 0;
    }

    // A process whose code was never run takes seconds for its first turn, which says nothing of processes beside each other.
    private static async Task WarmUpAsync(ScriptedModel model, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("baton-warm-up-");
        await using (var journal = SqliteJournal.Open(StoreIn(folder.FullName)))
        {
            var runtime = new TeamRuntime(PaymentTeam.Create(ExecutionsIn(folder.FullName), time), model, journal);
            var turn = await runtime.RunAsync(PaymentTeam.PayText(0));
            await runtime.RunAsync(PaymentTeam.PayText(1), turn.Conversation);
        }

        folder.Delete(recursive: true);
    }

    private static string ExecutionsIn(string folder) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"executions-{Environment.ProcessId}.log"));

    private async Task ServeAsync(string[] words)
    {
        var id = words[1];
        var conversation = new ConversationId(words[2]);
        try
        {
            var turn = words[0] switch
            {
                "say" => await runtime.RunAsync(Decode(words[3]), conversation, new MessageId(id)),
                "approve" => await runtime.AsOperator(words[4]).ApproveAsync(conversation, new CallId(words[3])),
                _ => throw new ArgumentException($"'{words[0]}' is no order.", nameof(words)),
            };
            Say($"done {id} {turn?.Outcome.ToString() ?? "None"} {Encode(turn?.FinalOutput ?? "")}");
        }
        catch (Exception exception)
        {
            // Nobody who serves customers may hear of an exception: the campaign counts it.
            Say($"failed {id} {Encode(exception.ToString())}");
        }
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }

    /// <summary>A text as one word of a line.</summary>
    public static string Encode(string text) => "=" + Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>The text of a word.</summary>
    public static string Decode(string word) => Encoding.UTF8.GetString(Convert.FromBase64String(word[1..]));
}
