namespace Baton.States;

/// <summary>A reply that is held back from the customer.</summary>
/// <param name="Participant">Who wrote it.</param>
/// <param name="Of">The sequence number of the entry that holds the text.</param>
/// <param name="Confidence">The confidence that its writer reported, from 0 to 1; null when it reported none.</param>
/// <param name="Threshold">The confidence that it needs; null when it is held back for another reason.</param>
/// <param name="Bytes">The length of its text. No token is shorter than a byte.</param>
internal sealed record HeldReply(string Participant, long Of, double? Confidence, double? Threshold, int Bytes);
