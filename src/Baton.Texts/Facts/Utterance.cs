namespace Baton.Texts.Facts;

/// <summary>Something that was said in a conversation.</summary>
/// <param name="Speaker">Who said it: the customer or a participant's name.</param>
/// <param name="Text">What was said, word for word.</param>
/// <param name="Seq">The sequence number of the journal entry that holds it.</param>
/// <param name="IsCustomer">Whether the customer said it.</param>
public sealed record Utterance(string Speaker, string Text, long Seq, bool IsCustomer);
