using System.Text.RegularExpressions;

namespace Baton.Texts.Expressions;

/// <summary>
/// An expression for the engine without backtracking. Building its automaton takes about 10 ms, so it is built when first tried: most
/// expressions never are, because the texts lack the words that they require.
/// </summary>
/// <param name="pattern">An expression that has passed <see cref="Check"/>.</param>
public sealed class LinearPattern(string pattern)
{
    // A larger expression is built when it is checked, because it may have too many states.
    private const int MostPositions = 250;

    /// <summary>The most characters of an expression.</summary>
    public const int MostLength = 10_000;

    // Expressions are read recursively, so their depth is bounded: a stack that overflows ends the process.
    private const int MostDepth = 100;

    // Any other escape may be a backreference, an anchor or a class that the engine does not support.
    private const string PlainEscapes = "bBdDwWsSnrtfv";

    private readonly Lazy<Regex> engine = new(() => Compile(pattern));

    /// <summary>Whether the text holds a match.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => engine.Value.IsMatch(text);

    /// <summary>Builds the automaton now.</summary>
    public void Prepare() => _ = engine.Value;

    /// <summary>
    /// Whether parsing alone shows that the engine supports an expression and that it does not match the empty text: it has only what every
    /// engine supports, and a word that each match contains.
    /// </summary>
    public static bool IsPlain(string pattern)
    {
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '\\')
            {
                if (++at == pattern.Length || !IsPlainEscape(pattern[at]))
                    return false;
            }
            else if (pattern[at] == '(' && at + 1 < pattern.Length && pattern[at + 1] == '?' && !IsPlainGroup(pattern.AsSpan(at + 2)))
                return false;
        }

        return PatternShape.Of(pattern) is { Words.Count: > 0, Positions: <= MostPositions };
    }

    /// <summary>What is wrong with an expression, or null.</summary>
    public static string? Check(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (SizeProblem(pattern) is { } tooLarge)
            return tooLarge;
        try
        {
            if (IsPlain(pattern))
            {
                _ = new Regex(pattern, RegexOptions.CultureInvariant);
                return null;
            }

            return Compile(pattern).IsMatch("")
                ? "The pattern matches the empty text, and so every text: make it match at least one character."
                : null;
        }
        catch (ArgumentException exception)
        {
            return $"The pattern cannot be read: {exception.Message}";
        }
        catch (NotSupportedException)
        {
            return "The pattern needs lookarounds, backreferences, atomic groups or too many states: leave them out, so that it takes "
                + "linear time.";
        }
    }

    /// <summary>Compiles an expression for the engine that takes linear time on any text.</summary>
    public static Regex Compile(string pattern) =>
        SizeProblem(pattern) is { } tooLarge
            ? throw new ArgumentException(tooLarge, nameof(pattern))
            : new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static string? SizeProblem(string pattern) =>
        pattern.Length > MostLength ? $"The pattern has {pattern.Length} characters, and may have {MostLength}: make several."
        : DepthOf(pattern) > MostDepth ? $"The pattern has groups within groups more than {MostDepth} deep: write it flatter."
        : null;

    // Brackets in classes count too: that is on the safe side.
    private static int DepthOf(string pattern)
    {
        var (depth, deepest) = (0, 0);
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '\\')
                at++;
            else if (pattern[at] is '(' or '[')
                deepest = Math.Max(deepest, ++depth);
            else if (pattern[at] is ')' or ']')
                depth = Math.Max(0, depth - 1);
        }

        return deepest;
    }

    // \<name> and \'name' are backreferences.
    private static bool IsPlainEscape(char letter) =>
        PlainEscapes.Contains(letter, StringComparison.Ordinal)
        || (char.IsAscii(letter) && !char.IsAsciiLetterOrDigit(letter) && letter is not ('<' or '\''));

    // (?:...), (?i:...) or (?i)
    private static bool IsPlainGroup(ReadOnlySpan<char> behind)
    {
        var end = behind.IndexOfAnyExcept("imsn-");
        return end >= 0 && behind[end] is (':' or ')');
    }
}
