namespace Baton.Bench.Mutations.Lists;

/// <summary>Which process works on a conversation, and what becomes of the work of a dead one.</summary>
internal static class Leases
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "lease-not-renewed",
            1,
            "src/Baton/Performing/Leases/LeaseKeeper.cs",
            "if (conversations.Count > 0)",
            "if (conversations.Count > 0 && !MUTANT)",
            "A process that works for longer than a lease lives is taken for dead."
        ),
        new(
            "living-process-taken-for-dead",
            1,
            "src/Baton/Performing/Leases/LeaseWatch.cs",
            ">= options.LeaseTime ||",
            ">= (MUTANT ? options.LeaseTime / 10 : options.LeaseTime) ||",
            "A process takes a conversation from one that lives."
        ),
        new(
            "lease-given-back-at-work",
            1,
            "src/Baton/Performing/Sessions/DueAppender.cs",
            ": isLeft ? LeaseAfter.Kept",
            ": isLeft && !MUTANT ? LeaseAfter.Kept",
            "A process gives back its lease while its work goes on."
        ),
        new(
            "work-of-dead-not-resumed",
            11,
            "src/Baton/Runtime/TeamRuntime.Timers.cs",
            "appender.Next(session) is { } due\n",
            "appender.Next(session) is { } due && !(due.Of == DueKind.Unfinished && MUTANT)\n",
            "No process goes on with the turn of one that died."
        ),
    ];
}
