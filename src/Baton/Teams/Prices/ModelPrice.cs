namespace Baton;

/// <summary>What a provider charges for a model, for a million tokens each.</summary>
/// <param name="Input">Tokens read.</param>
/// <param name="Output">Tokens written.</param>
public sealed record ModelPrice(decimal Input, decimal Output)
{
    private const decimal Million = 1_000_000;

    /// <summary>Tokens read that the provider had in its cache. Default: as <see cref="Input"/>.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>What a call costs.</summary>
    /// <param name="input">Tokens read, cached ones among them.</param>
    /// <param name="cached">Of these, those that the provider had in its cache.</param>
    /// <param name="output">Tokens written.</param>
    internal decimal Of(long input, long cached, long output) =>
        (((input - cached) * Input) + (cached * (CachedInput ?? Input)) + (output * Output)) / Million;
}
