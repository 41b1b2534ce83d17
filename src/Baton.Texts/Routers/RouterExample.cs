namespace Baton.Texts.Routers;

/// <summary>A message that a customer might write, and who should take it.</summary>
/// <param name="Text">The customer's words.</param>
/// <param name="Routes">The names of those who should take it. Several mean that it needs all of them; none means that it is out of
/// scope.</param>
public sealed record RouterExample(string Text, params IReadOnlyList<string> Routes)
{
    /// <summary>
    /// Whether the customer asks for a person; null, the default, if the example is not marked. As soon as one example is marked true, the
    /// router learns from this, and unmarked ones count as false.
    /// </summary>
    public bool? WantsPerson { get; init; }
}
