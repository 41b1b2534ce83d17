using System.Collections.Concurrent;
using Baton.Journals.Entries;

namespace Baton.Performing.Healths;

/// <summary>Health statistics of each participant's models, over the last attempts in all conversations.</summary>
internal sealed class HealthStatistics
{
    private readonly ConcurrentDictionary<(string Participant, string? Model), ModelStatistics> statistics = [];

    /// <summary>Records an attempt; no cause means that it succeeded.</summary>
    public void Record(string participant, string? model, FailureCause? failure, TimeSpan took, DateTimeOffset at) =>
        statistics.GetOrAdd((participant, model), _ => new ModelStatistics()).Record(failure, took, at);

    /// <summary>The health of all models that were called.</summary>
    public IReadOnlyList<ParticipantHealth> Read(Func<string, string?, bool> isCircuitOpen) =>
        [
            .. statistics
                .OrderBy(model => model.Key.Participant, StringComparer.Ordinal)
                .ThenBy(model => model.Key.Model, StringComparer.Ordinal)
                .Select(model =>
                    model.Value.Read(model.Key.Participant, model.Key.Model, isCircuitOpen(model.Key.Participant, model.Key.Model))
                ),
        ];

    private sealed class ModelStatistics
    {
        private const int Last = 100;

        private readonly Lock gate = new();
        private readonly (bool IsFine, TimeSpan Took)[] last = new (bool, TimeSpan)[Last];
        private long attempts;
        private long failures;
        private FailureCause? lastFailure;
        private DateTimeOffset lastFailureAt;

        public void Record(FailureCause? failure, TimeSpan took, DateTimeOffset at)
        {
            lock (gate)
            {
                last[attempts++ % Last] = (failure is null, took);
                if (failure is null)
                    return;
                failures++;
                if (lastFailure is null || lastFailureAt <= at)
                    (lastFailure, lastFailureAt) = (failure, at);
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
