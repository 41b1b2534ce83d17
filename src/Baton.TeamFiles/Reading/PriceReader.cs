using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads what models cost: a currency, and a price for each model.</summary>
internal static class PriceReader
{
    private const string Key = "prices";
    private const string Currency = "currency";
    private const decimal MostPrice = 1_000_000;

    public static ModelPrices? Read(Section team, ProblemList problems)
    {
        if (team.Value(Key) is not { } written)
            return null;
        if (written is not YamlMap map)
        {
            Section.Refuse(written, team.KeyAt(Key), Section.Quote(Key), "a map of models and prices", problems);
            return null;
        }

        var prices = new ModelPrices();
        var models = new Dictionary<string, ModelPrice>(StringComparer.Ordinal);
        foreach (var pair in Section.Pairs(map, "model", problems))
        {
            if (pair.Key.Text == Currency)
                prices = team.TextOf(pair.Value, pair.Key.At, Section.Quote(Currency)) is { } word
                    ? prices with
                    {
                        Currency = word.Text.Trim(),
                    }
                    : prices;
            else if (Price(pair, problems) is { } price)
                models.Add(pair.Key.Text, price);
        }

        return prices with
        {
            Models = models,
        };
    }

    private static ModelPrice? Price(YamlPair pair, ProblemList problems)
    {
        if (!ModelReader.Named(new Word(pair.Key.Text, pair.Key.At), problems))
            return null;
        if (Section.Of(pair.Value, pair.Key.At, Section.Quote(pair.Key.Text), TeamKeys.Price, problems) is not { } section)
            return null;
        var (input, output) = (section.Amount("input", MostPrice), section.Amount("output", MostPrice));
        var cached = section.Has("cached_input") ? section.Amount("cached_input", MostPrice) : null;
        return input is { } read && output is { } written ? new ModelPrice(read, written) { CachedInput = cached } : null;
    }
}
