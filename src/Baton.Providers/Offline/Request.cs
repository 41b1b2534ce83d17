namespace Baton.Providers.Offline;

/// <summary>One thing that the customer wants.</summary>
/// <param name="Text">The customer's words, or the title.</param>
/// <param name="Core">The words that say what it is about.</param>
internal sealed record Request(string Text, string Core)
{
    private const int LongestTitle = 500;

    /// <summary>The number, if a briefing gave it to this agent.</summary>
    public string? Number { get; init; }

    /// <summary>The texts to search for a value, in this order.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [Text];

    /// <summary>The text as an issue's title.</summary>
    public string Title => Shorten(Text, LongestTitle);

    /// <summary>The value of a place such as <c>amount</c>; null if the customer gave none.</summary>
    public string? Find(string place)
    {
        if (place == "text")
            return Text;

        // Two amounts belong together, so both come from the same text.
        var kind = place == "amount2" ? "amount" : place;
        foreach (var values in Sources.Select(source => new MessageValues(source)))
        {
            if (values.Find(kind) is not null)
                return values.Find(place);
        }

        return null;
    }

    /// <summary>The beginning of the text, up to the end of a word, with a mark if it was cut.</summary>
    public static string Shorten(string text, int length)
    {
        text = text.ReplaceLineEndings(" ");
        if (text.Length <= length)
            return text;
        var end = text.LastIndexOf(' ', length);
        end = end > length / 2 ? end : length;
        return $"{text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)}…";
    }
}
