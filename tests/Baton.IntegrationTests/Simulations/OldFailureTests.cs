using Baton.Simulation.Worlds;

namespace Baton.IntegrationTests.Simulations;

/// <summary>Worlds that once broke a rule, made smaller. Each says which rule, and stays for ever.</summary>
public sealed class OldFailureTests
{
    // 4 constraints only narrow: a1 got the baton back from people who declined the ticket, and its limits were gone.
    [Fact]
    public Task World_1582() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "1582",
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan { Handoffs = [new HandoffPlan(1) { Time = 200 }], Tools = [ToolKind.Again] },
                        new AgentPlan { Tools = [ToolKind.LookSensitive] },
                    ],
                    Desks = [new DeskPlan()],
                    Rules = [RulePlan.PhraseInResult],
                },
                Acts =
                [
                    new Act(0, ActKind.Say) { Message = 3, Topics = [0, 1] },
                    new Act(0, ActKind.Decline),
                    new Act(293, ActKind.Say) { Message = 4, Topics = [1] },
                ],
                Habits = [new ModelHabit(3, Habit.UpdatesIssue)],
            }
        );

    // 10 every turn ends: half a millisecond before a due time the timekeeper slept for no time, again and again.
    [Fact]
    public Task World_387_102165() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "387~102165",
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan
                        {
                            Handoffs = [new HandoffPlan(1), new HandoffPlan(2) { Time = 5 }, new HandoffPlan(3)],
                            Tools = [ToolKind.Again],
                        },
                        new AgentPlan
                        {
                            Handoffs = [new HandoffPlan(0), new HandoffPlan(2)],
                            Tools = [ToolKind.LookSensitive, ToolKind.Once],
                            Window = 3000,
                        },
                        new AgentPlan
                        {
                            Handoffs = [new HandoffPlan(0), new HandoffPlan(1)],
                            Tools = [ToolKind.Once, ToolKind.Again, ToolKind.Pay],
                            MayPay = 100,
                            Window = 3000,
                        },
                        new AgentPlan { Handoffs = [new HandoffPlan(2)], Tools = [ToolKind.Again] },
                    ],
                    Ladder = [3],
                    Strategy = IssueStrategy.Coordinator,
                    UpdatesIssues = false,
                    Legs = 3,
                    TurnTime = 120,
                    HasGuard = true,
                },
                Acts =
                [
                    new Act(0, ActKind.Say) { Message = 2, Topics = [2, 3, 0] },
                    new Act(0, ActKind.Say)
                    {
                        Conversation = 1,
                        Message = 2,
                        Topics = [1, 3, 2],
                    },
                    new Act(125, ActKind.Say)
                    {
                        Conversation = 1,
                        Message = 8,
                        Topics = [1],
                    },
                    new Act(4266, ActKind.Say)
                    {
                        Conversation = 1,
                        Message = 3,
                        Topics = [0],
                        Choice = 354,
                        Alternative = true,
                    },
                    new Act(8266, ActKind.Say)
                    {
                        Message = 1,
                        Topics = [0, 2],
                        Choice = 685,
                    },
                ],
                Habits = [new ModelHabit(42, Habit.RepeatsResult), new ModelHabit(47, Habit.Hangs)],
                StoreTroubles = [new StoreTrouble(67, StoreFault.Slow)],
            }
        );

    // 4 what runs is permitted: the baton came back from a leg, and the limits its holder had before were gone.
    [Fact]
    public Task World_37734() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "37734",
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan { Handoffs = [new HandoffPlan(1), new HandoffPlan(2)], Window = 3000 },
                        new AgentPlan { Tools = [ToolKind.LookSensitive] },
                        new AgentPlan
                        {
                            Handoffs = [new HandoffPlan(0), new HandoffPlan(1) { OnlyLooks = true }],
                            Tools = [ToolKind.Again],
                        },
                    ],
                    Ladder = [2],
                    Rules = [RulePlan.PhraseInMessage, RulePlan.PhraseInResult],
                    Strategy = IssueStrategy.Coordinator,
                    ModelTime = 20,
                },
                Acts =
                [
                    new Act(0, ActKind.Say)
                    {
                        Message = 5,
                        Topics = [0, 1],
                        Choice = 8,
                    },
                ],
                Habits =
                [
                    new ModelHabit(18, Habit.FindsHistoryTooLong),
                    new ModelHabit(19, Habit.TransfersToAll),
                    new ModelHabit(29, Habit.IsSlow),
                    new ModelHabit(30, Habit.AsksCustomer),
                    new ModelHabit(31, Habit.CallsTwice),
                ],
            }
        );

    // 10 the baton does not go to and fro without progress: a history too long sent it on to an agent that had already passed it.
    [Fact]
    public Task World_1357() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "1357",
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan { Handoffs = [new HandoffPlan(2)] },
                        new AgentPlan(),
                        new AgentPlan
                        {
                            Handoffs = [new HandoffPlan(1)],
                            Tools = [ToolKind.Look, ToolKind.Once],
                            Window = 3000,
                            Overflow = 3,
                        },
                        new AgentPlan { Handoffs = [new HandoffPlan(0)] },
                    ],
                    Desks = [new DeskPlan()],
                    HasState = true,
                },
                Acts = [new Act(0, ActKind.Say) { Message = 9, Topics = [2] }],
            }
        );

    // 7 a side effect happens at most once: a tool began although its caller had already given up.
    [Fact]
    public Task World_45037() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "45037",
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan { Handoffs = [new HandoffPlan(3)] },
                        new AgentPlan(),
                        new AgentPlan(),
                        new AgentPlan { Tools = [ToolKind.Again] },
                    ],
                },
                Acts =
                [
                    new Act(40, ActKind.Say) { Message = 7, Topics = [3] },
                    new Act(43, ActKind.Abandon),
                    new Act(163, ActKind.Say) { Message = 2, Topics = [3] },
                    new Act(164, ActKind.Abandon),
                ],
                StoreTroubles = [new StoreTrouble(9, StoreFault.Slow)],
            }
        );

    // 4 constraints only narrow: a0 asked about an issue, and went on with the next message when that issue's turns were used up.
    [Fact]
    public Task World_59889_645302() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "59889~645302",
                Processes = 2,
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan
                        {
                            Handoffs = [new HandoffPlan(2) { MayPay = 10 }, new HandoffPlan(3)],
                            Tools = [ToolKind.Pay],
                            MayPay = 20,
                        },
                        new AgentPlan { Handoffs = [new HandoffPlan(3)] },
                        new AgentPlan { Handoffs = [new HandoffPlan(0)], Tools = [ToolKind.Again] },
                        new AgentPlan { Handoffs = [new HandoffPlan(0)] },
                        new AgentPlan { Handoffs = [new HandoffPlan(1)] },
                    ],
                    Desks = [new DeskPlan { FirstResponse = 600 }],
                    Ladder = [4, 100],
                    Strategy = IssueStrategy.Coordinator,
                },
                Acts =
                [
                    new Act(0, ActKind.Say)
                    {
                        Process = 1,
                        Message = 6,
                        Topics = [3, 0, 2],
                    },
                    new Act(1, ActKind.Say) { Message = 1, Topics = [4] },
                    new Act(1, ActKind.Say) { Message = 3, Topics = [0] },
                ],
                Habits =
                [
                    new ModelHabit(13, Habit.ReadsState),
                    new ModelHabit(14, Habit.TransfersWithLimits),
                    new ModelHabit(16, Habit.AsksCustomer),
                ],
                Kills = [new Kill(1, 40, true)],
            }
        );

    // What falls due happens once, and not before: an issue's deadline was not among what is due.
    [Fact]
    public Task World_53869_784168_651145() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "53869~784168~651145",
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan { Handoffs = [new HandoffPlan(1), new HandoffPlan(2) { Time = 5 }], Tools = [ToolKind.Once] },
                        new AgentPlan(),
                        new AgentPlan { Tools = [ToolKind.Pay], MayPay = 60 },
                        new AgentPlan(),
                        new AgentPlan(),
                    ],
                    Strategy = IssueStrategy.Coordinator,
                },
                Acts =
                [
                    new Act(0, ActKind.Say)
                    {
                        Message = 1,
                        Topics = [2, 5],
                        Choice = 3,
                    },
                ],
                Habits = [new ModelHabit(2, Habit.TransfersToAll)],
                StoreTroubles = [new StoreTrouble(5, StoreFault.Full)],
                Kills = [new Kill(1, 22, true)],
            }
        );

    // Cost is bounded by the work: each leg that escalated gave back the calls of all legs.
    [Fact]
    public Task World_23114_178820() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "23114~178820",
                Processes = 2,
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan { Handoffs = [new HandoffPlan(1), new HandoffPlan(2), new HandoffPlan(3)] },
                        new AgentPlan { Handoffs = [new HandoffPlan(4)], Tools = [ToolKind.LookSensitive] },
                        new AgentPlan
                        {
                            Handoffs = [new HandoffPlan(4)],
                            Tools = [ToolKind.Pay],
                            MayPay = 60,
                        },
                        new AgentPlan(),
                        new AgentPlan { Handoffs = [new HandoffPlan(0), new HandoffPlan(2)] },
                    ],
                    Ladder = [4],
                    Strategy = IssueStrategy.Coordinator,
                    Legs = 3,
                    Retries = 0,
                },
                Acts =
                [
                    new Act(120, ActKind.Say)
                    {
                        Process = 1,
                        Message = 6,
                        Topics = [2, 1],
                    },
                    new Act(120, ActKind.Say)
                    {
                        Process = 1,
                        Message = 1,
                        Topics = [3],
                    },
                    new Act(121, ActKind.Say)
                    {
                        Process = 1,
                        Conversation = 1,
                        Message = 1,
                        Topics = [2, 4],
                    },
                    new Act(121, ActKind.Say)
                    {
                        Conversation = 1,
                        Message = 1,
                        Topics = [1],
                    },
                ],
                Habits =
                [
                    new ModelHabit(8, Habit.LosesConnection),
                    new ModelHabit(23, Habit.MixesArguments),
                    new ModelHabit(13, Habit.FindsHistoryTooLong),
                ],
            }
        );
}
