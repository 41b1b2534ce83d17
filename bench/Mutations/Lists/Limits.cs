namespace Baton.Bench.Mutations.Lists;

/// <summary>Bounds of a turn, and what an agent may do.</summary>
internal static class Limits
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "one-model-call-too-many",
            10,
            "src/Baton/Deciding/Decision.Onward.cs",
            "if (Allowance.ModelCalls(State, team.Limits) < 1)",
            "if (Allowance.ModelCalls(State, team.Limits) < (MUTANT ? 0 : 1))",
            "A turn makes one model call more than it may."
        ),
        new(
            "one-tool-call-too-many",
            10,
            "src/Baton/Deciding/Decision.cs",
            "return due.Count(tool => !tool.InDoubt) is > 0 and var begin &&",
            "return due.Count(tool => !tool.InDoubt) - (MUTANT ? 1 : 0) is > 0 and var begin &&",
            "A turn makes one tool call more than it may."
        ),
        new(
            "one-handoff-too-many",
            10,
            "src/Baton/Deciding/Decision.Onward.cs",
            "if (Turn.Handoffs >= team.Limits.Handoffs)",
            "if (Turn.Handoffs >= team.Limits.Handoffs + (MUTANT ? 1 : 0))",
            "A turn makes one handoff more than it may."
        ),
        new(
            "one-leg-too-many",
            10,
            "src/Baton/Deciding/Decision.Legs.cs",
            "var room = isShortOfCalls ? calls : team.Limits.Legs - Turn.Legs;",
            "var room = isShortOfCalls ? calls : team.Limits.Legs - Turn.Legs + (MUTANT ? 1 : 0);",
            "A turn opens one leg more than it may."
        ),
        new(
            "one-retry-too-many",
            10,
            "src/Baton/Performing/Models/ModelRetries.cs",
            "MaxRetryAttempts = policy.Retries,",
            "MaxRetryAttempts = policy.Retries + (MUTANT ? 1 : 0),",
            "A model call that failed is tried once more than it may be."
        ),
        new(
            "permission-bound-ignored",
            4,
            "src/Baton/Teams/Constraints/Access.cs",
            "is >= 0 and var number && number <= bound",
            "is >= 0 and var number && (number <= bound || MUTANT)",
            "A permission up to an amount permits every amount."
        ),
        new(
            "tool-out-of-scope-allowed",
            4,
            "src/Baton/Teams/Constraints/Access.cs",
            "constraint.Tools is null || constraint.Tools.Contains(tool.Name) ||",
            "constraint.Tools is null || constraint.Tools.Contains(tool.Name) || MUTANT ||",
            "An agent uses a tool that the handoff to it excluded."
        ),
        new(
            "handoff-limits-dropped",
            4,
            "src/Baton/Deciding/Issues/LedgerChanges.cs",
            "var limits = member.LimitsFor(transfer.Target).At(state.Now, state.Turns).And(",
            "var limits = (MUTANT ? HandoffLimits.None : member.LimitsFor(transfer.Target)).At(state.Now, state.Turns).And(",
            "A handoff does not attach the limits that the team declares for it."
        ),
        new(
            "permissions-widened",
            4,
            "src/Baton/Journals/Constraints/Constraint.cs",
            "other.Permissions, PermissionSet.Meet)",
            "other.Permissions, (mine, theirs) => MUTANT ? [.. mine, .. theirs] : PermissionSet.Meet(mine, theirs))",
            "Of two limits of permissions both are permitted, and not only what both have."
        ),
    ];
}
