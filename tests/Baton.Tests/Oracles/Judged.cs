using static Baton.Oracle.Oracle;

namespace Baton.Tests.Oracles;

/// <summary>Says what a test expects of the oracle.</summary>
internal static class Judged
{
    /// <summary>Nothing is wrong.</summary>
    public static void IsFine(this WorldBuilder world) => Assert.Empty(Judge(world.Record));

    /// <summary>This rule is broken, and perhaps others with it.</summary>
    public static void BreaksAmong(this WorldBuilder world, string rule, string words) =>
        Assert.Contains(
            Judge(world.Record),
            violation =>
                violation.Rule.StartsWith(rule, StringComparison.Ordinal) && violation.Text.Contains(words, StringComparison.Ordinal)
        );

    /// <summary>Exactly this rule is broken, with a text that contains some words.</summary>
    public static void Breaks(this WorldBuilder world, string rule, string words)
    {
        world.BreaksAmong(rule, words);
        Assert.All(Judge(world.Record), violation => Assert.StartsWith(rule, violation.Rule, StringComparison.Ordinal));
    }

    /// <summary>This rule is kept, whatever else the small world leaves out.</summary>
    public static void IsSilentOn(this WorldBuilder world, string rule) =>
        Assert.DoesNotContain(Judge(world.Record), violation => violation.Rule.StartsWith(rule, StringComparison.Ordinal));
}
