namespace Baton.Texts.Clearances;

/// <summary>
/// Whether groups of digits look like one number. Dates, phone numbers and amounts next to each other can have valid digits by chance, but
/// not in the grouping of card numbers.
/// </summary>
internal static class CardGrouping
{
    public static bool IsLikely(ReadOnlySpan<char> text, List<(int Start, int End)> groups, int first, int last)
    {
        if (first == last)
            return true;
        var size = Size(groups[first]);
        if (IsEven(groups, first, last, size))
        {
            // Groups of two are also dates and times, and groups of five or more are also phone and order numbers.
            return size switch
            {
                4 => true,
                1 or 3 => IsEvenlySpaced(text, groups, first, last),
                _ => IsWholeChain(groups, first, last) && IsEvenlySpaced(text, groups, first, last),
            };
        }

        return IsAmex(groups, first, last) || (IsWholeChain(groups, first, last) && IsEvenlySpaced(text, groups, first, last));
    }

    private static int Size((int Start, int End) group) => group.End - group.Start;

    private static bool IsEven(List<(int Start, int End)> groups, int first, int last, int size)
    {
        for (var group = first + 1; group < last; group++)
        {
            if (Size(groups[group]) != size)
                return false;
        }

        return Size(groups[last]) <= size;
    }

    // American Express and Diners: 4-6-5 and 4-6-4.
    private static bool IsAmex(List<(int Start, int End)> groups, int first, int last) =>
        last - first == 2 && Size(groups[first]) == 4 && Size(groups[first + 1]) == 6 && Size(groups[last]) is 4 or 5;

    private static bool IsWholeChain(List<(int Start, int End)> groups, int first, int last) => first == 0 && last == groups.Count - 1;

    // White space only in every gap, or the same mark (a dash, a dot, ...) with or without white space.
    private static bool IsEvenlySpaced(ReadOnlySpan<char> text, List<(int Start, int End)> groups, int first, int last)
    {
        var mark = text[groups[first].End..groups[first + 1].Start].Trim();
        if (mark.ContainsAny(',', ':'))
            return false;
        for (var group = first; group < last; group++)
        {
            if (!text[groups[group].End..groups[group + 1].Start].Trim().SequenceEqual(mark))
                return false;
        }

        return true;
    }
}
