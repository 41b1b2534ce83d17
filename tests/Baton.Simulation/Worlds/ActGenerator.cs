using Baton.Simulation.Running;

namespace Baton.Simulation.Worlds;

/// <summary>Makes what people, customers, systems and machines do.</summary>
internal static class ActGenerator
{
    private static readonly ActKind[] OfPeople =
    [
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

    // Messages that ask for a person, or that rules stop.
    private static readonly int[] WaysToDesks = [6, 6, 8];

    // Long messages, and those with facts.
    private static readonly int[] LongWays = [10, 10, 10, 12];

    /// <summary>An act that anybody may do.</summary>
    public static Act Any(Dice dice, Theme theme, TeamPlan team, int processes, int conversations, int at)
    {
        var kind = Kind(dice, theme, team);
        var topics = theme == Theme.Legs ? dice.Pick(2, 2, 3) : dice.Pick(1, 1, 1, 2, 3);
        return new Act(at, kind)
        {
            Process = dice.Below(processes),
            Conversation = dice.Below(conversations),
            Message = dice.Between(1, 9),
            Topics = [.. Enumerable.Range(0, topics).Select(_ => dice.Below(team.Agents.Count)).Distinct()],
            Choice = kind == ActKind.Say ? Way(dice, theme) : dice.Below(6),
            Alternative = dice.Percent(30),
        };
    }

    /// <summary>How a customer says it.</summary>
    public static int Way(Dice dice, Theme theme) =>
        theme switch
        {
            Theme.Desks or Theme.Systems or Theme.Deadlines when dice.Percent(50) => dice.Pick(WaysToDesks),
            Theme.Summaries when dice.Percent(80) => dice.Pick(LongWays),
            _ => dice.Below(Words.Ways),
        } + (Words.Ways * dice.Below(40));

    private static ActKind Kind(Dice dice, Theme theme, TeamPlan team)
    {
        var hasSystem = team.Desks.Any(desk => desk.IsSystem);
        var (people, systems, machines, approvals, state) = theme switch
        {
            Theme.Approvals => (4, 0, 8, 40, 0),
            Theme.Desks => (45, 0, 5, 0, 0),
            Theme.Systems => (6, 45, 5, 0, 0),
            Theme.Storms => (6, 4, 35, 4, 0),
            Theme.Summaries => (3, 0, 5, 0, 0),
            Theme.SharedState => (4, 0, 8, 0, 30),
            Theme.Deadlines => (20, 5, 8, 5, 0),
            _ => (24, 6, 8, 8, 3),
        };
        var place = dice.Below(100);
        if ((place -= people) < 0)
            return dice.Pick(OfPeople);
        if ((place -= systems) < 0)
            return hasSystem ? dice.Pick(OfSystems) : ActKind.Say;
        if ((place -= machines) < 0)
            return dice.Pick(OfMachines);
        if ((place -= approvals) < 0)
            return dice.Pick(ActKind.Approve, ActKind.Approve, ActKind.Refuse);
        if ((place -= state) < 0)
            return dice.Pick(ActKind.WriteAsProgram, ActKind.WriteAsPerson);
        return dice.Below(20) switch
        {
            0 or 1 => ActKind.Abandon,
            2 => ActKind.Resume,
            3 => ActKind.Close,
            _ => ActKind.Say,
        };
    }
}
