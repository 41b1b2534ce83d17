using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class BoundRuleTests
{
    private const string Retry = """fell_back participant:"triage",rung:"retry",cause:"overloaded",detail:"529." """;

    [Fact]
    public void More_model_calls_than_a_turn_has_are_reported() =>
        Opened().Entries([.. Enumerable.Range(0, 5).SelectMany(_ => Model("triage"))]).Breaks("10", "the turn has 5 model calls");

    [Fact]
    public void Attempts_that_are_repeated_count_once() =>
        Opened().Entries([.. Enumerable.Range(0, 5).SelectMany(_ => (string[])[Model("triage")[0], Retry]), .. Model("triage")]).IsFine();

    [Fact]
    public void More_tool_calls_than_a_turn_has_are_reported() =>
        Opened()
            .WithBilling()
            .Entries(Model("billing", Calls([.. Enumerable.Range(1, 4).Select(number => ($"k{number}", "look", "{}"))])))
            .Entries([.. Enumerable.Range(1, 4).Select(number => Begun("look", $"k{number}", "{}"))])
            .Breaks("10", "4 tool calls");

    [Fact]
    public void More_handoffs_than_a_turn_has_are_reported() =>
        Opened()
            .Entries(Issue())
            .Entries([
                .. Enumerable.Range(0, 5).Select(number => number % 2 == 0 ? HandedOff() : HandedOff("billing", "triage", "returned")),
            ])
            .Breaks("10", "5 handoffs");

    [Fact]
    public void More_legs_than_a_turn_has_are_reported() =>
        Opened()
            .Entries([Issue(), .. Enumerable.Range(1, 3).Select(number => HandedOff(trigger: "delegated", leg: $"{number}"))])
            .Breaks("10", "3 legs");

    [Fact]
    public void A_turn_that_takes_longer_than_it_may_is_reported() => Slowly(TimeSpan.FromMinutes(2)).Breaks("10", "took 00:02:00");

    [Fact]
    public void A_turn_that_a_kill_interrupted_may_take_longer() => Slowly(TimeSpan.FromMinutes(2), new Happening.ProcessKilled()).IsFine();

    private static WorldBuilder Slowly(TimeSpan time, Happening? meanwhile = null)
    {
        var world = Opened();
        if (meanwhile is not null)
            world.Add(meanwhile);
        return world.Entries(Model("triage")).After(time).Replied(agent: "triage");
    }
}
