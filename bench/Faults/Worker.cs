using System.Globalization;
using System.Text;
using Baton.Providers;
using Baton.Sqlite;
using Baton.TeamFiles;

namespace Baton.Bench.Faults;

/// <summary>
/// The process that serves and is killed. It takes orders on its input, <c>run NUMBER CONVERSATION</c> and <c>resume NUMBER
/// CONVERSATION</c>, and
/// answers each by lines on its output: <c>taken NUMBER TICKS</c>, then <c>ended NUMBER TEXT OUTCOME</c>, <c>nothing NUMBER</c> or
/// <c>failed NUMBER TEXT</c>.
/// </summary>
internal sealed class Worker
{
    /// <summary>The last word of each line.</summary>
    public const string End = ".";

    private readonly Dictionary<string, TeamRuntime> runtimes = [];
    private readonly TextWriter output;
    private readonly TimeProvider time;

    private Worker(TextWriter output, TimeProvider time) => (this.output, this.time) = (output, time);

    /// <summary>Where a campaign's folder has its store.</summary>
    public static string StoreIn(string folder) => Path.Combine(folder, "store.db");

    /// <summary>Where a campaign's folder has what its tools did.</summary>
    public static string ExecutionsIn(string folder) => Path.Combine(folder, "executions.log");

    /// <summary>Serves until its input ends.</summary>
    public static async Task<int> RunAsync(string folder, TimeProvider time)
    {
        using var catalog = new ModelCatalog();
        await using var journal = SqliteJournal.Open(StoreIn(folder), new SqliteJournalOptions { TimeProvider = time });
        var log = new ExecutionLog(ExecutionsIn(folder), time);
        var worker = new Worker(TextWriter.Synchronized(Console.Out), time);
        var files = new List<TeamFile>();
        foreach (var name in CampaignTeam.Names)
        {
            var file = await CampaignTeam.OpenAsync(folder, name, log, time);
            files.Add(file);
            worker.runtimes.Add(
                name,
                new TeamRuntime(file.Team, catalog.ChatClientFor, journal, new RuntimeOptions { TimeProvider = time })
            );
        }

        foreach (var file in files)
            await WarmUpAsync(new TeamRuntime(file.Team, catalog.ChatClientFor));
        worker.Say("ready");
        var serving = new List<Task>();
        while (await Console.In.ReadLineAsync() is { } order)
        {
            var words = order.Split(' ');
            serving.RemoveAll(task => task.IsCompletedSuccessfully);
            serving.Add(
                Task.Run(() =>
                    worker.ServeAsync(words[0], new Case(int.Parse(words[1], CultureInfo.InvariantCulture)), new ConversationId(words[2]))
                )
            );
        }

        await Task.WhenAll(serving);
        foreach (var file in files)
            await file.DisposeAsync();
        return 0;
    }

    private async Task ServeAsync(string act, Case at, ConversationId conversation)
    {
        Say($"taken {at.Name} {time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture)}");
        try
        {
            var runtime = runtimes[at.Team];
            var turn =
                act == "resume" ? await runtime.ResumeAsync(conversation)
                : at.IsStreamed ? await ReadAlongAsync(runtime, at, conversation)
                : await runtime.RunAsync(at.Text, conversation, at.Message);
            Say(
                turn is not null && turn.Message == at.Message
                    ? $"ended {at.Name} {Encode(turn.FinalOutput)} {turn.Outcome}"
                    : $"nothing {at.Name}"
            );
        }
        catch (Exception exception)
        {
            // Nobody who serves customers may hear of an exception: the campaign reports it.
            Say($"failed {at.Name} {Encode(exception.ToString())}");
        }
    }

    // A process whose code was never run takes longer for its first calls than the campaign's short timeouts allow, which says nothing of
    // faults.
    private static async Task WarmUpAsync(TeamRuntime runtime)
    {
        var conversation = ConversationId.New();
        await runtime.RunAsync(Case.WarmUp.Text, conversation);
        await ReadAlongAsync(runtime, Case.WarmUp, conversation);
    }

    private static async Task<Turn?> ReadAlongAsync(TeamRuntime runtime, Case at, ConversationId conversation)
    {
        Turn? turn = null;
        await foreach (var update in runtime.RunStreamingAsync(at.Text, conversation, at.Message))
            turn = update is TurnEnded ended ? ended.Turn : turn;
        return turn;
    }

    private void Say(string line)
    {
        // A kill may leave half a line, which then has no end.
        output.WriteLine($"{line} {End}");
        output.Flush();
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
