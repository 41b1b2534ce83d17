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
    private const int LongestPiece = 512;

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
            return CountPieces(text);
        if (Known.TryGetValue(text, out var known))
            return known;
        if (Known.Count >= MostKnown)
            Known.Clear();
        return Known[text] = CountPieces(text);
    }

    // The encoding merges pairs of a run, and takes time by the square of its length. So a text is counted in pieces: whole words, where
    // there are spaces to cut before, which gives the exact count. A run without any is cut anywhere, which may count a token more for
    // each cut.
    private static int CountPieces(ReadOnlySpan<char> text)
    {
        var tokens = 0;
        while (text.Length > LongestPiece)
        {
            var end = EndOfPiece(text[..LongestPiece]);
            tokens += Tokenizer.Value.CountTokens(text[..end]);
            text = text[end..];
        }

        return tokens + Tokenizer.Value.CountTokens(text);
    }

    private static int EndOfPiece(ReadOnlySpan<char> text)
    {
        for (var end = text.Length - 2; end > 0; end--)
        {
            if (text[end] == ' ' && char.IsLetterOrDigit(text[end - 1]) && char.IsLetterOrDigit(text[end + 1]))
                return end;
        }

        return char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
    }
}
