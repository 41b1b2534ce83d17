namespace Baton.Texts.Facts;

/// <summary>Recognises e-mail addresses, telephone numbers, links and postal addresses.</summary>
internal static class Contacts
{
    // Bounds keep hostile texts linear: each search goes only this far.
    private const int LongestRun = 40;
    private const int LongestStreet = 6;

    public static Find? At(Passage passage, int at) =>
        Link(passage, at) ?? Email(passage, at) ?? Card(passage, at) ?? Phone(passage, at) ?? Address(passage, at);

    private static Find? Link(Passage passage, int at)
    {
        var scheme = passage.Is(at, "http", "https", "ftp") && passage.Mark(at + 1) == ':' && passage.Mark(at + 2) == '/';
        if (!scheme && !(passage.Is(at, "www") && passage.IsJoint(at + 1, '.')))
            return null;
        var end = at + 1;
        while (end < at + (LongestRun * 5) && passage.IsGlued(end) && passage.Mark(end) is not ('"' or '>' or '<' or ')' or '”'))
            end++;
        while (end > at + 1 && passage.Mark(end - 1) is '.' or ',' or '!' or '?' or ';' or ':')
            end--;
        return new(FactKind.Identifier, at, end, passage.Words(at, end));
    }

    private static Find? Email(Passage passage, int at)
    {
        // Only at the beginning of a run: a match that began inside it would be a part of an address.
        if (!passage.HasAt || !passage.IsWord(at) || passage.IsGlued(at) && passage.Mark(at - 1) is '.' or '-' or '+' or '@')
            return null;
        var end = at + 1;
        while (end < at + LongestRun && (passage.Mark(end) is '.' or '-' or '+' || passage.IsWord(end)) && passage.IsGlued(end))
            end++;
        if (!passage.IsJoint(end, '@') || !passage.IsWord(end + 1))
            return null;
        var domain = end += 2;
        while (end < domain + LongestRun && (passage.IsJoint(end, '.') || passage.IsJoint(end, '-')) && passage.IsWord(end + 1))
            end += 2;
        return end > domain ? new(FactKind.Email, at, end, passage.Words(at, end).ToLowerInvariant()) : null;
    }

    /// <summary>A card's number in its groups: 4242 4242 4242 4242.</summary>
    public static Find? Card(Passage passage, int at)
    {
        var groups = 0;
        var end = at;
        while (groups < 4 && passage.Has(end, Shape.Digits) && passage.Span(end).Length == 4)
        {
            groups++;
            end += passage.IsJoint(end + 1, '-') ? 2 : 1;
        }

        return groups == 4 ? new(FactKind.Number, at, end, DigitsOf(passage, at, end)) : null;
    }

    // 7 to 15 digits in groups, with a plus, brackets, or at least two separators: 707-555-0160, +1 (650) 555-1234, 415 555 0123.
    private static Find? Phone(Passage passage, int at)
    {
        var plus = passage.Mark(at) == '+';
        if (
            (plus || passage.Mark(at) == '(') && !passage.Has(at + 1, Shape.Digits)
            || !plus && passage.Mark(at) != '(' && !passage.Has(at, Shape.Digits)
            || passage.IsJoint(at - 1, '-')
            || passage.IsJoint(at - 1, '.')
            || passage.IsGlued(at) && passage.IsWord(at - 1)
        )
            return null;
        int digits = 0,
            groups = 0,
            end = at + (plus ? 1 : 0),
            last = at;
        for (; end < at + LongestRun && digits < 16; end++)
        {
            if (
                passage.Has(end, Shape.Digits)
                && passage.Span(end).Length
                    <= (
                        plus ? 15
                        : groups == 0 ? 4
                        : 5
                    )
            )
            {
                digits += passage.Span(end).Length;
                groups++;
                last = end + 1;
            }
            else if (
                passage.Mark(end) is not ('-' or '.' or '(' or ')' or '/')
                || end > at && passage.Mark(end) is '.' && !passage.IsJoint(end, '.')
            )
            {
                break;
            }
        }

        return
            digits is >= 7 and <= 15
            && (plus || groups >= 3 || groups == 2 && digits is 7 && passage.IsJoint(at + 1, '-'))
            && passage.Has(last - 1, Shape.Digits)
            && (plus || GroupsFit(passage, at, last))
            ? new(FactKind.Phone, at, last, DigitsOf(passage, at, last))
            : null;
    }

    // Without a plus, a group of one or two digits may only begin a number: "1 2 3 4 5 6 7" counts, "2026-11-03" is a day.
    private static bool GroupsFit(Passage passage, int from, int to)
    {
        for (var at = from + 1; at < to; at++)
        {
            if (passage.Has(at, Shape.Digits) && passage.Span(at).Length < 3 && !(passage.Mark(from) == '('))
                return false;
        }

        return true;
    }

    private static string DigitsOf(Passage passage, int from, int to) => string.Concat(passage.Words(from, to).Where(char.IsAsciiDigit));

    // 12 Oak Street, 4052 Birch avenue #12, Springfield, CA 94538.
    private static Find? Address(Passage passage, int at)
    {
        var number = passage.Span(at);
        if (
            !passage.Has(at, Shape.HasDigit)
            || number.Length > 6
            || !char.IsAsciiDigit(number[0])
            || passage.Has(at, Shape.Ordinal)
            || passage.IsJoint(at + 1, ':')
            || passage.IsGlued(at) && passage.Mark(at - 1) is not ('(' or '"' or '“')
        )
            return null;
        var street = at + 1;
        while (street < at + 1 + LongestStreet && passage.IsWord(street) && !(street > at + 1 && passage.Has(street, WordClass.Street)))
        {
            if (
                !passage.Has(street, Shape.Capital)
                && !passage.Has(street, Shape.Ordinal)
                && passage.Has(street, WordClass.Starter | WordClass.Unit | WordClass.Number)
            )
                return null;
            street++;
            street += passage.Mark(street) == '.' && passage.IsGlued(street) && passage.Has(street + 1, Shape.Capital) ? 1 : 0;
        }

        // A street word in lower case needs a name before it that is not a common word: "2 way street" and "3 star place" are not
        // addresses.
        var named =
            passage.Has(street - 1, Shape.Capital)
            || passage.Has(street - 1, Shape.Ordinal)
            || !passage.Has(street - 1, WordClass.Common | WordClass.Starter);
        if (
            !passage.Has(street, WordClass.Street)
            || street == at + 1
            || !named
            || !passage.Has(street, Shape.Capital) && passage.Span(street).Length < 3
        )
        {
            // Without a street word: a house number with three digits or more and two capitals, "1012 El Camino".
            var capitals = at + 1;
            while (capitals < at + LongestStreet && passage.Has(capitals, Shape.Capital) && !passage.Has(capitals, WordClass.Month))
                capitals++;
            if (number.Length < 3 || capitals < at + 3 || !passage.Has(at, Shape.Digits))
                return null;
            street = capitals - 1;
        }

        return new(FactKind.Address, at, Town(passage, Flat(passage, street + 1)));
    }

    private static int Flat(Passage passage, int end)
    {
        end += passage.Mark(end) == '.' && passage.IsGlued(end) && (passage.Mark(end + 1) == ',' || passage.Mark(end + 1) == '#') ? 1 : 0;
        var unit = passage.Mark(end) == ',' ? end + 1 : end;
        if (passage.Mark(unit) == '#' && passage.IsWord(unit + 1))
            return unit + 2;
        return
            passage.Is(unit, "suite", "ste", "apt", "apartment", "unit", "floor")
            && (passage.Has(unit + 1, Shape.HasDigit) || passage.Span(unit + 1).Length == 1)
            ? unit + 2
            : end;
    }

    // ", Springfield", ", Springfield, CA 94538": the town after a comma and a capital.
    private static int Town(Passage passage, int end)
    {
        if (passage.Mark(end) != ',' || !passage.Has(end + 1, Shape.Capital))
            return end;
        var town = end + 1;
        while (town < end + 4 && passage.Has(town, Shape.Capital))
            town++;
        if (passage.Mark(town) == ',' && passage.Has(town + 1, Shape.Upper))
            town += 2;
        return passage.Has(town, Shape.Digits) && passage.Span(town).Length is 4 or 5 ? town + 1 : town;
    }
}
