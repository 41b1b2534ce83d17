using Baton.Texts.Facts;

namespace Baton.Texts.Summaries;

/// <summary>A candidate for a summary: a fact with one value, however often it was said, or a few words of an utterance.</summary>
/// <param name="text">The words, as said.</param>
/// <param name="value">Equal for pieces with the same meaning; see <see cref="Fact.Value"/>.</param>
/// <param name="kind">The kind of fact; null for words that are not a fact.</param>
/// <param name="order">Its place among the pieces: what was said first comes first.</param>
internal sealed class Piece(string text, string value, FactKind? kind, int order)
{
    /// <summary>The mark after a value that a later one replaced.</summary>
    public const string SupersededMark = " (superseded)";

    public string Text { get; set; } = text;

    public string Value { get; } = value;

    public FactKind? Kind { get; set; } = kind;

    public int Order { get; } = order;

    public required string Speaker { get; set; }

    public required bool IsCustomer { get; set; }

    /// <summary>The question that it answers.</summary>
    public string? Question { get; set; }

    /// <summary>Whether it is required, whatever the budget.</summary>
    public bool IsExact { get; set; }

    public bool IsSuperseded { get; set; }

    /// <summary>The number of utterances that said it, as far as the last one shows.</summary>
    public int Mentions { get; set; }

    public bool ByCustomer { get; set; }

    public bool ByOthers { get; set; }

    /// <summary>The index of the first utterance that said it.</summary>
    public int FirstSaid { get; set; }

    /// <summary>The index of the last utterance that said it.</summary>
    public int LastSaid { get; set; }

    /// <summary>Whether it was ever said in answer to a question.</summary>
    public bool IsAnswer { get; set; }

    /// <summary>Whether it means nothing without its question: yes and no.</summary>
    public bool NeedsQuestion { get; set; }

    /// <summary>Whether its question is shown with it.</summary>
    public bool ShowsQuestion { get; set; }

    /// <summary>Its tokens as written.</summary>
    public int Tokens { get; set; }

    /// <summary>The probability that it is needed, from 0 to 1.</summary>
    public double Worth { get; set; }

    /// <summary>The worth of each token.</summary>
    public double Density => Worth / Math.Max(1, Tokens);

    /// <summary>The words as numbers; see <see cref="WordRuns"/>.</summary>
    public ulong[] Hashes { get; set; } = [];

    /// <summary>The pieces that it made redundant.</summary>
    public List<Piece> Absorbed { get; } = [];
}
