namespace Baton.Texts.Facts;

/// <summary>Recognises words in quotation marks. The text inside is searched for other facts too.</summary>
internal static class Quotes
{
    private const int Longest = 60;

    public static Find? At(Passage passage, int at)
    {
        var close = passage.Mark(at) switch
        {
            '"' => '"',
            '“' => '”',
            '«' => '»',
            '‘' => '’',
            '\'' => '\'',
            '`' => '`',
            _ => '\0',
        };
        // A single quotation mark is also an apostrophe: it quotes only with a space before it and none after.
        if (
            close == '\0'
            || !passage.IsGlued(at + 1)
            || close is '\'' or '’' && passage.IsGlued(at) && passage.Mark(at - 1) is not ('(' or ':')
        )
            return null;
        for (var end = at + 1; end < at + Longest && end < passage.Count && !passage.Has(end, Shape.NewLine); end++)
        {
            if (
                passage.Mark(end) == close
                && passage.IsGlued(end)
                && (close != '\'' || !passage.IsWord(end + 1) || !passage.IsGlued(end + 1))
            )
                return end > at + 1 ? new(FactKind.Quote, at + 1, end) : null;
        }

        return null;
    }
}
