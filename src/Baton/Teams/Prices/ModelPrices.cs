namespace Baton;

/// <summary>What models cost. The cost of each call is stored with it, so a later price changes no earlier cost.</summary>
public sealed record ModelPrices
{
    /// <summary>The currency of all prices. Default: USD.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The prices by model, as <c>provider/name</c>. Of a model that is not in it no cost is known.</summary>
    public IReadOnlyDictionary<string, ModelPrice> Models { get; init; } = new Dictionary<string, ModelPrice>();
}
