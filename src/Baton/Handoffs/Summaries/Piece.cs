using Baton.Handoffs.Facts;

namespace Baton.Handoffs.Summaries;

/// <summary>What a summary may hold: a fact under one value, however often it was said, or a few words of an utterance.</summary>
internal sealed class Piece(string text, string value, FactKind? kind, int order)
{
    /// <summary>The words, as the one who is named said them.</summary>
    public string Text { get; set; } = text;

    public string Value { get; } = value;

    /// <summary>What kind of fact it is; null for words that are none.</summary>
    public FactKind? Kind { get; set; } = kind;

    /// <summary>Its place among the pieces: what was said first comes first.</summary>
    public int Order { get; } = order;

    public required string Speaker { get; set; }

    public required bool IsCustomer { get; set; }

    public string? Question { get; set; }

    public bool IsExact { get; set; }

    public bool IsSuperseded { get; set; }

    /// <summary>How often it was said, and whether by both sides.</summary>
    public int Mentions { get; set; }

    public bool ByCustomer { get; set; }

    public bool ByOthers { get; set; }

    /// <summary>The indexes of the first and the last utterance that said it.</summary>
    public int FirstSaid { get; set; }

    public int LastSaid { get; set; }

    public bool IsAnswer { get; set; }

    /// <summary>Whether it says nothing without its question: yes and no.</summary>
    public bool NeedsQuestion { get; set; }

    public int Tokens { get; set; }

    public double Worth { get; set; }

    public ulong[] Hashes { get; set; } = [];
}
