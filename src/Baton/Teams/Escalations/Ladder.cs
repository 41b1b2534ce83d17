using System.Collections.Immutable;

namespace Baton.Teams.Escalations;

/// <summary>A team's ladder: whom escalations go to, in order.</summary>
/// <param name="names">The rungs, from the lowest.</param>
internal sealed class Ladder(IReadOnlyList<string> names)
{
    /// <summary>The rungs, from the lowest.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>The number of a rung, from 1; null for who stands beside the ladder.</summary>
    public int? RungOf(string? name)
    {
        for (var index = 0; index < Names.Count; index++)
        {
            if (Names[index] == name)
                return index + 1;
        }

        return null;
    }

    /// <summary>Who is next, or null when nobody is left.</summary>
    /// <param name="holder">Who should not go on.</param>
    /// <param name="first">Who is asked before the ladder; null for nobody.</param>
    /// <param name="climbed">Who has been asked in this climb or has escalated in it: nobody is asked twice (no loops).</param>
    /// <param name="passedOn">Who passed the same issues on before: they are asked last.</param>
    /// <param name="isClosed">Whether nobody is there now, so that others are asked before.</param>
    public string? Next(string holder, string? first, ImmutableHashSet<string> climbed, ImmutableHashSet<string> passedOn, Func<string, bool> isClosed)
    {
        if (first is not null && first != holder && !climbed.Contains(first))
            return first;
        return Names.Where(name => name != holder && !climbed.Contains(name)).OrderBy(passedOn.Contains).ThenBy(isClosed).FirstOrDefault();
    }
}
