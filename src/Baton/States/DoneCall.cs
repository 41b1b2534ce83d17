using Baton.Journals;

namespace Baton.States;

/// <summary>A tool call that was carried out, or may have been.</summary>
/// <param name="Participant">Who called it.</param>
/// <param name="Tool">The tool.</param>
/// <param name="IsCertain">Whether it is known to have been carried out.</param>
/// <param name="Arguments">What it was called with; null if the call is not known any more.</param>
internal sealed record DoneCall(string Participant, string Tool, bool IsCertain, JsonText? Arguments = null);
