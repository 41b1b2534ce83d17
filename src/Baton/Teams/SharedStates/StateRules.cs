using System.Text.RegularExpressions;

namespace Baton.Teams.SharedStates;

/// <summary>Checks the keys that a team declares.</summary>
internal static partial class StateRules
{
    private static readonly string[] Roles = [StateKey.Orchestrator, StateKey.Desk];

    public static IEnumerable<string> Check(IReadOnlyList<StateKey> keys, IReadOnlyCollection<string> agents)
    {
        foreach (var same in keys.GroupBy(key => key.Name).Where(group => group.Count() > 1))
            yield return $"State '{same.Key}' is declared {same.Count()} times: a name means one key, in whatever scope.";
        foreach (var scope in keys.GroupBy(key => key.Scope).Where(group => group.Count() > StateKey.MostKeys))
            yield return $"The scope {scope.Key} has {scope.Count()} keys: at most {StateKey.MostKeys} are allowed.";
        if (keys.Count > 0)
        {
            foreach (var role in Roles.Where(agents.Contains))
                yield return $"The agent '{role}' has a name that readers and writers of state use for somebody else: rename it.";
        }

        foreach (var problem in keys.SelectMany(key => Check(key, agents)))
            yield return problem;
    }

    /// <summary>What is wrong with a key's name, or null.</summary>
    public static string? CheckName(string name) =>
        KeyName().IsMatch(name) ? null : $"'{name}' is not a name for state: use 1 to 64 letters, digits, '-', '_' and '.'.";

    private static IEnumerable<string> Check(StateKey key, IReadOnlyCollection<string> agents)
    {
        if (CheckName(key.Name) is { } wrong)
            yield return wrong;
        if (!Enum.IsDefined(key.Scope) || !Enum.IsDefined(key.Merge) || !Enum.IsDefined(key.Sensitivity))
            yield return $"State '{key.Name}': its scope, merge or sensitivity is not known.";
        if (key.Writers.Count == 0)
            yield return $"State '{key.Name}': nobody may write it: name at least one writer.";
        foreach (
            var name in (key.Readers ?? []).Concat(key.Writers).Distinct().Where(name => !agents.Contains(name) && !Roles.Contains(name))
        )
            yield return $"State '{key.Name}': there is nobody named '{name}' to read or write it: use an agent's name, "
                + $"'{StateKey.Orchestrator}' or '{StateKey.Desk}'.";
        if (key.MaximumBytes is < 1 or > StateKey.MostBytes)
            yield return $"State '{key.Name}': its size must be from 1 to {StateKey.MostBytes} bytes, not {key.MaximumBytes}.";
        if (key.MaximumItems is < 1 or > StateKey.MostItems)
            yield return $"State '{key.Name}': its items must be from 1 to {StateKey.MostItems}, not {key.MaximumItems}.";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyName();
}
