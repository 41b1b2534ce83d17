using Baton.Oracle;
using Baton.Oracle.Records;
using Baton.Simulation.Judging;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Running;

/// <summary>
/// Runs one world. Everything of it runs on one thread and by one clock: what can go on does, in an order that only the world decides, and
/// when nothing can, the clock goes on to the next timer or act.
/// </summary>
internal sealed class RunningWorld : IAsyncDisposable
{
    // Timers that fire and change nothing, such as looks at an empty list of due times, before the clock goes straight to the next event.
    private const int IdleTimers = 12;

    private const int MostTimersAtRest = 4000;

    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(60);

    private readonly Dictionary<int, Habit> habits;
    private readonly Dictionary<int, Trouble> toolTroubles;
    private readonly Dictionary<int, Trouble> deliveryTroubles;
    private readonly Dice dice;
    private readonly SimulatedProcess[] processes;
    private readonly List<Violation> failures = [];
    private int modelCalls;
    private int toolRuns;

    private RunningWorld(World world)
    {
        World = world;
        Recorder = new Recorder(Clock);
        Logs = new RecordedLogs();
        habits = world.Habits.GroupBy(one => one.Call).ToDictionary(one => one.Key, one => one.First().Does);
        toolTroubles = world.ToolTroubles.GroupBy(one => one.Run).ToDictionary(one => one.Key, one => one.First().Kind);
        deliveryTroubles = world.DeliveryTroubles.GroupBy(one => one.Attempt).ToDictionary(one => one.Key, one => one.First().Kind);
        // Only for the jitter of waits, so that it is the same each time.
        dice = new Dice(7);
        Secrets = new Secrets(world);
        Mind = new ModelMind(world, TopicsOf(world));
        Receivers = new Receivers(this);
        Shared = new SharedStore(this);
        Judge = new StateJudge(this);
        Outside = new Outside(this);
        processes = new SimulatedProcess[world.Processes];
    }

    /// <summary>What is run.</summary>
    public World World { get; }

    /// <summary>The time.</summary>
    public WorldClock Clock { get; } = new();

    /// <summary>What happened.</summary>
    public Recorder Recorder { get; }

    /// <summary>What the processes log, for whoever looks into a world.</summary>
    public RecordedLogs Logs { get; }

    /// <summary>What not everybody may see.</summary>
    public Secrets Secrets { get; }

    /// <summary>What models say.</summary>
    public ModelMind Mind { get; }

    /// <summary>Where deliveries arrive.</summary>
    public Receivers Receivers { get; }

    /// <summary>The store.</summary>
    public SharedStore Shared { get; }

    /// <summary>Compares the states that processes have with what the journal says.</summary>
    public StateJudge Judge { get; }

    /// <summary>Customers, people and systems.</summary>
    public Outside Outside { get; }

    /// <summary>Whether nothing goes wrong any more.</summary>
    public bool IsHealed { get; private set; }

    /// <summary>What broke a rule while the world ran, seen by the simulation itself.</summary>
    public IReadOnlyList<Violation> Failures => failures;

    /// <summary>Runs a world to its end.</summary>
    public static async Task<RunningWorld> RunAsync(World world)
    {
        var running = new RunningWorld(world);
        try
        {
            await running.RunAsync();
        }
        catch (EndlessWorkException)
        {
            // Its processes are dead from here on, so that what works without end does not go on in the next world.
            running.Fail("10 every turn ends", "something works without end while no time passes");
            foreach (var process in running.processes)
                process.Kill();
        }

        return running;
    }

    /// <summary>What happened, for the oracle.</summary>
    public WorldRecord Record() => new(SimulatedTeam.FactsOf(World.Team), Secrets.All, Recorder.Happenings);

    /// <summary>Notes that a rule was broken.</summary>
    public void Fail(string rule, string text) => failures.Add(new Violation(rule, text, Recorder.Happenings.Count));

    /// <summary>The process of that number, or the next one that serves; null if none does.</summary>
    public SimulatedProcess? ServingProcess(int number)
    {
        for (var step = 0; step < processes.Length; step++)
        {
            if (processes[(number + step) % processes.Length] is { IsServing: true } serving)
                return serving;
        }

        return null;
    }

    /// <summary>The process of that number as it was started last.</summary>
    public SimulatedProcess ProcessOf(int number) => processes[number % processes.Length];

    /// <summary>Starts the process of that number, if it is gone.</summary>
    public void Start(int number)
    {
        var place = number % processes.Length;
        if (processes[place] is null or { IsAlive: false })
            processes[place] = new SimulatedProcess(this, place, [.. World.Kills.Where(kill => kill.Process % processes.Length == place)]);
    }

    /// <summary>The number of an agent of the plan; null for others.</summary>
    public int? NumberOf(string agent) =>
        Enumerable.Range(0, World.Team.Agents.Count).Cast<int?>().FirstOrDefault(number => SimulatedTeam.AgentName(number!.Value) == agent);

    /// <summary>The number of the next call of a model.</summary>
    public int NextModelCall() => ++modelCalls;

    /// <summary>What a model does at that call.</summary>
    public Habit HabitAt(int call) => IsHealed ? Habit.None : habits.GetValueOrDefault(call);

    /// <summary>What goes wrong in the next run of a tool; null for nothing.</summary>
    public Trouble? NextToolTrouble() => toolTroubles.TryGetValue(++toolRuns, out var trouble) && !IsHealed ? trouble : null;

    /// <summary>What goes wrong in an attempt of a delivery; null for nothing.</summary>
    public Trouble? DeliveryTroubleAt(int attempt) => deliveryTroubles.TryGetValue(attempt, out var trouble) ? trouble : null;

    /// <summary>A number from 0 up to 1, in place of a random one.</summary>
    public double Share() => dice.Share();

    public ValueTask DisposeAsync() => Shared.DisposeAsync();

    private static Dictionary<string, IReadOnlyList<int>> TopicsOf(World world) =>
        world
            .Acts.Where(act => act.Kind == ActKind.Say)
            .GroupBy(act => Words.Mark(act.Conversation, act.Message))
            .ToDictionary(one => one.Key, one => one.First().Topics);

    private async Task RunAsync()
    {
        for (var number = 0; number < processes.Length; number++)
            Start(number);
        await SettleAsync();
        foreach (var act in World.Acts.OrderBy(act => act.At))
        {
            await AdvanceAsync(TimeSpan.FromSeconds(act.At));
            Outside.Begin(act);
            await SettleAsync();
        }

        await AdvanceAsync(Clock.Now + TimeSpan.FromMinutes(20));
        Heal();
        await RestAsync();
        Judge.InspectStored(processes[0].Runtime.Team);
        foreach (var process in processes)
            Outside.Stop(process);
        await AdvanceAsync(Clock.Now + TimeSpan.FromMinutes(10));
        if (Outside.Pending.FirstOrDefault() is { } pending)
            Fail("10 every turn ends", $"{pending} has not ended long after everything was healed");
        Recorder.Add(new Happening.Ended(Clock.Wall));
    }

    private void Heal()
    {
        IsHealed = true;
        Recorder.Add(new Happening.Healed());
        for (var number = 0; number < processes.Length; number++)
            Start(number);
    }

    // Until nothing is due and nobody works.
    private async Task RestAsync()
    {
        var limit = Clock.Now + LongestRest;
        for (var timers = 0; timers < MostTimersAtRest; timers++)
        {
            await SettleAsync();
            var due = await Shared.Truth.NextDueAsync("team", DateTimeOffset.MinValue);
            if (due is null && !await IsLeasedAsync() && Outside.Pending.Count == 0)
                return;
            if (Clock.Now > limit || Clock.Next is not { } next)
                break;
            var quiet = Outside.Pending.Count == 0 && due is { } at && at > Clock.Wall && !await IsLeasedAsync();
            Clock.GoTo(quiet && due!.Value - Clock.Wall + Clock.Now > next ? due.Value - Clock.Wall + Clock.Now : next);
            while (Clock.FireOne())
                await SettleAsync();
        }

        var left = await Shared.Truth.NextDueAsync("team", DateTimeOffset.MinValue);
        Fail("10 every turn ends", $"the world did not come to rest at {Clock.Wall:O}, next due {left:O}");
    }

    private async Task<bool> IsLeasedAsync()
    {
        await foreach (var _ in Shared.Truth.ListLeasedAsync("team"))
            return true;
        return false;
    }

    private async Task AdvanceAsync(TimeSpan to)
    {
        var (idle, seen) = (0, Recorder.Happenings.Count);
        while (Clock.Next is { } next && next <= to)
        {
            if (idle > IdleTimers && Outside.Pending.Count == 0 && !await IsLeasedAsync())
            {
                var due = await Shared.Truth.NextDueAsync("team", Clock.Wall) is { } at ? at - Clock.Wall + Clock.Now : to;
                next =
                    due < next ? next
                    : due < to ? due
                    : to;
                idle = 0;
            }

            Clock.GoTo(next);
            while (Clock.FireOne())
                await SettleAsync();
            idle = Recorder.Happenings.Count == seen ? idle + 1 : 0;
            seen = Recorder.Happenings.Count;
        }

        Clock.GoTo(to);
    }

    // Everything that can go on does, until all wait for the clock.
    private async Task SettleAsync()
    {
        do
        {
            await new YieldToAll();
            if (Clock.IsStuck)
                throw new EndlessWorkException();
        } while (ThreadPool.PendingWorkItemCount > 0 || Shared.Step());
    }

    private sealed class EndlessWorkException : Exception;
}
