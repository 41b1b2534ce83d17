using System.Globalization;
using System.Text;
using Baton.Texts.Searches;

namespace Baton.Performing.Tools;

/// <summary>
/// Cuts a tool's result that would fill the context window of the agent that called the tool: the agent could not go on, and no other one
/// of its size could after it.
/// </summary>
internal static class ResultBound
{
    // The share of the window that one result may take.
    private const int Share = 4;

    /// <summary>The result, or its beginning with a note of what was cut.</summary>
    /// <param name="result">What the tool returned.</param>
    /// <param name="window">The agent's context window in tokens.</param>
    /// <param name="countTokens">Counts the tokens of a text.</param>
    public static string Cut(string result, int window, Func<string, int> countTokens)
    {
        var most = window / Share;
        // No token is shorter than a byte, so most results need no counting.
        if (result.Length <= most && Encoding.UTF8.GetByteCount(result) <= most)
            return result;
        // What lies behind as many characters for each token is cut whatever it is, and need not be counted.
        var kept = TextPart.First(result, most * LongestToken);
        var tokens = countTokens(kept);
        if (tokens <= most && kept.Length == result.Length)
            return result;
        for (; tokens > most; tokens = countTokens(kept))
            kept = TextPart.First(kept, Math.Min(kept.Length - 2, (int)((long)kept.Length * most / tokens)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{kept}\n(Cut by the runtime: the result has {result.Length:N0} characters, which is too long. Ask for less at once.)"
        );
    }

    // In characters. Longer ones are rare.
    private const int LongestToken = 16;
}
