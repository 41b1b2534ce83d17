using Baton.Texts.Summaries;

namespace Baton.Cli.Evals.Handoffs;

/// <summary>What briefings carry over, against what they take.</summary>
/// <param name="Briefing">What was judged: a budget, or the last turns.</param>
/// <param name="Budget">The fraction of the history that a briefing may take; null where that was not limited.</param>
/// <param name="Recall">Needed values that are in the briefings, over all needed values.</param>
/// <param name="Compression">Tokens of all briefings, over tokens of all histories.</param>
internal sealed record CarryOver(string Briefing, double? Budget, double Recall, double Compression)
{
    /// <summary>Judges one way to write briefings.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="budget">Its budget, if it has one.</param>
    /// <param name="switches">Where a briefing is needed.</param>
    /// <param name="write">Writes the briefing as the receiver reads it.</param>
    public static CarryOver Judge(string name, double? budget, IReadOnlyList<ServiceSwitch> switches, Func<ServiceSwitch, string> write)
    {
        long needed = 0, kept = 0, used = 0, full = 0;
        foreach (var at in switches)
        {
            var text = write(at);
            used += WordCount.Of(text);
            full += at.HistoryTokens;
            var read = ServiceSwitch.Normalised(text);
            needed += at.Needed.Count;
            kept += at.Needed.Count(wordings => wordings.Any(value => read.Contains(value, StringComparison.Ordinal)));
        }

        return new CarryOver(name, budget, (double)kept / needed, (double)used / full);
    }
}
