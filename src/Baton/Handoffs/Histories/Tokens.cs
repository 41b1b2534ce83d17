using Microsoft.ML.Tokenizers;

namespace Baton.Handoffs.Histories;

/// <summary>Counts tokens as OpenAI's models read them; a margin covers models whose tokenizer is not public.</summary>
internal static class Tokens
{
    // Loading the encoding takes a good part of a second: only conversations that are long enough to be counted pay for it.
    private static readonly Lazy<Tokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static int Count(string text) => text.Length == 0 ? 0 : Tokenizer.Value.CountTokens(text);
}
