using Baton.Texts.Facts;

namespace Baton.Texts.Summaries;

/// <summary>What a summary may hold: a fact under one value, however often it was said, or a few words of an utterance.</summary>
/// <param name="text">The words, as said.</param>
/// <param name="value">What makes it the same as others; see <see cref="Fact.Value"/>.</param>
/// <param name="kind">What kind of fact it is; null for words that are none.</param>
/// <param name="order">Its place among the pieces: what was said first comes first.</param>
internal sealed class Piece(string text, string value, FactKind? kind, int order)
{
    /// <summary>What stands behind a value that a later one took the place of.</summary>
    public const string SupersededMark = " (superseded)";

    public string Text { get; set; } = text;

    public string Value { get; } = value;

    public FactKind? Kind { get; set; } = kind;

    public int Order { get; } = order;

    public required string Speaker { get; set; }

    public required bool IsCustomer { get; set; }

    /// <summary>The question that it answers.</summary>
    public string? Question { get; set; }

    /// <summary>Whether it must be in, whatever the budget.</summary>
    public bool IsExact { get; set; }

    public bool IsSuperseded { get; set; }

    /// <summary>In how many utterances it was said, as far as one can tell from the last one.</summary>
    public int Mentions { get; set; }

    public bool ByCustomer { get; set; }

    public bool ByOthers { get; set; }

    /// <summary>The index of the first utterance that said it.</summary>
    public int FirstSaid { get; set; }

    /// <summary>The index of the last utterance that said it.</summary>
    public int LastSaid { get; set; }

    /// <summary>Whether it was ever said in answer to a question.</summary>
    public bool IsAnswer { get; set; }

    /// <summary>Whether it says nothing without its question: yes and no.</summary>
    public bool NeedsQuestion { get; set; }

    /// <summary>Whether its question stands beside it.</summary>
    public bool ShowsQuestion { get; set; }

    /// <summary>The tokens of what is written for it.</summary>
    public int Tokens { get; set; }

    /// <summary>How likely it is needed, from 0 to 1.</summary>
    public double Worth { get; set; }

    /// <summary>The worth of each token.</summary>
    public double Density => Worth / Math.Max(1, Tokens);

    /// <summary>The words as numbers; see <see cref="WordRuns"/>.</summary>
    public ulong[] Hashes { get; set; } = [];

    /// <summary>The pieces that it made needless.</summary>
    public List<Piece> Absorbed { get; } = [];
}
