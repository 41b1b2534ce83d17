using System.Text.RegularExpressions;
using Baton.Teams.Clearances;

namespace Baton.Performing.Validations;

/// <summary>Finds in an answer what is for models only.</summary>
internal sealed partial class LeakCheck
{
    // So much of the instructions, letter for letter, is no chance and no phrase that the agent is told to say.
    private const int Stretch = 200;
    private const int Stride = 50;

    private readonly IReadOnlyList<string> stretches;

    public LeakCheck(string instructions)
    {
        var plain = Plain(instructions);
        stretches = [.. Enumerable.Range(0, plain.Length < Stretch ? 0 : 1 + ((plain.Length - Stretch) / Stride)).Select(number => plain.Substring(number * Stride, Stretch))];
    }

    /// <summary>What leaks, in words that the model reads, or null.</summary>
    public string? FindIn(string text, ReaderAccess reader)
    {
        if (reader.FindMask(text) is { } mask)
            return $"It shows {mask}, which stands for something that you may not see. Say it in other words.";
        if (text.Contains("<baton:", StringComparison.OrdinalIgnoreCase))
            return "It contains a block of the runtime, which is not for customers.";
        if (stretches.Count == 0 || text.Length < Stretch)
            return null;
        var plain = Plain(text);
        return stretches.Any(stretch => plain.Contains(stretch, StringComparison.Ordinal)) ? "It repeats your instructions, which are not for customers." : null;
    }

    private static string Plain(string text) => Space().Replace(text, " ").Trim().ToUpperInvariant();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
