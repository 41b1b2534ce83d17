using Baton.Oracle.Records;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Running;

/// <summary>
/// One process that serves the team: a runtime with its own clock and its own way to the store. When it is killed nothing of it reaches the
/// world any more, and nothing of the world reaches it.
/// </summary>
internal sealed class SimulatedProcess
{
    private readonly RunningWorld running;
    private readonly IReadOnlyList<Kill> kills;
    private readonly CancellationTokenSource serving = new();
    private readonly Task due;
    private int effects;

    /// <param name="running">The world.</param>
    /// <param name="number">Which process it is, from 0.</param>
    /// <param name="kills">At which of its effects it dies.</param>
    public SimulatedProcess(RunningWorld running, int number, IReadOnlyList<Kill> kills)
    {
        (this.running, Number, this.kills) = (running, number, kills);
        Time = new ProcessTime(running.Clock, () => IsAlive);
        running.Recorder.Add(new Happening.ProcessStarted(), number);
        Store = new SimulatedStore(running, this);
        Runtime = new TeamRuntime(
            SimulatedTeam.Of(running, this),
            agent => new SimulatedModel(running, this, agent),
            Store,
            new RuntimeOptions
            {
                TimeProvider = Time,
                CachedBytes = running.World.CachedBytes,
                LeaseTime = SimulatedTeam.LeaseTime,
                DueInterval = TimeSpan.FromMinutes(1),
                Random = running.Share,
                LoggerFactory = running.Logs,
                SendWebhook = (message, cancellationToken) => running.Receivers.TakeWebhookAsync(this, message, cancellationToken),
                SendEmail = (message, cancellationToken) => running.Receivers.TakeEmailAsync(this, message, cancellationToken),
            }
        );
        due = Runtime.RunDueAsync(serving.Token);
    }

    /// <summary>Which process it is.</summary>
    public int Number { get; }

    /// <summary>Whether it was neither killed nor stopped.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Whether it takes new work.</summary>
    public bool IsServing => IsAlive && !serving.IsCancellationRequested;

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Its way to the store.</summary>
    public SimulatedStore Store { get; }

    /// <summary>What serves the team.</summary>
    public TeamRuntime Runtime { get; }

    /// <summary>Called when it dies.</summary>
    public event Action? Died;

    /// <summary>Kills it.</summary>
    public void Kill()
    {
        if (!IsAlive)
            return;
        IsAlive = false;
        running.Recorder.Add(new Happening.ProcessKilled(), Number);
        running.Judge.Inspect(this);
        Died?.Invoke();
    }

    /// <summary>Stops it as a deploy does: what it works on is ended or left to others, and then it is gone.</summary>
    public async Task StopAsync()
    {
        if (!IsServing)
            return;
        await serving.CancelAsync();
        await due.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!IsAlive)
            return;
        if (due.Exception is { } failure)
            running.Fail("The timekeeper ends without an error", failure.GetBaseException().ToString());
        running.Recorder.Add(new Happening.ProcessStopped(), Number);
        running.Judge.Inspect(this);
        IsAlive = false;
        Died?.Invoke();
    }

    /// <summary>
    /// Comes before an effect on the world. A process that dies here, or has died, does not come back from it.
    /// </summary>
    /// <returns>Whether the process dies behind the effect.</returns>
    public async ValueTask<bool> BeginEffectAsync()
    {
        if (!IsAlive)
            await Never();
        effects++;
        var isBehind = false;
        if (!running.IsHealed)
        {
            foreach (var kill in kills)
            {
                if (kill.Effect != effects)
                    continue;
                if (kill.Behind)
                {
                    isBehind = true;
                    continue;
                }

                Kill();
                await Never();
            }
        }

        return isBehind;
    }

    /// <summary>Comes behind an effect on the world.</summary>
    /// <param name="dies">Whether the process dies here.</param>
    public async ValueTask EndEffectAsync(bool dies)
    {
        if (dies)
            Kill();
        if (!IsAlive)
            await Never();
    }

    /// <summary>Waits by this process's clock, for ever if it dies meanwhile.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, Time, cancellationToken);

    /// <summary>What a dead process waits for.</summary>
    public static Task Never() => new TaskCompletionSource().Task;
}
