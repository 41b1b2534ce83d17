using System.Collections.Concurrent;
using Baton.Journals.Entries;

namespace Baton.Performing.Healths;

/// <summary>Keeps how each participant's models do: the last attempts of each, whoever they were made for.</summary>
internal sealed class HealthBook(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Participant, string? Model), Page> pages = [];

    /// <summary>Notes an attempt; no cause means that it succeeded.</summary>
    public void Note(string participant, string? model, FailureCause? failure, TimeSpan took) => pages.GetOrAdd((participant, model), _ => new Page()).Note(failure, took, time);

    /// <summary>How all do.</summary>
    public IReadOnlyList<ParticipantHealth> Read(Func<string, string?, bool> isCircuitOpen) =>
    [
        .. pages.OrderBy(page => page.Key.Participant, StringComparer.Ordinal).ThenBy(page => page.Key.Model, StringComparer.Ordinal)
            .Select(page => page.Value.Read(page.Key.Participant, page.Key.Model, isCircuitOpen(page.Key.Participant, page.Key.Model))),
    ];

    private sealed class Page
    {
        private const int Last = 100;

        private readonly Lock gate = new();
        private readonly (bool IsFine, TimeSpan Took)[] last = new (bool, TimeSpan)[Last];
        private long attempts;
        private long failures;
        private FailureCause? lastFailure;
        private DateTimeOffset lastFailureAt;

        public void Note(FailureCause? failure, TimeSpan took, TimeProvider time)
        {
            lock (gate)
            {
                last[attempts++ % Last] = (failure is null, took);
                if (failure is null)
                    return;
                failures++;
                (lastFailure, lastFailureAt) = (failure, time.GetUtcNow());
            }
        }

        public ParticipantHealth Read(string participant, string? model, bool isCircuitOpen)
        {
            lock (gate)
            {
                var kept = (int)Math.Min(attempts, Last);
                var fine = last.AsSpan(0, kept).ToArray().Where(attempt => attempt.IsFine).Select(attempt => attempt.Took).Order().ToList();
                return new ParticipantHealth
                {
                    Participant = participant,
                    Model = model,
                    Attempts = attempts,
                    Failures = failures,
                    Success = (double)fine.Count / kept,
                    Latency = fine.Count > 0 ? fine[(fine.Count - 1) / 2] : null,
                    LastFailure = lastFailure,
                    LastFailureAt = lastFailure is null ? null : lastFailureAt,
                    IsCircuitOpen = isCircuitOpen,
                };
            }
        }
    }
}
