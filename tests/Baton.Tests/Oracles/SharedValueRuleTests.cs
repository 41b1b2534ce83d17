using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class SharedValueRuleTests
{
    [Fact]
    public void A_value_that_is_written_and_recorded_is_fine() => Writes().IsFine();

    [Fact]
    public void A_revision_that_is_left_out_is_reported() => Writes(revision: 2).BreaksAmong("shared values: each", "it had revision 0");

    [Fact]
    public void An_update_that_is_made_twice_is_reported() =>
        Writes()
            .Add(new Happening.StateChanged("w1", "customer", "ada", "paid", 2, Parsed("20")))
            .Breaks("shared values: each", "is made again");

    [Fact]
    public void A_value_that_the_store_never_had_is_reported() =>
        Writes(recorded: "11").BreaksAmong("shared values: each", "never had that");

    [Fact]
    public void A_sum_that_does_not_add_up_is_reported() => Writes("12", recorded: "12").Breaks("shared values: sums", "added 10");

    [Fact]
    public void A_writer_who_may_not_is_reported()
    {
        var world = Opened();
        world.Team = world.Team with { State = [new StateFacts("paid", "customer", ["desk"], null, true)] };
        Writes(world: world).Breaks("shared values: each", "who may not");
    }

    [Fact]
    public void A_call_that_wrote_and_ended_as_refused_is_reported() =>
        Writes(outcome: "refused").Breaks("shared values: each", "ends as 'refused'");

    private static WorldBuilder Writes(
        string stored = "10",
        int revision = 1,
        string? recorded = null,
        string outcome = "ok",
        WorldBuilder? world = null
    ) =>
        (world ?? Opened())
            .WithBilling()
            .Entries([
                .. Model("billing", Calls(("w1", "write_state", """{"key":"paid","value":10}"""))),
                Begun("write_state", "w1", """{"key":"paid","value":10}"""),
            ])
            .Add(new Happening.StateChanged("w1", "customer", "ada", "paid", revision, Parsed(stored)))
            .Entries(
                """state_written participant:"billing","""
                    + $$"""writes:[{"call_id":"w1","scope":"customer","key":"paid","revision":1,"value":{{recorded ?? stored}}}]""",
                Ended(outcome, tool: "write_state", id: "w1")
            );
}
