namespace Baton.Bench.Mutations;

/// <summary>
/// One way to break the product: an exact piece of its source, and what stands there instead. All mutations live in one build beside each
/// other. Each is off until the process is started with its name.
/// </summary>
/// <param name="Name">Its name, in words with hyphens.</param>
/// <param name="Rule">The number of the rule of the design that it breaks.</param>
/// <param name="File">The file, from the root of the clone.</param>
/// <param name="Original">The piece of source, which occurs exactly once in the file.</param>
/// <param name="Mutated">What stands there instead, with <see cref="IsOn"/> where it asks whether the mutation is on.</param>
/// <param name="Breaks">What is broken then, in a sentence.</param>
internal sealed record Mutation(string Name, int Rule, string File, string Original, string Mutated, string Breaks)
{
    /// <summary>Stands in <see cref="Mutated"/> for the question whether this mutation is on.</summary>
    public const string IsOn = "MUTANT";

    /// <summary>The piece of source with the mutation in it, off by default.</summary>
    public string Source => Mutated.Replace(IsOn, $"Mutant.Is(\"{Name}\")", StringComparison.Ordinal);

    /// <summary>The source of a file with the mutation in it.</summary>
    /// <exception cref="MutationException">The piece of source does not occur exactly once.</exception>
    public string In(string source)
    {
        var place = source.IndexOf(Original, StringComparison.Ordinal);
        if (place < 0)
            throw new MutationException($"{Name}: its original is not in {File}. The product has changed here: adapt the mutation.");
        if (source.IndexOf(Original, place + 1, StringComparison.Ordinal) >= 0)
            throw new MutationException($"{Name}: its original occurs twice in {File}. The product has changed here: adapt the mutation.");
        return string.Concat(source.AsSpan(0, place), Source, source.AsSpan(place + Original.Length));
    }
}

/// <summary>The product cannot be mutated as the list says, or the mutated product cannot be built.</summary>
internal sealed class MutationException(string message) : Exception(message);
