using Baton.Teams.SharedStates.Schemas;

namespace Baton.Teams.Fallbacks;

/// <summary>Checks fallback settings when a team is built.</summary>
internal static class FallbackRules
{
    private const int MostRetries = 100;
    private const int MostCorrections = 10;

    // The longest wait that a retry may have.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static IEnumerable<string> Check(FallbackPolicy policy, IReadOnlyList<Agent> agents) =>
        [
            .. Check(policy).Select(wrong => $"The team's fallback: {wrong}"),
            .. agents.SelectMany(agent => Check(agent).Select(wrong => $"Agent '{agent.Name}': {wrong}")),
        ];

    private static IEnumerable<string> Check(Agent agent)
    {
        if (agent.Model is not null && agent.Models.Count > 0)
            yield return "it has both Model and Models: put all of them into Models.";
        foreach (var same in agent.Models.GroupBy(model => model.Name).Where(group => group.Count() > 1))
            yield return $"the model '{same.Key}' appears twice in its models.";
        foreach (var small in agent.Models.Where(model => model.ContextWindow < Agent.LeastContextWindow))
            yield return $"the context window of '{small.Name}' is {small.ContextWindow} tokens, and must be at least "
                + $"{Agent.LeastContextWindow}.";
        foreach (var wrong in agent.Fallback is { } own ? Check(own) : [])
            yield return wrong;
    }

    private static IEnumerable<string> Check(FallbackPolicy policy)
    {
        if (policy.Retries is < 0 or > MostRetries)
            yield return $"Retries is {policy.Retries}: it must be from 0 to {MostRetries}.";
        if (policy.Corrections is < 0 or > MostCorrections)
            yield return $"Corrections is {policy.Corrections}: it must be from 0 to {MostCorrections}.";
        if (policy.LongestReply < 0)
            yield return $"LongestReply is {policy.LongestReply}: it must be 0 or more.";
        if (policy.RetryDelay < TimeSpan.Zero || policy.RetryDelay > Longest)
            yield return "RetryDelay must be from zero to a day.";
        if (policy.LongestRetryDelay < policy.RetryDelay || policy.LongestRetryDelay > Longest)
            yield return "LongestRetryDelay must be from RetryDelay to a day.";
        if (policy.InterimAfter is { } after && (after <= TimeSpan.Zero || after > Longest))
            yield return "InterimAfter must be more than zero and up to a day.";
        if (policy.Validation.Schema is { } schema && StateSchema.Read(schema).Problem is { } problem)
            yield return $"the schema of its answers cannot be used: {problem}";
    }
}
