namespace Baton.Texts.Facts;

/// <summary>Recognises error codes, numbers of orders and the like, and identifiers of letters and digits.</summary>
internal static class Codes
{
    // The most lexemes in a code. Longer ones are cut, so that hostile texts stay linear.
    private const int LongestCode = 32;

    public static Find? At(Passage passage, int at) => Error(passage, at) ?? Record(passage, at) ?? Identifier(passage, at);

    /// <summary>Whether an unknown word may be a code, or a currency's: capitals, underscores and long compounds.</summary>
    public static bool MayBeNamed(Passage passage, int at) =>
        passage.Has(at, Shape.Capital) && passage.Span(at).Length > 9 || passage.Span(at).Contains('_') || passage.Has(at, Shape.Upper);

    // Error 503, error code E-1042, HTTP 404, NullReferenceException, 0x80070057, ERR_TIMED_OUT.
    private static Find? Error(Passage passage, int at)
    {
        if (passage.Has(at, WordClass.Error))
        {
            var code = at + 1;
            while (
                code < at + 4
                && (
                    passage.Is(code, "code", "number", "no", "message", "status", "is")
                    || passage.Mark(code) is '#' or ':'
                    || passage.Mark(code) is '.' && passage.Is(code - 1, "no")
                )
            )
                code++;
            var end = CodeEnd(passage, code);
            if (end > code && (HasDigit(passage, code, end) || passage.Has(code, Shape.Upper) && passage.Span(code).Length > 2))
                return new(FactKind.ErrorCode, at, end, passage.Words(code, end).ToLowerInvariant());
        }

        var word = passage.Span(at);
        var named =
            word.Length > 9
            && passage.Has(at, Shape.Capital)
            && (word.EndsWith("Exception", StringComparison.Ordinal) || word.EndsWith("Error", StringComparison.Ordinal));
        var hexadecimal = word.Length > 2 && word[0] == '0' && word[1] is 'x' or 'X' && passage.Has(at, Shape.HasDigit);
        var constant =
            word.StartsWith("ERR", StringComparison.Ordinal) && word.Length > 4 && (word.Contains('_') || passage.Has(at, Shape.HasDigit));
        return named || hexadecimal || constant ? new(FactKind.ErrorCode, at, at + 1, word.ToString().ToLowerInvariant()) : null;
    }

    // Order #1042, invoice number INV-2041, my order number is 1042, #1042.
    private static Find? Record(Passage passage, int at)
    {
        if (
            passage.Mark(at) == '#'
            && passage.IsGlued(at + 1)
            && CodeEnd(passage, at + 1) is var tagged
            && tagged > at + 1
            && HasDigit(passage, at + 1, tagged)
        )
            return new(FactKind.Number, at, tagged, passage.Words(at + 1, tagged).ToLowerInvariant());
        if (!passage.Has(at, WordClass.Record))
            return null;
        var code = at + 1;
        while (
            code < at + 5
            && (
                passage.Is(code, "number", "no", "num", "nr", "id", "code", "is", "was")
                || passage.Mark(code) is '#' or ':'
                || passage.Mark(code) is '.' && passage.Is(code - 1, "no", "nr")
            )
        )
            code++;
        var end = CodeEnd(passage, code);
        // "Flight BA 117".
        if (passage.Has(code, Shape.Upper) && passage.Span(code).Length < 4 && end == code + 1 && passage.Has(end, Shape.Digits))
            end++;
        if (
            end == code
            || !HasDigit(passage, code, end)
            || Contacts.Card(passage, code) is not null
            || passage.Has(code, Shape.Ordinal)
            || passage.IsJoint(end, ':')
            || Amounts.NumberEnd(passage, code) > end
        )
            return null;
        // In "No 2 rooms" and "a room 3 nights" the number counts something: before a noun it is not an identifier, unless it is long.
        var counts =
            code == at + 1 && passage.Span(code).Length < 3 && passage.Has(end, Shape.HasLetter) && !passage.Has(end, WordClass.Starter);
        return counts ? null : new(FactKind.Number, at, end, passage.Words(code, end).ToLowerInvariant());
    }

    // INV-2041, A1B2C3, 192.168.0.1, a UUID, snake_case, reports/march.pdf.
    private static Find? Identifier(Passage passage, int at)
    {
        // Only at the beginning of text without spaces.
        if (
            !passage.IsWord(at)
            || passage.Has(at, Shape.Ordinal)
            || passage.IsGlued(at) && passage.IsGlued(at - 1) && passage.Mark(at - 1) is '-' or '.' or '/' or '\\' && passage.IsWord(at - 2)
        )
            return null;
        var end = CodeEnd(passage, at);
        bool digit = HasDigit(passage, at, end),
            letter = false,
            underscore = false,
            joint = end > at + 1,
            path = false;
        for (var part = at; part < end; part++)
        {
            letter |= passage.Has(part, Shape.HasLetter);
            underscore |= passage.Span(part).Contains('_');
            path |= passage.Mark(part) is '/' or '.' or '\\';
        }

        // "24-hour" and "4-star" count something; in "INV-2041" and "A1B2" letters and digits form one name.
        var counts = passage.Has(at, Shape.Digits) && joint && !HasDigit(passage, at + 1, end);
        var dotted = digit && !letter && end >= at + 7 && path;
        if (
            digit && letter && !counts
            || underscore && letter && passage.Span(at).Length > 2
            || dotted
            || !digit && IsFile(passage, at, end)
        )
            return new(FactKind.Identifier, at, end, passage.Words(at, end).ToLowerInvariant());
        return passage.Has(at, Shape.Digits) && passage.Span(at).Length >= 5 && end == at + 1 ? new(FactKind.Number, at, end) : null;
    }

    /// <summary>The end of text without spaces: words joined by a hyphen, point, slash, colon or underscore.</summary>
    private static int CodeEnd(Passage passage, int at)
    {
        if (!passage.IsWord(at))
            return at;
        var end = at + 1;
        while (
            end < at + LongestCode
            && passage.Mark(end) is '-' or '.' or '/' or '\\' or '_'
            && passage.IsJoint(end, passage.Mark(end))
            && passage.IsWord(end + 1)
        )
            end += 2;
        return end;
    }

    private static bool IsFile(Passage passage, int at, int end) =>
        end > at + 2
        && passage.Mark(end - 2) == '.'
        && passage.Span(end - 1).Length is 2 or 3 or 4
        && !passage.Has(end - 1, Shape.Capital)
        && passage.Span(at).Length > 1
        && passage.Span(end - 1).IndexOfAnyExceptInRange('a', 'z') < 0
        && !passage.Has(end - 1, WordClass.Starter);

    private static bool HasDigit(Passage passage, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (passage.Has(at, Shape.HasDigit))
                return true;
        }

        return false;
    }
}
