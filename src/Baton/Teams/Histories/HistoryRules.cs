using System.Globalization;

namespace Baton.Teams.Histories;

/// <summary>Checks a history policy, from a team file or from C#.</summary>
internal static class HistoryRules
{
    public static readonly NumberRange DenseFacts = new(0);

    public static readonly NumberRange SummaryShare = new(0, 1, IsAbove: true);

    // At least a tenth of the window must remain, because instructions and a question always need some of it.
    public static readonly NumberRange Room = new(0, 0.9);

    // Below 1 a text would count as shorter than it is, and no tokenizer needs five times as many tokens as another.
    public static readonly NumberRange Margin = new(1, 5);

    /// <summary>What is wrong with a policy, each as the end of a sentence that names its owner.</summary>
    public static IEnumerable<string> Check(HistoryPolicy policy)
    {
        if (!Enum.IsDefined(policy.Mode))
            yield return $"the history's Mode is {policy.Mode}: it must be Auto, Verbatim or Summary.";
        foreach (
            var (name, tokens) in new[] { (nameof(policy.ShortTokens), policy.ShortTokens), (nameof(policy.TailTokens), policy.TailTokens) }
        )
        {
            if (tokens < 0)
                yield return $"the history's {name} is {tokens}: it must be at least 0.";
        }

        if (policy.MostTokens < 1)
            yield return $"the history's {nameof(policy.MostTokens)} is {policy.MostTokens}: it must be at least 1.";

        (string Name, double Value, NumberRange Range)[] numbers =
        [
            (nameof(policy.DenseFacts), policy.DenseFacts, DenseFacts),
            (nameof(policy.SummaryShare), policy.SummaryShare, SummaryShare),
            (nameof(policy.Room), policy.Room, Room),
            (nameof(policy.Margin), policy.Margin, Margin),
        ];
        foreach (var (name, value, range) in numbers)
        {
            if (!range.Holds(value))
                yield return string.Create(CultureInfo.InvariantCulture, $"the history's {name} is {value}: it must be {range}.");
        }
    }
}
