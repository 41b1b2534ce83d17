namespace Baton.Simulation.Worlds;

/// <summary>Makes a world of a seed: a team, what everybody does, and what goes wrong.</summary>
internal static class WorldGenerator
{
    // The gaps between acts, in seconds: together, while a model works, while a lease dies, and long after.
    private static readonly int[] Gaps = [0, 0, 0, 1, 1, 2, 3, 8, 15, 40, 120, 700, 4000, 90_000];

    private static readonly ActKind[] OfPeople =
    [
        ActKind.Approve,
        ActKind.Approve,
        ActKind.Refuse,
        ActKind.Claim,
        ActKind.Release,
        ActKind.Reply,
        ActKind.Reply,
        ActKind.Ask,
        ActKind.Decline,
        ActKind.HandBack,
        ActKind.HandBackSolved,
        ActKind.Note,
        ActKind.Grant,
        ActKind.ResolveIssue,
        ActKind.DeclineIssue,
        ActKind.WriteAsPerson,
    ];

    private static readonly ActKind[] OfSystems =
    [
        ActKind.CallBackAccept,
        ActKind.CallBackReply,
        ActKind.CallBackAsk,
        ActKind.CallBackDecline,
        ActKind.CallBackNote,
        ActKind.CallBackHandBack,
    ];

    private static readonly ActKind[] OfMachines =
    [
        ActKind.Kill,
        ActKind.Kill,
        ActKind.Stop,
        ActKind.Start,
        ActKind.Start,
        ActKind.JumpForward,
        ActKind.JumpBack,
        ActKind.StoreAway,
    ];

    /// <summary>The world of a seed.</summary>
    public static World Of(ulong seed)
    {
        var dice = new Dice(seed);
        var team = TeamGenerator.Of(dice);
        var processes = dice.Pick(1, 1, 2, 2, 3);
        var (sloppy, faulty, deadly) = (dice.Pick(0, 0, 10, 30, 70), dice.Pick(0, 0, 0, 1, 3), dice.Pick(0, 0, 0, 1, 3));
        return new World
        {
            Name = seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Processes = processes,
            OnSqlite = seed % 100 == 50,
            KeepsSnapshots = dice.Percent(30),
            CachedBytes = dice.Percent(30) ? 0 : 50_000_000,
            Team = team,
            Acts = Acts(dice, team, processes),
            Habits = [.. Enumerable.Range(1, 60).Where(_ => dice.Percent(sloppy)).Select(call => new ModelHabit(call, AnyHabit(dice)))],
            ToolTroubles =
            [
                .. Enumerable.Range(1, 20).Where(_ => dice.Percent(sloppy / 3)).Select(run => new ToolTrouble(run, AnyTrouble(dice))),
            ],
            DeliveryTroubles =
            [
                .. Enumerable.Range(1, 10).Where(_ => dice.Percent(sloppy / 2)).Select(run => new DeliveryTrouble(run, AnyTrouble(dice))),
            ],
            StoreTroubles = [.. Enumerable.Range(0, faulty).Select(_ => new StoreTrouble(dice.Between(1, 80), AnyFault(dice)))],
            Kills =
            [
                .. Enumerable.Range(0, deadly).Select(_ => new Kill(dice.Below(processes), dice.Between(1, 40), dice.Percent(50))),
            ],
        };
    }

    /// <summary>An act that anybody may do.</summary>
    public static Act AnyAct(Dice dice, TeamPlan team, int processes, int conversations, int at)
    {
        var kind = dice.Below(100) switch
        {
            < 45 => ActKind.Say,
            < 75 => dice.Pick(OfPeople),
            < 82 when team.Desks.Any(desk => desk.IsSystem) => dice.Pick(OfSystems),
            < 90 => dice.Pick(OfMachines),
            < 94 => ActKind.Abandon,
            < 97 => ActKind.Resume,
            < 98 => ActKind.Close,
            _ => ActKind.WriteAsProgram,
        };
        return new Act(at, kind)
        {
            Process = dice.Below(processes),
            Conversation = dice.Below(conversations),
            Message = dice.Between(1, 8),
            Topics = [.. Enumerable.Range(0, dice.Pick(1, 1, 1, 2, 3)).Select(_ => dice.Below(team.Agents.Count)).Distinct()],
            Choice = dice.Below(1000),
            Alternative = dice.Percent(30),
        };
    }

    /// <summary>Something that a model does.</summary>
    public static Habit AnyHabit(Dice dice) => (Habit)dice.Between(1, (int)Habit.WritesMuch);

    /// <summary>Something that goes wrong in a tool.</summary>
    public static Trouble AnyTrouble(Dice dice) => (Trouble)dice.Below((int)Trouble.AnswerLost + 1);

    /// <summary>Something that goes wrong in a store.</summary>
    public static StoreFault AnyFault(Dice dice) => (StoreFault)dice.Below((int)StoreFault.Slow + 1);

    /// <summary>A gap between two acts, in seconds.</summary>
    public static int AnyGap(Dice dice) => dice.Pick(Gaps);

    private static List<Act> Acts(Dice dice, TeamPlan team, int processes)
    {
        var (conversations, count) = (dice.Pick(1, 1, 2, 3, 4), dice.Between(2, 14));
        var acts = new List<Act>(count);
        var at = 0;
        for (var number = 0; number < count; number++)
        {
            at += AnyGap(dice);
            var act = AnyAct(dice, team, processes, conversations, at);
            // A world begins with a customer, and most messages are new.
            acts.Add(number == 0 ? act with { Kind = ActKind.Say } : act);
        }

        return acts;
    }
}
