using Baton.Oracle.Coverages;
using Baton.Oracle.Records;
using static Baton.Oracle.Coverages.Features;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class CoverageTests
{
    [Fact]
    public void The_same_world_has_the_same_features_in_every_process() =>
        Assert.Equal(12, FeaturesOf(Opened().Entries(Model("triage")).Record).Count);

    [Fact]
    public void A_kind_is_hashed_the_same_for_ever() => Assert.Contains(14634034975487919940UL, FeaturesOf(Opened().Record));

    [Fact]
    public void Words_are_no_part_of_a_kind() => Assert.Equal(FeaturesOf(Opened("One.").Record), FeaturesOf(Opened("Another.").Record));

    [Fact]
    public void Codes_are_a_part_of_a_kind() =>
        Assert.NotEqual(
            FeaturesOf(JournalRuleTests.Begins().Entries(Ended()).Record),
            FeaturesOf(JournalRuleTests.Begins().Entries(Ended("failed")).Record)
        );

    [Fact]
    public void An_event_counts_in_the_phases_before_it()
    {
        var pairs = PairsOf(
            Opened().WithTicket().Act("Claim", entries: """ticket_claimed ticket:"c1-1",by:"maria" """).Act("Claim", by: "john")
        );

        Assert.Equal(1, pairs[ConversationPhase.NoConversation, WorldEvent.MessageNew]);
        Assert.Equal(1, pairs[ConversationPhase.TicketOpen, WorldEvent.Claim]);
        Assert.Equal(1, pairs[ConversationPhase.TicketClaimed, WorldEvent.Claim]);
        Assert.Equal(2, pairs[ConversationPhase.TurnUnderWay, WorldEvent.Claim]);
    }

    [Fact]
    public void A_kill_while_a_tool_runs_leaves_it_in_doubt()
    {
        var world = JournalRuleTests.Begins().Ran().Add(new Happening.ProcessKilled());
        world.Process = 2;
        var pairs = PairsOf(world.Sent("Again.", "m2"));

        Assert.Equal(1, pairs[ConversationPhase.ToolRunning, WorldEvent.ProcessKilled]);
        Assert.Equal(1, pairs[ConversationPhase.ToolInDoubt, WorldEvent.MessageElsewhere]);
    }

    [Fact]
    public void Counts_are_merged_and_tell_what_never_happened()
    {
        var pairs = PairsOf(Opened());
        pairs.Merge(PairsOf(Opened().Sent()));

        Assert.Equal(2, pairs[ConversationPhase.NoConversation, WorldEvent.MessageNew]);
        Assert.Equal(2, pairs.Reached);
        Assert.Equal(PairCounts.Possible - 2, pairs.NeverReached().Count);
        Assert.Contains("TicketOpen never: ", pairs.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(pairs.NeverReached(), pair => Impossible.Reason(pair.Phase, pair.Event) is not null);
    }

    private static PairCounts PairsOf(WorldBuilder world)
    {
        var pairs = new PairCounts();
        pairs.Add(world.Record);
        return pairs;
    }
}
