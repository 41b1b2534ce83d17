using Baton.Texts.Summaries;

namespace Baton.Cli.Evals.Handoffs;

/// <summary>How much briefings keep of what the receiver needs (recall), and how long they are (compression).</summary>
/// <param name="Briefing">The kind of briefing: a budget, or the last turns.</param>
/// <param name="Budget">The maximum length as a fraction of the history, or null without a limit.</param>
/// <param name="Recall">The share of the needed values that the briefings contain.</param>
/// <param name="Compression">The tokens of all briefings divided by the tokens of all histories.</param>
internal sealed record CarryOver(string Briefing, double? Budget, double Recall, double Compression)
{
    /// <summary>Measures one way to write briefings.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="budget">Its budget, or null.</param>
    /// <param name="switches">The service switches that need a briefing.</param>
    /// <param name="write">Writes the briefing as the receiver reads it.</param>
    public static CarryOver Measure(string name, double? budget, IReadOnlyList<ServiceSwitch> switches, Func<ServiceSwitch, string> write)
    {
        long needed = 0,
            kept = 0,
            used = 0,
            full = 0;
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
