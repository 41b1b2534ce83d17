using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Teams.SharedStates.Schemas;
using Baton.Texts.Clearances;

namespace Baton.Teams.SharedStates;

/// <summary>
/// Declares a value that agents share: what it may contain, who reads it, who writes it and how writes are merged. Agents use it through
/// the tools <c>read_state</c> and <c>write_state</c>. A key that is not declared is refused.
/// </summary>
public sealed record StateKey
{
    /// <summary>A reader or writer's name: the program that runs the team.</summary>
    public const string Orchestrator = "orchestrator";

    /// <summary>A reader or writer's name: the people at any desk.</summary>
    public const string Desk = "desk";

    /// <summary>How many keys a team may declare in one scope.</summary>
    public const int MostKeys = 64;

    /// <summary>The most that <see cref="MaximumBytes"/> may be.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>The most that <see cref="MaximumItems"/> may be.</summary>
    public const int MostItems = 100_000;

    internal const int DefaultBytes = 16 * 1024;
    internal const int DefaultItems = 1000;

    /// <summary>The key's name, unique in the team over all scopes: 1 to 64 letters, digits, <c>-</c>, <c>_</c> and <c>.</c></summary>
    public required string Name { get; init; }

    /// <summary>Who shares the value. Default: <see cref="StateScope.Conversation"/>.</summary>
    public StateScope Scope { get; init; }

    /// <summary>What the value means, for the models that use it. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// A JSON Schema that the value must always match; with a merge, the merged value. docs/shared-state.md lists the keywords. Other
    /// keywords, and references that lead out of the schema, are refused when the team is built. Default: any value.
    /// </summary>
    public JsonText Schema { get; init; } = JsonText.EmptyObject;

    /// <summary>
    /// Who may read it: agents by name, <see cref="Orchestrator"/>, <see cref="Desk"/>. Null for everybody. Default: null.
    /// </summary>
    public IReadOnlyList<string>? Readers { get; init; }

    /// <summary>Who may write it: agents by name, <see cref="Orchestrator"/>, <see cref="Desk"/>. At least one.</summary>
    public required IReadOnlyList<string> Writers { get; init; }

    /// <summary>How concurrent writes are merged. Default: <see cref="StateMerge.Reject"/>.</summary>
    public StateMerge Merge { get; init; }

    /// <summary>
    /// How sensitive the value is. A reader with less clearance sees its revision and <c>[withheld: sensitive]</c>. Parts that are
    /// sensitive by their form or field are masked in any case. Default: <see cref="Clearance.Normal"/>.
    /// </summary>
    public Clearance Sensitivity { get; init; }

    /// <summary>The value's greatest size, in bytes of JSON: from 1 to 1,048,576. Default: 16,384.</summary>
    public int MaximumBytes { get; init; } = DefaultBytes;

    /// <summary>The most items of a list, or properties of an object: from 1 to 100,000. Default: 1,000.</summary>
    public int MaximumItems { get; init; } = DefaultItems;

    /// <summary>What is wrong with a key's name, or null.</summary>
    public static string? CheckName(string name) => StateRules.CheckName(name);

    /// <summary>
    /// What is wrong with a JSON Schema, be it a key's or that of <see cref="Fallbacks.ValidationPolicy.Schema"/>; null when it can be
    /// used.
    /// </summary>
    public static string? CheckSchema(JsonText schema) => StateSchema.Read(schema).Problem;
}
