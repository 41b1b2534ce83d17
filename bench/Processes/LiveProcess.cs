using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Baton.Bench.Processes;

/// <summary>What a process answered to an order. Its word is <c>died</c> if it ended before.</summary>
internal sealed record Answer(string Word, string Outcome, string Text)
{
    public static readonly Answer Died = new("died", "", "");
}

/// <summary>A worker as its campaign has it.</summary>
internal sealed class LiveProcess : IDisposable
{
    private const int SigCont = 18;
    private const int SigStop = 19;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<Answer>> open = [];
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;
    private readonly Task reading;
    private readonly Lock gate = new();
    private bool takesOrders = true;

    private LiveProcess(Process process)
    {
        this.process = process;
        reading = ReadAsync();
    }

    /// <summary>Whether it takes orders.</summary>
    public bool IsServing => takesOrders;

    /// <summary>Starts one, and waits until it takes orders.</summary>
    public static async Task<LiveProcess> StartAsync(string folder)
    {
        var live = new LiveProcess(Process.Start(ThisProgram.With("processes-worker", folder))!);
        await Task.WhenAny(live.ready.Task, live.reading);
        return live;
    }

    /// <summary>Gives an order and waits for its answer.</summary>
    public Task<Answer> OrderAsync(string id, string order)
    {
        var answer = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (!takesOrders)
                return Task.FromResult(Answer.Died);
            open[id] = answer;
            process.StandardInput.WriteLine(order);
            process.StandardInput.Flush();
        }

        return answer.Task;
    }

    /// <summary>Kills it, as <c>kill -9</c> does.</summary>
    public Task KillAsync()
    {
        lock (gate)
            takesOrders = false;
        process.Kill();
        return reading;
    }

    /// <summary>Lets it answer what it has taken, and end.</summary>
    public Task StopAsync()
    {
        lock (gate)
        {
            takesOrders = false;
            process.StandardInput.WriteLine("stop");
            process.StandardInput.Flush();
        }

        return reading;
    }

    /// <summary>Makes it stand still for a while. The kernel stops it, so that it notices nothing.</summary>
    public async Task PauseAsync(TimeSpan length, TimeProvider time)
    {
        Signal(SigStop);
        await Task.Delay(length, time);
        Signal(SigCont);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            if (words is ["ready"])
                ready.TrySetResult();
            else if (words is [var word, var id, .. var rest] && rest is [.., var text] && open.TryRemove(id, out var answer))
                answer.SetResult(new Answer(word, rest[0], PaymentWorker.Decode(text)));
        }

        await process.WaitForExitAsync();
        lock (gate)
            takesOrders = false;
        foreach (var answer in open.Values)
            answer.TrySetResult(Answer.Died);
    }

    private void Signal(int signal)
    {
        if (Kill(process.Id, signal) != 0)
            throw new InvalidOperationException($"Process {process.Id} took no signal {signal}.");
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
