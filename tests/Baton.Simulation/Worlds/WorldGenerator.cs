using System.Globalization;

namespace Baton.Simulation.Worlds;

/// <summary>Makes a world of a seed: a team, what everybody does, and what goes wrong.</summary>
internal static class WorldGenerator
{
    // The gaps between acts, in seconds: together, while a model works, while a lease dies, and long after.
    private static readonly int[] Gaps = [0, 0, 0, 1, 1, 1, 2, 2, 3, 8, 15, 40, 120, 700, 4000, 90_000];

    /// <summary>The world of a seed.</summary>
    public static World Of(ulong seed)
    {
        var dice = new Dice(seed);
        var theme = dice.Percent(35) ? Theme.Anything : (Theme)dice.Between(1, (int)Theme.SharedState);
        var team = TeamGenerator.Of(dice, theme);
        var processes = theme == Theme.Storms ? dice.Pick(1, 2, 3) : dice.Pick(1, 1, 2, 2, 3);
        var (sloppy, faulty, deadly) =
            theme is Theme.Storms ? (dice.Pick(0, 10), dice.Pick(0, 2, 5), dice.Pick(1, 3, 6))
            : theme is Theme.SharedState ? (dice.Pick(0, 10), dice.Pick(0, 1), dice.Pick(0, 2, 4))
            : (dice.Pick(0, 0, 10, 30, 70), dice.Pick(0, 0, 0, 1, 3), dice.Pick(0, 0, 0, 1, 3));
        return new World
        {
            Name = seed.ToString(CultureInfo.InvariantCulture),
            Processes = processes,
            OnSqlite = seed % 100 == 50,
            KeepsSnapshots = dice.Percent(30),
            CachedBytes = dice.Percent(30) ? 0 : 50_000_000,
            Team = team,
            Acts = Acts(dice, theme, team, processes),
            Habits =
            [
                .. Enumerable
                    .Range(1, 60)
                    .Where(_ => dice.Percent(theme == Theme.SharedState ? 60 : sloppy))
                    .Select(call => new ModelHabit(call, HabitOf(dice, theme))),
            ],
            ToolTroubles =
            [
                .. Enumerable.Range(1, 20).Where(_ => dice.Percent(sloppy / 3)).Select(run => new ToolTrouble(run, AnyTrouble(dice))),
            ],
            DeliveryTroubles =
            [
                .. Enumerable
                    .Range(1, 12)
                    .Where(_ => dice.Percent(theme == Theme.Systems ? 30 : sloppy / 2))
                    .Select(run => new DeliveryTrouble(run, AnyTrouble(dice))),
            ],
            StoreTroubles = [.. Enumerable.Range(0, faulty).Select(_ => new StoreTrouble(dice.Between(1, 80), AnyFault(dice)))],
            Kills = [.. Enumerable.Range(0, deadly).Select(_ => AnyKill(dice, processes))],
        };
    }

    private static Habit HabitOf(Dice dice, Theme theme) =>
        theme == Theme.SharedState && dice.Percent(70)
            ? dice.Pick(Habit.WritesCount, Habit.WritesCount, Habit.WritesNote, Habit.ReadsState)
            : AnyHabit(dice);

    /// <summary>Something that a model does.</summary>
    public static Habit AnyHabit(Dice dice) => (Habit)dice.Between(1, (int)Habit.WritesMuch);

    /// <summary>Something that goes wrong in a tool.</summary>
    public static Trouble AnyTrouble(Dice dice) => (Trouble)dice.Below((int)Trouble.Long + 1);

    /// <summary>Something that goes wrong in a store.</summary>
    public static StoreFault AnyFault(Dice dice) => (StoreFault)dice.Below((int)StoreFault.Slow + 1);

    /// <summary>The end of a process.</summary>
    public static Kill AnyKill(Dice dice, int processes) => new(dice.Below(processes), dice.Between(1, 40), dice.Percent(50));

    /// <summary>A gap between two acts, in seconds.</summary>
    public static int AnyGap(Dice dice) => dice.Pick(Gaps);

    private static List<Act> Acts(Dice dice, Theme theme, TeamPlan team, int processes)
    {
        var conversations = dice.Pick(1, 1, 2, 3, 4);
        var count = theme == Theme.Summaries ? dice.Between(8, 20) : dice.Between(2, 14);
        var acts = new List<Act>(count);
        var at = 0;
        for (var number = 0; number < count; number++)
        {
            at += AnyGap(dice);
            var act = ActGenerator.Any(dice, theme, team, processes, conversations, at);
            // A world begins with a customer.
            acts.Add(number == 0 ? act with { Kind = ActKind.Say, Choice = ActGenerator.Way(dice, theme) } : act);
        }

        return acts;
    }
}
