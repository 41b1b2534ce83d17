using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Baton.Bench.Faults;

/// <summary>What a worker said to an order: one of its words, or that it died before.</summary>
internal sealed record Said(string Word, string Text = "", string Outcome = "")
{
    public static readonly Said Died = new("died");
}

/// <summary>A worker as its campaign has it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly ConcurrentDictionary<int, (Question Question, TaskCompletionSource<Said> Answer)> open = [];
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly Lock gate = new();
    private bool isGone;

    private WorkerProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        Ended = ReadAsync();
    }

    /// <summary>When it is gone, killed or not.</summary>
    public Task Ended { get; }

    /// <summary>Why it is gone: its exit code and what it complained of.</summary>
    public string End => $"exit code {process.ExitCode.ToString(CultureInfo.InvariantCulture)}: {errors}";

    /// <summary>Starts one, and waits until it takes orders.</summary>
    public static async Task<WorkerProcess> StartAsync(string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = ThisProgram.With("faults-worker", folder);
        start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var worker = new WorkerProcess(Process.Start(start)!);
        await Task.WhenAny(worker.ready.Task, worker.Ended);
        return worker;
    }

    /// <summary>Gives an order and waits for what comes of it.</summary>
    public async Task<Said> OrderAsync(string act, Case at, Question question)
    {
        var answer = new TaskCompletionSource<Said>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (isGone)
                return Said.Died;
            open[at.Number] = (question, answer);
            try
            {
                process.StandardInput.Write($"{act} {at.Name} {question.Conversation}\n");
                process.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It is gone, and its output will say so.
            }
        }

        return await answer.Task;
    }

    /// <summary>Kills it, as <c>kill -9</c> does, and waits until it is gone.</summary>
    public Task KillAsync()
    {
        process.Kill();
        return Ended;
    }

    /// <summary>Lets it end by itself.</summary>
    public Task CloseAsync()
    {
        process.StandardInput.Close();
        return Ended;
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
            if (words is ["ready", Worker.End])
                ready.TrySetResult();
            else if (words is ["taken", var number, var ticks, Worker.End])
                open[NumberOf(number)]
                    .Question.Taken.Add(new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero));
            else if (words is [var word, var at, .. var text, Worker.End] && open.TryRemove(NumberOf(at), out var asked))
                asked.Answer.SetResult(
                    new Said(
                        word,
                        text is [var encoded, ..] ? Encoding.UTF8.GetString(Convert.FromBase64String(encoded)) : "",
                        text is [_, var outcome] ? outcome : ""
                    )
                );
        }

        await process.WaitForExitAsync();
        lock (gate)
            isGone = true;
        foreach (var (_, answer) in open.Values)
            answer.TrySetResult(Said.Died);
    }

    private static int NumberOf(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
