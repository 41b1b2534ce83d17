using System.Collections.Frozen;
using System.Text.Json;
using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Teams.SharedStates.Schemas;
using Baton.Texts.Clearances;

namespace Baton.Teams.SharedStates;

/// <summary>The keys that a team declares.</summary>
internal sealed class StateCatalog
{
    private readonly string team;
    private readonly FrozenDictionary<string, DeclaredKey> keys;

    private StateCatalog(string team, IReadOnlyList<DeclaredKey> declared)
    {
        this.team = team;
        All = declared;
        keys = declared.ToFrozenDictionary(key => key.Name);
    }

    public IReadOnlyList<DeclaredKey> All { get; }

    /// <summary>Checks declarations and builds the catalog; null if there are problems.</summary>
    public static StateCatalog? Of(string team, IReadOnlyList<StateKey> declared, IReadOnlyList<Agent> agents, List<string> problems)
    {
        var before = problems.Count;
        problems.AddRange(StateRules.Check(declared, [.. agents.Select(agent => agent.Name)]));
        var keys = new List<DeclaredKey>();
        foreach (var key in declared)
        {
            var (schema, problem) = StateSchema.Read(key.Schema);
            if (schema is null)
                problems.Add($"State '{key.Name}': the schema is not valid: {problem}.");
            else
                keys.Add(new DeclaredKey(key, schema));
        }

        return problems.Count > before ? null : new StateCatalog(team, keys);
    }

    public DeclaredKey? Find(string name) => keys.GetValueOrDefault(name);

    /// <summary>The state tools of an agent: those with at least one key for it.</summary>
    public IEnumerable<Tool> ToolsFor(string agent)
    {
        if (All.Where(key => key.MayRead(agent)).ToList() is { Count: > 0 } readable)
            yield return new Tool(new ReadState(readable)) { Effect = ToolEffect.ReadOnly };
        if (All.Where(key => key.MayWrite(agent)).ToList() is { Count: > 0 } writable)
            yield return new Tool(new WriteState(writable)) { Effect = ToolEffect.Idempotent };
    }

    /// <summary>The arguments of a write that the reader may not see, without the value; null if they may be shown.</summary>
    public JsonText? Withheld(string tool, JsonText written, Clearance clearance) =>
        tool == WriteState.ToolName ? Withheld(written, clearance) : null;

    private JsonText? Withheld(JsonText written, Clearance clearance)
    {
        if (!All.Any(key => !StateToolText.IsShown(key.Key, clearance)))
            return null;
        var arguments = written.ToElement();
        if (
            arguments.ValueKind != JsonValueKind.Object
            || !arguments.TryGetProperty("key", out var name)
            || Find(name.ToString()) is not { } key
            || StateToolText.IsShown(key.Key, clearance)
        )
            return null;
        return JsonText.Trusted(
            $"{{\"key\":{StateToolText.Quoted(key.Name)},\"value\":{StateToolText.Quoted(Masking.Withheld(key.Key.Sensitivity))}}}"
        );
    }

    /// <summary>Where a key's value is kept outside the conversation's journal; null if it is kept in the journal.</summary>
    public StatePlace? PlaceOf(StateKey key, CustomerId? customer) =>
        key.Scope switch
        {
            StateScope.Customer when customer is { } known => new StatePlace(key.Scope, known.Value, key.Name),
            StateScope.Team => new StatePlace(key.Scope, team, key.Name),
            _ => null,
        };
}
