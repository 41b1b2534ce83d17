using Baton.Simulation.Worlds;

namespace Baton.IntegrationTests.Simulations;

/// <summary>Worlds in which two living processes once worked on one conversation, made smaller. They stay for ever.</summary>
public sealed class OldLeaseFailureTests
{
    // 7 a side effect happens at most once: a lease that was not renewed was taken for held while another process took it over.
    [Fact]
    public Task World_62858() =>
        Worlds.HoldsAsync(
            new World
            {
                Name = "62858",
                Processes = 3,
                Team = new TeamPlan
                {
                    Agents =
                    [
                        new AgentPlan { Handoffs = [new HandoffPlan(3)] },
                        new AgentPlan(),
                        new AgentPlan(),
                        new AgentPlan { Tools = [ToolKind.Again] },
                    ],
                    Desks = [new DeskPlan { HasWebhook = true }],
                    Confidence = 60,
                },
                Acts =
                [
                    new Act(90000, ActKind.Say)
                    {
                        Process = 1,
                        Conversation = 1,
                        Message = 8,
                        Topics = [3],
                    },
                    new Act(90001, ActKind.Say)
                    {
                        Process = 1,
                        Conversation = 2,
                        Message = 9,
                        Topics = [3],
                    },
                    new Act(90002, ActKind.Say)
                    {
                        Process = 1,
                        Conversation = 1,
                        Message = 4,
                        Topics = [1],
                    },
                    new Act(90002, ActKind.Grant) { Conversation = 2 },
                ],
                StoreTroubles = [new StoreTrouble(7, StoreFault.Behind), new StoreTrouble(2, StoreFault.Behind)],
            }
        );
}
