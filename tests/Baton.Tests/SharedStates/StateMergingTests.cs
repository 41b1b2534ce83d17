using Baton.Journals;
using Baton.Teams.SharedStates;
using Baton.Teams.SharedStates.Merging;
using CsCheck;

namespace Baton.Tests.SharedStates;

/// <summary>How writes are brought together.</summary>
public sealed class StateMergingTests
{
    private static readonly Gen<decimal> Amounts = Gen.Select(
        Gen.Long[-99_999_999_999, 99_999_999_999],
        Gen.Int[0, 10],
        (digits, decimals) => new decimal(digits) / (decimal)Math.Pow(10, decimals)
    );

    private static readonly Gen<string> Items = Gen.Int[0, 9]
        .Select(index =>
            new[]
            {
                "1",
                "1.0",
                "1e0",
                "\"a\"",
                "\"\\u0061\"",
                "{\"a\":1,\"b\":[2.50]}",
                "{\"b\":[2.5],\"a\":1.0}",
                "null",
                "[1]",
                "[\"x\",\"y\"]",
            }[index]
        );

    [Theory]
    [InlineData(StateMerge.LastWins, "[1]", "2", "2")]
    [InlineData(StateMerge.Append, null, "2", "[2]")]
    [InlineData(StateMerge.Append, "[1]", "[2,1]", "[1,2,1]")]
    [InlineData(StateMerge.Union, "[2]", "[1,2.0,[2]]", "[1,2,[2]]")]
    [InlineData(StateMerge.Max, "2", "10", "10")]
    [InlineData(StateMerge.Max, "10.50", "2", "10.5")]
    [InlineData(StateMerge.Min, null, "3", "3")]
    [InlineData(StateMerge.Max, "\"2026-11-23\"", "\"2026-12-01\"", "\"2026-12-01\"")]
    [InlineData(StateMerge.Min, "\"2026-11-23\"", "\"2026-12-01\"", "\"2026-11-23\"")]
    [InlineData(StateMerge.Sum, "0.1", "0.2", "0.3")]
    [InlineData(StateMerge.Sum, null, "-1.50", "-1.5")]
    [InlineData(StateMerge.Sum, "100", "1e2", "200")]
    public void Writes_meet(StateMerge merge, string? current, string written, string expected) =>
        Assert.Equal((JsonText.Parse(expected), null), Merged(merge, current, written));

    [Theory]
    [InlineData(StateMerge.Append, "1", "2")]
    [InlineData(StateMerge.Union, "{}", "2")]
    [InlineData(StateMerge.Max, "1", "\"a\"")]
    [InlineData(StateMerge.Max, "1", "true")]
    [InlineData(StateMerge.Min, "[]", "1")]
    [InlineData(StateMerge.Sum, "\"1\"", "1")]
    [InlineData(StateMerge.Sum, "1", "0.12345678901")]
    [InlineData(StateMerge.Sum, "1", "1e400")]
    [InlineData(StateMerge.Sum, "999999999999999", "1")]
    public void What_cannot_meet_is_refused(StateMerge merge, string current, string written) =>
        Assert.NotNull(Merged(merge, current, written).Problem);

    [Fact]
    public void A_sum_a_maximum_and_a_minimum_are_the_same_in_every_order_to_the_last_digit() =>
        Gen.Select(Amounts.List[1, 30], Gen.Int)
            .Sample(
                (amounts, seed) =>
                {
                    var written = amounts.Select(ExactNumber.TextOf).ToList();
                    foreach (var merge in new[] { StateMerge.Sum, StateMerge.Max, StateMerge.Min })
                        Assert.Equal(All(merge, written), All(merge, Shuffled(written, seed)));
                    Assert.Equal(JsonText.Parse(ExactNumber.TextOf(amounts.Sum())), All(StateMerge.Sum, written));
                }
            );

    [Fact]
    public void A_union_is_the_same_in_every_order_and_holds_everything_once() =>
        Gen.Select(Items.List[1, 20], Gen.Int)
            .Sample(
                (items, seed) =>
                {
                    var union = All(StateMerge.Union, items);
                    Assert.Equal(union, All(StateMerge.Union, Shuffled(items, seed)));
                    Assert.Equal(union, All(StateMerge.Union, [.. items, .. items]));
                }
            );

    [Fact]
    public void Appending_keeps_every_item_whatever_the_order() =>
        Gen.Select(Gen.Int[0, 99].List[1, 20], Gen.Int)
            .Sample(
                (items, seed) =>
                {
                    var written = items.Select(item => $"{item}").ToList();
                    var found = All(StateMerge.Append, Shuffled(written, seed))
                        .ToElement()
                        .EnumerateArray()
                        .Select(item => item.GetInt32());
                    Assert.Equal(items.Order(), found.Order());
                }
            );

    private static JsonText All(StateMerge merge, IEnumerable<string> written) =>
        written.Aggregate((JsonText?)null, (current, one) => StateMerging.Merge(merge, current, JsonText.Parse(one)).Value)!;

    private static List<string> Shuffled(IEnumerable<string> items, int seed)
    {
        var shuffled = items.ToArray();
        new Random(seed).Shuffle(shuffled);
        return [.. shuffled];
    }

    private static (JsonText? Value, string? Problem) Merged(StateMerge merge, string? current, string written) =>
        StateMerging.Merge(merge, current is null ? null : JsonText.Parse(current), JsonText.Parse(written));
}
