using System.Collections.Concurrent;
using Microsoft.ML.Tokenizers;

namespace Baton.States.Histories;

/// <summary>Counts tokens as OpenAI's models read them; a margin covers models whose tokenizer is not public.</summary>
internal static class Tokens
{
    // Each agent of a team reads the same notes, so each text is asked for several times in a row.
    private const int MostKnown = 8192;
    private const int LongestKnown = 4096;

    // Loading the encoding takes a good part of a second: only conversations that are long enough to be counted pay for it.
    private static readonly Lazy<Tokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));
    private static readonly ConcurrentDictionary<string, int> Known = new(StringComparer.Ordinal);

    public static int Count(string text)
    {
        if (text.Length == 0)
            return 0;
        if (text.Length > LongestKnown)
            return Tokenizer.Value.CountTokens(text);
        if (Known.TryGetValue(text, out var known))
            return known;
        if (Known.Count >= MostKnown)
            Known.Clear();
        return Known[text] = Tokenizer.Value.CountTokens(text);
    }
}
