using System.Collections.Frozen;
using System.Text.Json;

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

    /// <summary>Reads an optional argument; false if it is none of the words.</summary>
    public static bool TryRead<T>(JsonElement arguments, string name, FrozenDictionary<string, T> words, out T? value)
        where T : struct
    {
        value = null;
        if (!arguments.TryGetProperty(name, out var given) || given.ValueKind == JsonValueKind.Null)
            return true;
        if (given.ValueKind != JsonValueKind.String || !words.TryGetValue(given.GetString()!.Trim(), out var known))
            return false;
        value = known;
        return true;
    }

    /// <summary>The message for an argument that is none of the words.</summary>
    public static string Form<T>(string name, FrozenDictionary<string, T> words)
        where T : struct, Enum =>
        $"'{name}' must be one of {string.Join(", ", words.OrderBy(word => word.Value).Select(word => word.Key))}.";

    private static FrozenDictionary<string, T> Words<T>(params T[] values)
        where T : struct, Enum =>
        values.ToFrozenDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);
}
