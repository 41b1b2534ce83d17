using System.Collections.Immutable;

namespace Baton.Teams.Escalations;

/// <summary>The participants that escalations go to, in order.</summary>
/// <param name="names">The rungs, from the lowest.</param>
internal sealed class Ladder(IReadOnlyList<string> names)
{
    /// <summary>The rungs, from the lowest.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>The number of a rung, from 1; null if the name is not on the ladder.</summary>
    public int? RungOf(string? name)
    {
        for (var index = 0; index < Names.Count; index++)
        {
            if (Names[index] == name)
                return index + 1;
        }

        return null;
    }

    /// <summary>The next participant to ask, or null if nobody is left.</summary>
    /// <param name="holder">The participant that should not go on.</param>
    /// <param name="first">The participant to ask before the ladder; null for none.</param>
    /// <param name="climbed">Those who were asked or have escalated in this escalation. One escalation asks each participant at most once,
    /// so it ends.</param>
    /// <param name="passedOn">Those who passed the same issues on before. They are asked last.</param>
    /// <param name="isClosed">Whether a desk is closed now, so that others are asked first.</param>
    public string? Next(
        string holder,
        string? first,
        ImmutableHashSet<string> climbed,
        ImmutableHashSet<string> passedOn,
        Func<string, bool> isClosed
    )
    {
        if (first is not null && first != holder && !climbed.Contains(first))
            return first;
        return Names.Where(name => name != holder && !climbed.Contains(name)).OrderBy(passedOn.Contains).ThenBy(isClosed).FirstOrDefault();
    }
}
