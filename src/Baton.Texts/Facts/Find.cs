namespace Baton.Texts.Facts;

/// <summary>A fact's place in a passage.</summary>
/// <param name="Kind">What kind of fact it is.</param>
/// <param name="From">The first lexeme.</param>
/// <param name="To">The lexeme after the last.</param>
/// <param name="Value">See <see cref="Fact.Value"/>; null for the words themselves.</param>
internal readonly record struct Find(FactKind Kind, int From, int To, string? Value = null);
