using System.Globalization;

namespace Baton.Simulation.Worlds;

/// <summary>Makes worlds from their names: a seed, and variations of it. The same name is the same world for ever in one version.</summary>
internal static class WorldVariation
{
    /// <summary>Between a seed and the number of a variation of it.</summary>
    public const char Mark = '~';

    /// <summary>The world of a name such as <c>17</c> or <c>17~4~2</c>; null if it is none.</summary>
    public static World? Named(string name)
    {
        World? world = null;
        foreach (var part in name.Split(Mark))
        {
            if (!ulong.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;
            world = world is null ? WorldGenerator.Of(number) : Vary(world, number);
        }

        return world;
    }

    private static World Vary(World world, ulong number)
    {
        var dice = new Dice(number);
        var name = string.Create(CultureInfo.InvariantCulture, $"{world.Name}{Mark}{number}");
        for (var changes = dice.Between(1, 3); changes > 0; changes--)
            world = VaryOnce(world, dice);
        return world with { Name = name };
    }

    private static World VaryOnce(World world, Dice dice) =>
        dice.Below(10) switch
        {
            0 => world with { Acts = [.. world.Acts, ActAt(world, dice)] },
            1 when world.Acts.Count > 1 => world with { Acts = Replaced(world.Acts, dice, act => ActAt(world, dice) with { At = act.At }) },
            2 when world.Acts.Count > 1 => world with { Acts = Replaced(world.Acts, dice, act => act with { At = Near(act.At, dice) }) },
            3 when world.Acts.Count > 1 => world with { Acts = Without(world.Acts, dice) },
            4 or 5 => world with { Habits = [.. world.Habits, new ModelHabit(dice.Between(1, 40), WorldGenerator.AnyHabit(dice))] },
            6 => world with
            {
                ToolTroubles = [.. world.ToolTroubles, new ToolTrouble(dice.Between(1, 10), WorldGenerator.AnyTrouble(dice))],
            },
            7 => world with
            {
                StoreTroubles = [.. world.StoreTroubles, new StoreTrouble(dice.Between(1, 60), WorldGenerator.AnyFault(dice))],
            },
            8 => world with { Kills = [.. world.Kills, WorldGenerator.AnyKill(dice, world.Processes)] },
            _ => world with { Team = TeamGenerator.Varied(world.Team, dice) },
        };

    private static Act ActAt(World world, Dice dice)
    {
        var at = world.Acts[dice.Below(world.Acts.Count)].At + WorldGenerator.AnyGap(dice);
        var theme = (Theme)dice.Below((int)Theme.SharedState + 1);
        return ActGenerator.Any(dice, theme, world.Team, world.Processes, 1 + world.Acts.Max(act => act.Conversation), at);
    }

    private static int Near(int at, Dice dice) => Math.Max(0, at + dice.Between(-3, 3));

    private static List<T> Replaced<T>(IReadOnlyList<T> items, Dice dice, Func<T, T> change)
    {
        var place = dice.Below(items.Count);
        return [.. items.Select((item, number) => number == place ? change(item) : item)];
    }

    private static List<T> Without<T>(IReadOnlyList<T> items, Dice dice)
    {
        var place = dice.Below(items.Count);
        return [.. items.Where((_, number) => number != place)];
    }
}
