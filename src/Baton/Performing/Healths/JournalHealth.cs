using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Performing.Healths;

/// <summary>Reads attempts, failures and latencies from journals, which have them for all processes.</summary>
internal static class JournalHealth
{
    /// <summary>
    /// Records the attempts of one conversation. Within a leg, each attempt ends with a reply, a fallback or a failure before the next
    /// begins.
    /// </summary>
    public static void Read(IEnumerable<JournalEntry> entries, HealthStatistics statistics)
    {
        var running = new Dictionary<string, ModelCallBegun>();
        foreach (var entry in entries)
        {
            if (entry is ModelCallBegun begun)
                running[entry.Leg ?? ""] = begun;
            else if (IsEnd(entry) && running.Remove(entry.Leg ?? "", out var attempt))
                statistics.Record(attempt.Participant, attempt.Model, CauseOf(entry), entry.At - attempt.At, entry.At);
        }
    }

    private static bool IsEnd(JournalEntry entry) =>
        entry is ModelCallEnded or FellBack { Rung: FallbackRung.Retry or FallbackRung.OtherModel } or AttemptFailed { Told: null };

    private static FailureCause? CauseOf(JournalEntry end) =>
        end switch
        {
            FellBack fell => fell.Cause,
            AttemptFailed failed => failed.Cause,
            _ => null,
        };
}
