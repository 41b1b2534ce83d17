namespace Baton.Bench.Mutations.Lists;

/// <summary>What the journal and the store of shared values promise.</summary>
internal static class Stores
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "version-not-checked",
            1,
            "src/Baton/Journals/InMemoryConversation.cs",
            "if (count != expectedVersion)",
            "if (count != expectedVersion && !MUTANT)",
            "The journal takes entries of a process that does not know the last ones."
        ),
        new(
            "stale-write-accepted",
            7,
            "src/Baton/Performing/SharedStates/StatePlan.cs",
            "if (key.Key.Merge == StateMerge.Reject && call.Expected != current.Revision)",
            "if (key.Key.Merge == StateMerge.Reject && call.Expected != current.Revision && !MUTANT)",
            "A write of shared state that knows only an older revision overwrites the newer one."
        ),
        new(
            "update-made-twice",
            7,
            "src/Baton/Performing/SharedStates/StateWriter.cs",
            "MakeAsync(step.Writes[0].Call.CallId.Value, calls,",
            "MakeAsync(MUTANT ? MessageId.New().Value : step.Writes[0].Call.CallId.Value, calls,",
            "An update of shared state has another id after a crash, so that it is made again."
        ),
        new(
            "customers-share-values",
            12,
            "src/Baton/Teams/SharedStates/StateCatalog.cs",
            "new StatePlace(key.Scope, known.Value, key.Name)",
            "new StatePlace(key.Scope, MUTANT ? team : known.Value, key.Name)",
            "All customers share one value of a key that each has for itself."
        ),
    ];
}
