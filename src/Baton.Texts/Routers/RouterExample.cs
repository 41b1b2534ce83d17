namespace Baton.Texts.Routers;

/// <summary>A message that a customer might write, and who should take it.</summary>
/// <param name="Text">The customer's words.</param>
/// <param name="Routes">The names of who should take it. Several mean that it needs all of them; none means that nobody here should take it.</param>
public sealed record RouterExample(string Text, params IReadOnlyList<string> Routes)
{
    /// <summary>
    /// Whether the customer asks for a person here; null, the default, when the example does not say. A router learns from it as soon as one
    /// of its examples says yes: those that do not say then count as no.
    /// </summary>
    public bool? WantsPerson { get; init; }
}
