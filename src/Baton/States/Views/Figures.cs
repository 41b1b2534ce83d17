namespace Baton.States.Views;

/// <summary>Compares the figures of two texts: amounts, dates, numbers and codes, which are what a reader cannot guess.</summary>
internal static class Figures
{
    /// <summary>Whether a text has every word of a result that has a digit.</summary>
    public static bool AreIn(string text, string result)
    {
        for (var place = 0; place < result.Length; )
        {
            var begin = place;
            var hasDigit = false;
            for (; place < result.Length && IsPart(result[place]); place++)
                hasDigit |= char.IsDigit(result[place]);
            if (hasDigit && !text.AsSpan().Contains(result.AsSpan()[begin..place].Trim(".:-/"), StringComparison.OrdinalIgnoreCase))
                return false;
            place += place == begin ? 1 : 0;
        }

        return true;
    }

    private static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || letter is '.' or '-' or ':' or '_' or '/';
}
