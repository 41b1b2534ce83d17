using System.Text;

namespace Baton.Texts.Summaries;

/// <summary>Writes the chosen pieces as text.</summary>
internal static class SummaryText
{
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
                text.Append(piece.Text);
                if (piece.IsSuperseded)
                    text.Append(Piece.SupersededMark);
                if (piece.ShowsQuestion)
                    text.Append(" (").Append(piece.Question).Append(')');
                text.Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n');
    }
}
