namespace Baton.Texts.Facts;

/// <summary>Finds the question that an utterance answers, and the answer in it.</summary>
internal static class Questions
{
    private const int LongestQuestion = 200;
    private const int LongestAnswer = 80;
    public const int ShortAnswer = 6;

    /// <summary>
    /// The questions of an utterance, word for word: from the beginning of its first question to the end of its last, because an answer may
    /// be to any of them. Null if it asks nothing.
    /// </summary>
    public static string? In(string text)
    {
        var end = text.LastIndexOf('?');
        if (end < 0)
            return null;
        var bound = Math.Max(0, end - LongestQuestion);
        var first = text.IndexOf('?', bound);
        var start = bound;
        for (var at = first - 1; at >= bound; at--)
        {
            if (text[at] is '?' or '!' or '\n' || text[at] == '.' && char.IsWhiteSpace(text[at + 1]))
            {
                start = at + 1;
                break;
            }
        }

        var question = text[start..(end + 1)].Trim();
        return question.Length > 1 ? question : null;
    }

    /// <summary>The answer: a yes or no, or a few words that are the whole utterance; null for more.</summary>
    public static Find? Answer(Passage passage)
    {
        if (passage.Count == 0)
            return null;
        var end = 0;
        while (
            end < passage.Count
            && end < 40
            && passage.Mark(end) is not ('.' or '!' or '?')
            && (end == 0 || !passage.Has(end, Shape.NewLine))
        )
            end++;
        while (end > 0 && passage.Mark(end - 1) == ',')
            end--;
        if (end == 0)
            return null;
        var whole = passage[end - 1].End - passage[0].Start <= LongestAnswer;
        if (IsYesOrNo(passage))
            return new(FactKind.Answer, 0, whole ? end : 1);
        return whole && end <= ShortAnswer && end + 1 >= passage.Count ? new(FactKind.Answer, 0, end) : null;
    }

    internal static bool IsYesOrNo(Passage passage) =>
        passage.Has(0, WordClass.Yes | WordClass.No)
        || passage.Is(0, "that", "it", "sounds") && (passage.Has(1, WordClass.Yes) || passage.Has(2, WordClass.Yes));
}
