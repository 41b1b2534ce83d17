namespace Baton.Cli.Output;

/// <summary>
/// Marks output as part of one leg of parallel work: the leg, and who holds the baton in it. Both texts are safe to show.
/// </summary>
internal readonly record struct Lane(string Leg, string Holder)
{
    /// <summary>The leg's number among its siblings, so that each gets a colour of its own.</summary>
    public int Number => int.TryParse(Leg.AsSpan(Leg.LastIndexOf('.') + 1), out var number) ? number : 0;
}
