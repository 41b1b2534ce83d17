using System.Collections.Frozen;
using System.Text.Json;
using Baton.Teams.Arguments;

namespace Baton.Teams.Issues;

/// <summary>The words for this folder's enumerations in tool calls and team files.</summary>
internal static class IssueWords
{
    /// <summary>The statuses that an agent may give an issue.</summary>
    public static readonly FrozenDictionary<string, IssueStatus> Statuses = Words(
        IssueStatus.Open,
        IssueStatus.InProgress,
        IssueStatus.WaitingOnCustomer,
        IssueStatus.Resolved,
        IssueStatus.Declined
    );

    public static readonly FrozenDictionary<string, IssuePriority> Priorities = Words(Enum.GetValues<IssuePriority>());

    public static readonly FrozenDictionary<string, IssueStrategy> Strategies = Words(Enum.GetValues<IssueStrategy>());

    // Other words that models use, without spaces and dashes.
    private static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["lowest"] = "low",
        ["minor"] = "low",
        ["trivial"] = "low",
        ["p4"] = "low",
        ["medium"] = "normal",
        ["moderate"] = "normal",
        ["standard"] = "normal",
        ["default"] = "normal",
        ["average"] = "normal",
        ["regular"] = "normal",
        ["p3"] = "normal",
        ["important"] = "high",
        ["major"] = "high",
        ["elevated"] = "high",
        ["p2"] = "high",
        ["critical"] = "urgent",
        ["highest"] = "urgent",
        ["very_high"] = "urgent",
        ["emergency"] = "urgent",
        ["immediate"] = "urgent",
        ["asap"] = "urgent",
        ["blocker"] = "urgent",
        ["severe"] = "urgent",
        ["p1"] = "urgent",
        ["p0"] = "urgent",
        ["new"] = "open",
        ["reopen"] = "open",
        ["reopened"] = "open",
        ["inprogress"] = "in_progress",
        ["ongoing"] = "in_progress",
        ["working"] = "in_progress",
        ["started"] = "in_progress",
        ["waiting"] = "waiting_on_customer",
        ["waiting_for_customer"] = "waiting_on_customer",
        ["awaiting_customer"] = "waiting_on_customer",
        ["closed"] = "resolved",
        ["close"] = "resolved",
        ["resolve"] = "resolved",
        ["done"] = "resolved",
        ["fixed"] = "resolved",
        ["solved"] = "resolved",
        ["complete"] = "resolved",
        ["completed"] = "resolved",
        ["finished"] = "resolved",
        ["decline"] = "declined",
        ["rejected"] = "declined",
        ["refused"] = "declined",
        ["one"] = "one_specialist",
        ["single"] = "one_specialist",
        ["specialist"] = "one_specialist",
        ["sequence"] = "sequential",
        ["sequentially"] = "sequential",
        ["parallel"] = "coordinator",
        ["in_parallel"] = "coordinator",
        ["coordinated"] = "coordinator",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads an optional argument, in another case or another word too. One that is none of the words is left out.</summary>
    public static T? Read<T>(ref CallArguments arguments, string name, FrozenDictionary<string, T> words)
        where T : struct
    {
        if (arguments.Given(name) is not { } given)
            return null;
        if (LooseValue.Text(given) is { } text && Find(text, words) is { } known)
            return known;
        arguments.Drop(name);
        return null;
    }

    /// <summary>The value of a word; null for none of the words.</summary>
    public static T? Find<T>(string text, FrozenDictionary<string, T> words)
        where T : struct
    {
        if (words.TryGetValue(text, out var known))
            return known;
        var plain = text.ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
        return words.TryGetValue(plain, out known) || (Others.TryGetValue(plain, out var other) && words.TryGetValue(other, out known))
            ? known
            : null;
    }

    /// <summary>The words, in the order of their values.</summary>
    public static string List<T>(FrozenDictionary<string, T> words)
        where T : struct, Enum => string.Join(", ", words.OrderBy(word => word.Value).Select(word => word.Key));

    private static FrozenDictionary<string, T> Words<T>(params T[] values)
        where T : struct, Enum =>
        values.ToFrozenDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);
}
