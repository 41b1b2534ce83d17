using System.Collections.Concurrent;
using System.Globalization;
using Baton.Journals;
using Baton.Sqlite;

namespace Baton.Bench.Processes;

/// <summary>
/// Customers of 4 conversations ask live processes on one store for payments, in each conversation as many at once as there are processes.
/// Some processes are killed, stopped or paused meanwhile. Afterwards <see cref="PaymentReport"/> reads the journal and what tools did.
/// </summary>
internal sealed class PaymentCampaign
{
    private const int Conversations = 4;

    // Longer than the default lease lives.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(7);

    private readonly ProcessOptions options;
    private readonly string folder;
    private readonly TimeProvider time;
    private readonly LiveProcess[] processes;
    private readonly ConcurrentQueue<string> exceptions = [];
    private readonly ConcurrentQueue<TimeSpan> waits = [];
    private readonly ConcurrentQueue<string> approvals = [];
    private int asked;
    private int answered;

    private PaymentCampaign(ProcessOptions options, string folder, TimeProvider time, LiveProcess[] processes) =>
        (this.options, this.folder, this.time, this.processes) = (options, folder, time, processes);

    /// <summary>Runs one and prints what came of it: 0 when every promise was kept, otherwise 1.</summary>
    public static async Task<int> RunAsync(ProcessOptions options, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("baton-processes-");
        // The first makes the store, so that all find one.
        var processes = new LiveProcess[options.Processes];
        for (var index = 0; index < processes.Length; index++)
            processes[index] = await LiveProcess.StartAsync(folder.FullName);
        var campaign = new PaymentCampaign(options, folder.FullName, time, processes);
        var began = time.GetTimestamp();
        var disturbing = campaign.DisturbAsync();
        await Task.WhenAll(
            from conversation in Enumerable.Range(0, Conversations)
            from lane in Enumerable.Range(0, options.Processes)
            select campaign.PayAsync(conversation, lane)
        );
        await disturbing;
        var taken = time.GetElapsedTime(began);
        for (var round = 0; round < options.Approvals; round++)
            await campaign.ApproveAsync(round);
        foreach (var process in campaign.processes)
        {
            await process.StopAsync();
            process.Dispose();
        }

        var report = await PaymentReport.ReadAsync(folder.FullName, options, campaign.exceptions, campaign.approvals);
        report.Print(taken, [.. campaign.waits.Order()]);
        if (report.IsKept)
            folder.Delete(recursive: true);
        return report.IsKept ? 0 : 1;
    }

    // One customer: the next payment is asked for when the last is answered. One whose process died asks another.
    private async Task PayAsync(int conversation, int lane)
    {
        while (Interlocked.Increment(ref asked) is var order && order <= options.Payments)
        {
            var began = time.GetTimestamp();
            var id = string.Create(CultureInfo.InvariantCulture, $"m{order}");
            var line = $"say {id} c{conversation} {PaymentWorker.Encode(PaymentTeam.PayText(order))}";
            for (var process = lane; ; process++)
            {
                var answer = await processes[process % processes.Length].OrderAsync(id, line);
                if (answer.Word == "failed")
                    exceptions.Enqueue(answer.Text);
                if (answer.Word != "died")
                    break;
                await Task.Yield();
            }

            waits.Enqueue(time.GetElapsedTime(began));
            Interlocked.Increment(ref answered);
        }
    }

    private async Task DisturbAsync()
    {
        List<Func<int, Task>> acts =
        [
            .. Enumerable.Repeat<Func<int, Task>>(KillAsync, options.Kills),
            .. Enumerable.Repeat<Func<int, Task>>(ReplaceAsync, options.Stops),
            .. Enumerable.Repeat<Func<int, Task>>(index => processes[index].PauseAsync(Pause, time), options.Pauses),
        ];
        for (var act = 0; act < acts.Count; act++)
        {
            while (answered < options.Payments * (act + 1) / (acts.Count + 1))
                await Task.Delay(TimeSpan.FromMilliseconds(5), time);
            await acts[act](act % processes.Length);
        }
    }

    private async Task KillAsync(int index)
    {
        var killed = processes[index];
        await killed.KillAsync();
        killed.Dispose();
        processes[index] = await LiveProcess.StartAsync(folder);
    }

    private async Task ReplaceAsync(int index)
    {
        var old = processes[index];
        processes[index] = await LiveProcess.StartAsync(folder);
        await old.StopAsync();
        old.Dispose();
    }

    // Two people approve the same call at the same moment, each in a process of their own; the first then says it again.
    private async Task ApproveAsync(int round)
    {
        var conversation = string.Create(CultureInfo.InvariantCulture, $"r{round}");
        var text = PaymentWorker.Encode(PaymentTeam.RefundText(options.Payments + round));
        await processes[round % 2].OrderAsync(conversation, $"say {conversation} {conversation} {text}");
        var call = await CallOfAsync(new ConversationId(conversation));
        string[] people = ["ana", "bo"];
        var answers = await Task.WhenAll(people.Select((person, index) => OrderAsync(person, index)));
        var winner = Array.FindIndex(answers, answer => answer.Word == "done");
        var loser = 1 - winner;
        var isOne = winner >= 0 && answers[loser].Word == "failed";
        var isNamed = isOne && answers[loser].Text.Contains($"{people[winner]} approved", StringComparison.Ordinal);
        var again = winner < 0 ? Answer.Died : await OrderAsync(people[winner], loser);
        approvals.Enqueue(
            !isOne ? $"{string.Join(" and ", answers.Select(answer => answer.Word))}: {answers[0].Text} {answers[1].Text}"
            : !isNamed ? $"the loser is not told who was first: {answers[loser].Text}"
            : again != answers[winner] ? $"a retry was told {again} and not {answers[winner]}"
            : ""
        );

        Task<Answer> OrderAsync(string person, int process)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{person}{process}_{round}");
            return processes[process].OrderAsync(id, $"approve {id} {conversation} {call} {person}");
        }
    }

    private async Task<CallId> CallOfAsync(ConversationId conversation)
    {
        await using var journal = SqliteJournal.Open(PaymentWorker.StoreIn(folder), new SqliteJournalOptions { ReadOnly = true });
        return (await journal.ListWaitingAsync().OfType<WaitingApproval>().FirstAsync(call => call.Conversation == conversation)).CallId;
    }
}
