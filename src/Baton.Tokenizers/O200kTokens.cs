using System.Collections.Concurrent;
using Microsoft.ML.Tokenizers;

namespace Baton.Tokenizers;

/// <summary>
/// Counts tokens exactly as OpenAI's models read them (the o200k encoding), for <see cref="RuntimeOptions.CountTokens"/>.
/// </summary>
public static class O200kTokens
{
    // Each agent of a team reads the same notes, so each text is asked for several times in a row.
    private const int MostKnown = 8192;
    private const int LongestKnown = 4096;

    // Loading the encoding takes a good part of a second: only conversations that are long enough to be counted pay for it.
    private static readonly Lazy<Tokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));
    private static readonly ConcurrentDictionary<string, int> Known = new(StringComparer.Ordinal);

    /// <summary>Counts the tokens of a text; 0 of an empty one.</summary>
    public static int Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
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
