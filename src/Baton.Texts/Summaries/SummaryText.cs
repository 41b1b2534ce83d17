using System.Buffers;
using System.Text;

namespace Baton.Texts.Summaries;

/// <summary>Writes the chosen pieces as text.</summary>
internal static class SummaryText
{
    // The longest name that anybody has.
    private const int LongestName = 60;

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\f\v\u0085\u2028\u2029");

    public static string Of(Choice choice, int budget, Func<string, int> count)
    {
        var text = Written(choice);
        // Token counts do not add up: the whole may be longer than its parts. The least likely pieces are removed until it fits.
        var least = new Queue<Piece>(
            choice.Pieces.Where(piece => !piece.IsExact).OrderBy(piece => piece.Density).ThenByDescending(piece => piece.Order)
        );
        for (var over = count(text) - budget; over > 0 && least.Count > 0; over = count(text) - budget)
        {
            for (; over > 0 && least.TryDequeue(out var piece); over -= Math.Max(1, piece.Tokens))
                choice.Drop(piece);
            text = Written(choice);
        }

        return text;
    }

    private static string Written(Choice choice)
    {
        var text = new StringBuilder();
        foreach (
            var group in choice
                .Pieces.OrderBy(piece => piece.FirstSaid)
                .ThenBy(piece => piece.Order)
                .GroupBy(piece => choice.IsHeaded ? piece.Speaker : "")
        )
        {
            if (choice.IsHeaded)
                text.Append(group.Key).Append(":\n");
            // Valid values come before corrected ones.
            foreach (var piece in group.OrderBy(piece => piece.IsSuperseded))
            {
                AddLine(text, piece.Text);
                if (piece.IsSuperseded)
                    text.Append(Piece.SupersededMark);
                if (piece.ShowsQuestion)
                    text.Append(" (").Append(piece.Question).Append(')');
                text.Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    // A line at the left edge that ends with a colon is a heading, and one with a number and a name in front of a colon is an entry of a
    // colleague. What was said is neither: it is one line, and one that could be taken for them is indented.
    private static void AddLine(StringBuilder text, string said)
    {
        var line = said.AsSpan().IndexOfAny(Breaks) < 0 ? said : said.Replace('\v', '\n').ReplaceLineEndings(" ");
        if (line.EndsWith(':') || IsLikeEntry(line))
            text.Append("  ");
        text.Append(line);
    }

    private static bool IsLikeEntry(ReadOnlySpan<char> line)
    {
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits > 0
            && line[digits] == ' '
            && line[..Math.Min(line.Length, digits + LongestName)].Contains(": ", StringComparison.Ordinal);
    }
}
