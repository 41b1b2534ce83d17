using Baton.Bench.Mutations.Lists;

namespace Baton.Bench.Mutations;

/// <summary>All mutations, in the order in which they are tried.</summary>
internal static class MutationList
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        .. Stores.All,
        .. Leases.All,
        .. Effects.All,
        .. Folds.All,
        .. Decisions.All,
        .. Limits.All,
        .. People.All,
        .. Views.All,
        .. Summaries.All,
    ];
}
