using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Bench.Faults;

/// <summary>Compares what tools really did with what a journal says of them (rule 7).</summary>
internal static class ToolCheck
{
    /// <summary>What broke a promise, each in a sentence.</summary>
    /// <param name="entries">A whole conversation.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="executions">What tools did in it.</param>
    /// <param name="isOnce">Whether a tool may run once only.</param>
    public static IEnumerable<string> Of(
        IReadOnlyList<JournalEntry> entries,
        ConversationId conversation,
        IReadOnlyList<Execution> executions,
        Func<string, bool> isOnce
    )
    {
        var begun = entries
            .OfType<ToolCallBegun>()
            .GroupBy(entry => entry.CallId)
            .ToDictionary(group => group.Key, group => group.First().Tool);
        foreach (var unknown in executions.Where(execution => !begun.ContainsKey(execution.Call)))
            yield return $"{conversation}: {unknown.Call} ran for case {unknown.Case}, and the journal does not know that it began.";
        var once = executions.Where(execution => begun.TryGetValue(execution.Call, out var tool) && isOnce(tool)).ToList();
        foreach (var call in once.GroupBy(execution => execution.Call).Where(group => group.Count() > 1))
            yield return $"{conversation}: {begun[call.Key]} may run once and ran {call.Count()} times as {call.Key}.";
        foreach (
            var deed in once.GroupBy(execution => (Tool: begun[execution.Call], execution.Case))
                .Where(group => group.DistinctBy(execution => execution.Call).Count() > 1)
        )
            yield return $"{conversation}: {deed.Key.Tool} ran for case {deed.Key.Case} by more than one call: "
                + $"{string.Join(", ", deed.Select(execution => execution.Call).Distinct())}.";
        var done = executions.Select(execution => execution.Call).ToHashSet();
        foreach (
            var empty in entries
                .OfType<ToolCallEnded>()
                .Where(ended =>
                    ended.Outcome == ToolOutcome.Ok
                    && begun.TryGetValue(ended.CallId, out var tool)
                    && isOnce(tool)
                    && !done.Contains(ended.CallId)
                )
        )
            yield return $"{conversation}: {empty.Tool} is said to have run as {empty.CallId}, and did not.";
    }
}
