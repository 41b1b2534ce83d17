namespace Baton.Providers.Offline;

/// <summary>Whose words a stretch of a user message is.</summary>
internal enum StretchKind
{
    /// <summary>The customer's own words.</summary>
    Customer,

    /// <summary>The runtime's briefing after a handoff.</summary>
    Briefing,

    /// <summary>The report of work that this agent delegated.</summary>
    Report,

    /// <summary>Anything else that the runtime adds: a correction, or what other agents said.</summary>
    Note,
}

/// <summary>A stretch of a user message.</summary>
/// <param name="Kind">Whose words these are.</param>
/// <param name="Attributes">The attributes of the opening tag; empty for the customer's words.</param>
/// <param name="Text">The words, unescaped.</param>
internal sealed record Stretch(StretchKind Kind, string Attributes, string Text)
{
    /// <summary>An attribute's value, or null.</summary>
    public string? Attribute(string name)
    {
        var start = Attributes.IndexOf($"{name}=\"", StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += name.Length + 2;
        var end = Attributes.IndexOf('"', start);
        return end < 0 ? null : MarkedText.Unescape(Attributes[start..end]);
    }
}

/// <summary>Separates the customer's words from the blocks <c>&lt;baton:…&gt;</c> that the runtime adds to user messages.</summary>
internal static class MarkedText
{
    // The work on a text stays bounded, whatever a customer pastes.
    private const int LongestText = 16_000;
    private const string Opening = "<baton:";

    public static List<Stretch> Read(string text)
    {
        var stretches = new List<Stretch>();
        var position = 0;
        while (position < text.Length)
        {
            var open = text.IndexOf(Opening, position, StringComparison.Ordinal);
            var tagEnd = open < 0 ? -1 : text.IndexOf('>', open);
            if (tagEnd < 0)
                break;
            Add(StretchKind.Customer, "", text.AsSpan(position, open - position));

            var tag = text[(open + Opening.Length)..tagEnd];
            var nameEnd = tag.AsSpan().IndexOfAny(' ', '\n', '/');
            var name = nameEnd < 0 ? tag : tag[..nameEnd];
            var kind = name switch
            {
                "briefing" => StretchKind.Briefing,
                "report" => StretchKind.Report,
                _ => StretchKind.Note,
            };
            var attributes = nameEnd < 0 ? "" : tag[nameEnd..];
            if (tag.EndsWith('/'))
            {
                position = tagEnd + 1;
                continue;
            }

            var closing = $"</baton:{name}>";
            var close = text.IndexOf(closing, tagEnd, StringComparison.Ordinal);
            var end = close < 0 ? text.Length : close;
            Add(kind, attributes, text.AsSpan(tagEnd + 1, end - tagEnd - 1));
            position = close < 0 ? text.Length : close + closing.Length;
        }

        if (position < text.Length)
            Add(StretchKind.Customer, "", text.AsSpan(position));
        return stretches;

        void Add(StretchKind kind, string attributes, ReadOnlySpan<char> words)
        {
            words = words.Trim();
            if (words.Length > LongestText)
                words = words[..LongestText];
            if (words.Length > 0)
                stretches.Add(new(kind, attributes, Unescape(words.ToString())));
        }
    }

    // The runtime writes one thing as an entity: a bracket that would begin a block.
    public static string Unescape(string text) => text.Replace("&lt;", "<", StringComparison.Ordinal);
}
