using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Cli.Output;

/// <summary>What a store's journals tell of how one participant's model did.</summary>
internal sealed class ModelRecord(string participant, string? model)
{
    private readonly List<TimeSpan> took = [];

    public string Participant { get; } = participant;

    public string? Model { get; } = model;

    public long Succeeded => took.Count;

    public long Failed { get; private set; }

    public FailureCause? LastFailure { get; private set; }

    public DateTimeOffset? LastFailureAt { get; private set; }

    /// <summary>How long half of the successful attempts took at most; null when none succeeded.</summary>
    public TimeSpan? Latency => took.Count == 0 ? null : took.Order().ElementAt((took.Count - 1) / 2);

    /// <summary>Reads the attempts of one conversation: each begins, and ends as a reply, as a rung or as a failure of its line.</summary>
    public static void Read(IEnumerable<JournalEntry> entries, Dictionary<(string, string?), ModelRecord> records)
    {
        var running = new Dictionary<string, (ModelRecord Record, DateTimeOffset At)>();
        foreach (var entry in entries)
        {
            var line = entry.Leg ?? "";
            switch (entry)
            {
                case ModelCallBegun begun:
                    running[line] = (Of(records, begun.Participant, begun.Model), begun.At);
                    break;
                case ModelCallEnded ended when running.Remove(line, out var attempt):
                    attempt.Record.took.Add(ended.At - attempt.At);
                    break;
                case FellBack { Rung: FallbackRung.Retry or FallbackRung.OtherModel } fell when running.Remove(line, out var attempt):
                    attempt.Record.Fail(fell.Cause, fell.At);
                    break;
                case AttemptFailed { Told: null } failed when running.Remove(line, out var attempt):
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
