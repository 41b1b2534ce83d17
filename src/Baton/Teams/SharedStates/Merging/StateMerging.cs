using System.Text.Json;
using Baton.Journals;

namespace Baton.Teams.SharedStates.Merging;

/// <summary>Merges a write with the current value. Pure, so that every process and every replay gets the same result.</summary>
internal static class StateMerging
{
    /// <summary>The merged value, or why the two cannot be merged.</summary>
    public static (JsonText? Value, string? Problem) Merge(StateMerge merge, JsonText? current, JsonText written) =>
        merge switch
        {
            StateMerge.Append => Append(current, written),
            StateMerge.Union => Union(current, written),
            StateMerge.Max or StateMerge.Min => Extreme(merge, current, written),
            StateMerge.Sum => Sum(current, written),
            _ => (written, null),
        };

    private static (JsonText?, string?) Append(JsonText? current, JsonText written)
    {
        return ItemsOf(current) is { } items
            ? (ListOf(items.Concat(ItemsOrOne(written)).Select(item => item.GetRawText())), null)
            : (null, "the current value is not a list");
    }

    private static (JsonText?, string?) Union(JsonText? current, JsonText written)
    {
        if (ItemsOf(current) is not { } items)
            return (null, "the current value is not a list");
        return (ListOf(new SortedSet<string>(items.Concat(ItemsOrOne(written)).Select(CanonicalJson.Of), StringComparer.Ordinal)), null);
    }

    private static (JsonText?, string?) Extreme(StateMerge merge, JsonText? current, JsonText written)
    {
        var (mine, theirs) = (written.ToElement(), current?.ToElement());
        if (mine.ValueKind == JsonValueKind.String && theirs?.ValueKind is null or JsonValueKind.String)
        {
            var isGreater =
                theirs is null || string.CompareOrdinal(mine.GetString(), theirs.Value.GetString()) > 0 == (merge == StateMerge.Max);
            return (isGreater ? Plain(mine) : current, null);
        }

        if (ExactNumber.Of(mine) is not { } number)
            return (null, $"only numbers and texts can be compared, and {ExactNumber.Bounds}");
        if (theirs is null)
            return (Number(number), null);
        return ExactNumber.Of(theirs.Value) is { } other
            ? (Number(merge == StateMerge.Max ? Math.Max(number, other) : Math.Min(number, other)), null)
            : (null, "the current value is not a number");
    }

    private static (JsonText?, string?) Sum(JsonText? current, JsonText written)
    {
        if (ExactNumber.Of(written.ToElement()) is not { } number)
            return (null, $"only a number can be added, and {ExactNumber.Bounds}");
        var before = current is null ? 0 : ExactNumber.Of(current.ToElement());
        if (before is not { } known)
            return (null, "the current value is not a number");
        return ExactNumber.IsExact(known + number)
            ? (Number(known + number), null)
            : (null, $"the sum is out of bounds: {ExactNumber.Bounds}");
    }

    private static JsonText Number(decimal number) => JsonText.Trusted(ExactNumber.TextOf(number));

    private static JsonText Plain(JsonElement text) => JsonText.Trusted(CanonicalJson.Of(text));

    private static IEnumerable<JsonElement>? ItemsOf(JsonText? list)
    {
        if (list is null)
            return [];
        var element = list.ToElement();
        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : null;
    }

    private static IEnumerable<JsonElement> ItemsOrOne(JsonText written)
    {
        var element = written.ToElement();
        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [element];
    }

    private static JsonText ListOf(IEnumerable<string> items) => JsonText.Trusted($"[{string.Join(',', items)}]");
}
