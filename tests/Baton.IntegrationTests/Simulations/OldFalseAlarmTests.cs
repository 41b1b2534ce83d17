using Baton.Simulation.Worlds;

namespace Baton.IntegrationTests.Simulations;

/// <summary>Worlds in which the oracle once saw a broken rule where none was, made smaller. Each says which, and stays for ever.</summary>
public sealed class OldFalseAlarmTests
{
    // One living process works at a time: a turn that its caller gave up was taken for one under way.
    [Fact]
    public Task World_61838() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "61838",
                Processes = 3,
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan { Handoffs = [new HandoffPlan(2)], Tools = [ToolKind.LookSensitive] },
                        new AgentPlan(),
                        new AgentPlan { Handoffs = [new HandoffPlan(0)] },
                    ],
                    HasState = true,
                },
                Acts =
                [
                    new Act(0, ActKind.Say) { Message = 1, Topics = [2] },
                    new Act(4004, ActKind.Say) { Message = 3, Topics = [3] },
                    new Act(4006, ActKind.WriteAsPerson) { Process = 2 },
                    new Act(4008, ActKind.Abandon),
                ],
                Habits = [new ModelHabit(4, Habit.ReadsState), new ModelHabit(5, Habit.WritesNote)],
            }
        );

    // A ticket that nobody took goes to whoever is next, also after an append that failed in between.
    [Fact]
    public Task World_60945_21374() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "60945~21374",
                Processes = 2,
                Team = new TeamPlan
                {
                    Agents = [new AgentPlan { Tools = [ToolKind.Again] }, new AgentPlan(), new AgentPlan()],
                    Desks = [new DeskPlan { FirstResponse = 10, HasEmail = true }],
                    Ladder = [2],
                    HasGeneralist = true,
                    WritesSummaries = true,
                },
                Acts =
                [
                    new Act(0, ActKind.Say)
                    {
                        Message = 5,
                        Topics = [0],
                        Choice = 11,
                    },
                    new Act(235, ActKind.Say) { Message = 7, Topics = [2] },
                    new Act(941, ActKind.Say)
                    {
                        Message = 6,
                        Topics = [1],
                        Choice = 314,
                    },
                ],
                Habits =
                [
                    new ModelHabit(1, Habit.WritesCount),
                    new ModelHabit(3, Habit.DeclinesIssue),
                    new ModelHabit(4, Habit.IsCutOff),
                    new ModelHabit(5, Habit.TransfersToAll),
                ],
                ToolTroubles = [new ToolTrouble(1, Trouble.Breaks)],
                DeliveryTroubles = [new DeliveryTrouble(1, Trouble.Hangs)],
                StoreTroubles =
                [
                    new StoreTrouble(8, StoreFault.Full),
                    new StoreTrouble(19, StoreFault.Before),
                    new StoreTrouble(11, StoreFault.Full),
                ],
            }
        );

    // Constraints only narrow: what has waited for the customer since an earlier turn was taken for what an agent works on.
    [Fact]
    public Task World_74417_250794() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "74417~250794",
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan { Handoffs = [new HandoffPlan(1) { Turns = 1 }], Tools = [ToolKind.LookSensitive] },
                        new AgentPlan { Handoffs = [new HandoffPlan(0), new HandoffPlan(7)] },
                        new AgentPlan { Handoffs = [new HandoffPlan(0), new HandoffPlan(5)] },
                        new AgentPlan { Handoffs = [new HandoffPlan(1)], Window = 3000 },
                        new AgentPlan
                        {
                            Handoffs = [new HandoffPlan(7)],
                            Tools = [ToolKind.Look, ToolKind.Once, ToolKind.Pay],
                            Window = 8000,
                            HoldTime = 100,
                        },
                        new AgentPlan
                        {
                            Handoffs = [new HandoffPlan(1), new HandoffPlan(3), new HandoffPlan(4), new HandoffPlan(6), new HandoffPlan(7)],
                            Tools = [ToolKind.Look, ToolKind.LookSensitive, ToolKind.Again],
                            MayPay = 20,
                            Window = 3000,
                        },
                        new AgentPlan
                        {
                            Handoffs = [new HandoffPlan(2), new HandoffPlan(4), new HandoffPlan(7)],
                            Tools = [ToolKind.LookSensitive, ToolKind.Again],
                            Window = 8000,
                        },
                        new AgentPlan
                        {
                            Handoffs = [new HandoffPlan(0), new HandoffPlan(2) { Time = 5 }, new HandoffPlan(3) { OnlyLooks = true }],
                            Tools = [ToolKind.Look, ToolKind.Once, ToolKind.Pay],
                            MayPay = 100,
                            Clearance = 2,
                        },
                    ],
                    Ladder = [7],
                    Strategy = IssueStrategy.Coordinator,
                },
                Acts =
                [
                    new Act(0, ActKind.Say)
                    {
                        Message = 8,
                        Topics = [0, 7],
                        Choice = 111,
                    },
                    new Act(0, ActKind.Say)
                    {
                        Message = 9,
                        Topics = [3, 5],
                        Choice = 41,
                    },
                    new Act(90003, ActKind.Say)
                    {
                        Process = 1,
                        Message = 5,
                        Topics = [0, 7],
                        Choice = 494,
                    },
                    new Act(94006, ActKind.Say)
                    {
                        Process = 1,
                        Message = 4,
                        Topics = [0, 7],
                        Choice = 423,
                    },
                ],
                Habits =
                [
                    new ModelHabit(2, Habit.BreaksOff),
                    new ModelHabit(3, Habit.OpensIssue),
                    new ModelHabit(6, Habit.FindsHistoryTooLong),
                    new ModelHabit(7, Habit.MixesArguments),
                    new ModelHabit(8, Habit.GivesNothing),
                    new ModelHabit(10, Habit.WritesMuch),
                    new ModelHabit(11, Habit.TransfersToAll),
                    new ModelHabit(14, Habit.RepeatsResult),
                    new ModelHabit(15, Habit.CallsTwice),
                    new ModelHabit(17, Habit.TransfersToAll),
                    new ModelHabit(23, Habit.BreaksOff),
                    new ModelHabit(24, Habit.TransfersToFirst),
                    new ModelHabit(29, Habit.AsksCustomer),
                    new ModelHabit(32, Habit.FindsHistoryTooLong),
                ],
                ToolTroubles = [new ToolTrouble(7, Trouble.Hangs)],
            }
        );

    // A side effect happens at most once: a look-up that its process took along left its id to the next call.
    [Fact]
    public Task World_20725_938996_582707() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "20725~938996~582707",
                Processes = 2,
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan { Handoffs = [new HandoffPlan(1), new HandoffPlan(2), new HandoffPlan(3)] },
                        new AgentPlan { Handoffs = [new HandoffPlan(2)] },
                        new AgentPlan { Tools = [ToolKind.LookSensitive, ToolKind.Once] },
                        new AgentPlan { Handoffs = [new HandoffPlan(0)] },
                    ],
                    Strategy = IssueStrategy.Coordinator,
                },
                Acts =
                [
                    new Act(0, ActKind.Say)
                    {
                        Process = 1,
                        Message = 6,
                        Topics = [2],
                    },
                ],
                Habits =
                [
                    new ModelHabit(1, Habit.TransfersToAll),
                    new ModelHabit(3, Habit.DeclinesIssue),
                    new ModelHabit(6, Habit.GivesNothing),
                    new ModelHabit(8, Habit.BreaksOff),
                    new ModelHabit(13, Habit.Hangs),
                    new ModelHabit(14, Habit.CallsTwice),
                ],
                Kills = [new Kill(1, 14, true)],
            }
        );
}
