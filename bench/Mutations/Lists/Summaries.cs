namespace Baton.Bench.Mutations.Lists;

/// <summary>What is left out of long conversations.</summary>
internal static class Summaries
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "summary-loses-fact",
            8,
            "src/Baton.Texts/Summaries/ExtractiveSummary.cs",
            "choice.TakeAll(exact);",
            "choice.TakeAll(MUTANT ? exact.Skip(1) : exact);",
            "A summary leaves out a fact."
        ),
        new(
            "sensitive-conversation-summarised",
            8,
            "src/Baton/States/Histories/HistoryPlan.cs",
            "var (policy, isSensitive) = (receiver.Policy, receiver.IsSensitive);",
            "var (policy, isSensitive) = (receiver.Policy, receiver.IsSensitive && !MUTANT);",
            "A conversation that is marked as sensitive is summarised."
        ),
    ];
}
