using System.Globalization;

namespace Baton.Bench.Mutations;

/// <summary>Writes the lines of the campaign's table.</summary>
internal static class MutationReport
{
    // A line of a table, not a story.
    private const int LongestText = 160;

    /// <summary>What a run says of its mutation.</summary>
    public static string Of(Verdict verdict, MutationOptions options, TimeSpan took) =>
        verdict.End switch
        {
            RunEnd.Failed => Line($"seed {verdict.Seed}, {took.TotalSeconds:F1} s, {verdict.Rule}: {Short(verdict.Text)}"),
            RunEnd.Crashed => Line($"crash, {took.TotalSeconds:F1} s, {Short(verdict.Text)}"),
            RunEnd.Hung => Line($"hang, {took.TotalSeconds:F1} s, {verdict.Text}"),
            _ => Line($"NOT FOUND in {options.Seeds:N0} seeds, {took.TotalSeconds:F1} s{Reached(verdict.Reached)}"),
        };

    private static string Reached(long? reached) =>
        reached switch
        {
            null => "",
            0 => ", and the mutated source never ran: no world gets there",
            1 => ", although the mutated source ran once",
            _ => Line($", although the mutated source ran {reached:N0} times"),
        };

    private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
