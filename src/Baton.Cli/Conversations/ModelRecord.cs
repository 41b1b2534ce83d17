using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Cli.Conversations;

/// <summary>Attempts, failures and latency of one participant's model, as the journals of a store have them.</summary>
internal sealed class ModelRecord(string participant, string? model)
{
    private readonly List<TimeSpan> took = [];

    public string Participant { get; } = participant;

    public string? Model { get; } = model;

    public long Succeeded => took.Count;

    public long Failed { get; private set; }

    public FailureCause? LastFailure { get; private set; }

    public DateTimeOffset? LastFailureAt { get; private set; }

    /// <summary>The median duration of successful attempts, or null when none succeeded.</summary>
    public TimeSpan? Latency => took.Count == 0 ? null : took.Order().ElementAt((took.Count - 1) / 2);

    /// <summary>
    /// Reads the attempts of one conversation. Within a leg, each attempt ends with a reply, a fallback or a failure before the next
    /// begins.
    /// </summary>
    public static void Read(IEnumerable<JournalEntry> entries, Dictionary<(string, string?), ModelRecord> records)
    {
        var running = new Dictionary<string, (ModelRecord Record, DateTimeOffset At)>();
        foreach (var entry in entries)
        {
            var leg = entry.Leg ?? "";
            switch (entry)
            {
                case ModelCallBegun begun:
                    running[leg] = (Of(records, begun.Participant, begun.Model), begun.At);
                    break;
                case ModelCallEnded ended when running.Remove(leg, out var attempt):
                    attempt.Record.took.Add(ended.At - attempt.At);
                    break;
                case FellBack { Rung: FallbackRung.Retry or FallbackRung.OtherModel } fell when running.Remove(leg, out var attempt):
                    attempt.Record.Fail(fell.Cause, fell.At);
                    break;
                case AttemptFailed { Told: null } failed when running.Remove(leg, out var attempt):
                    attempt.Record.Fail(failed.Cause, failed.At);
                    break;
                default:
                    break;
            }
        }
    }

    private static ModelRecord Of(Dictionary<(string, string?), ModelRecord> records, string participant, string? model)
    {
        if (!records.TryGetValue((participant, model), out var record))
            records.Add((participant, model), record = new ModelRecord(participant, model));
        return record;
    }

    private void Fail(FailureCause cause, DateTimeOffset at)
    {
        Failed++;
        if (LastFailureAt is { } last && last > at)
            return;
        (LastFailure, LastFailureAt) = (cause, at);
    }
}
