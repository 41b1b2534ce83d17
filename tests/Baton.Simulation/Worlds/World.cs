namespace Baton.Simulation.Worlds;

/// <summary>
/// A world: everything that decides what happens in it. The same world runs the same way each time. All parts are lists of small records,
/// so that it can be varied and shrunk by changing one at a time.
/// </summary>
internal sealed record World
{
    /// <summary>Where it comes from: a seed, and after each <c>~</c> the number of a variation.</summary>
    public string Name { get; init; } = "";

    /// <summary>How many processes serve the team on one store. Default: 1.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Whether the store is SQLite instead of one in memory. Default: no.</summary>
    public bool OnSqlite { get; init; }

    /// <summary>Whether the store in memory keeps snapshots. Default: no.</summary>
    public bool KeepsSnapshots { get; init; }

    /// <summary>How many bytes of idle conversations a process keeps. Default: 50,000,000.</summary>
    public long CachedBytes { get; init; } = 50_000_000;

    /// <summary>The team.</summary>
    public TeamPlan Team { get; init; } = new();

    /// <summary>What customers, people, systems and operators of the machines do, in order of time.</summary>
    public IReadOnlyList<Act> Acts { get; init; } = [];

    /// <summary>What models do besides behaving, by the number of the call. Default: nothing.</summary>
    public IReadOnlyList<ModelHabit> Habits { get; init; } = [];

    /// <summary>What goes wrong in tools and deliveries, by the number of the run. Default: nothing.</summary>
    public IReadOnlyList<ToolTrouble> ToolTroubles { get; init; } = [];

    /// <summary>What goes wrong in deliveries, by the number of the attempt. Default: nothing.</summary>
    public IReadOnlyList<DeliveryTrouble> DeliveryTroubles { get; init; } = [];

    /// <summary>What goes wrong in the store, by the number of the operation. Default: nothing.</summary>
    public IReadOnlyList<StoreTrouble> StoreTroubles { get; init; } = [];

    /// <summary>Which effect of which process is its last. Default: none.</summary>
    public IReadOnlyList<Kill> Kills { get; init; } = [];
}

/// <summary>A model's call of that number in the world, from 1, goes otherwise.</summary>
internal sealed record ModelHabit(int Call, Habit Does);

/// <summary>A tool's run of that number in the world, from 1, goes wrong.</summary>
internal sealed record ToolTrouble(int Run, Trouble Kind);

/// <summary>A delivery's attempt of that number in the world, from 1, goes wrong.</summary>
internal sealed record DeliveryTrouble(int Attempt, Trouble Kind);

/// <summary>The store's operation of that number in the world, from 1, goes wrong.</summary>
internal sealed record StoreTrouble(int Operation, StoreFault Kind);

/// <summary>A process dies at its effect of that number, from 1, counted since it started last.</summary>
/// <param name="Process">The process, from 0.</param>
/// <param name="Effect">The effect: an operation that changes the store, or a model, tool or delivery that is called.</param>
/// <param name="Behind">Whether the effect happened and the process does not learn of it; otherwise it does not happen.</param>
internal sealed record Kill(int Process, int Effect, bool Behind);

/// <summary>How a tool or a receiver goes wrong.</summary>
internal enum Trouble
{
    /// <summary>It refuses with words for the model, or for good.</summary>
    Refuses,

    /// <summary>It breaks with an exception.</summary>
    Breaks,

    /// <summary>It does what it should, and answers after a long time.</summary>
    Slow,

    /// <summary>It does what it should, and never answers.</summary>
    Hangs,

    /// <summary>It does what it should, and its answer is lost on the way.</summary>
    AnswerLost,

    /// <summary>It does what it should, and its answer would fill any window.</summary>
    Long,
}

/// <summary>How a store goes wrong.</summary>
internal enum StoreFault
{
    /// <summary>It fails, and nothing was done.</summary>
    Before,

    /// <summary>It fails, and all was done.</summary>
    Behind,

    /// <summary>It is full, and nothing was done.</summary>
    Full,

    /// <summary>It takes three seconds.</summary>
    Slow,
}
