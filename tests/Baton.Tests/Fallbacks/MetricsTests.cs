using System.Diagnostics.Metrics;
using System.Net;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Fallbacks;

/// <summary>What meters hear of the ladder.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Each_rung_is_counted_with_its_cause_and_each_attempt_is_timed()
    {
        // Other tests run beside this one, so it looks at an agent of its own.
        const string agent = "metered";
        var gate = new Lock();
        var rungs = new List<string>();
        var attempts = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Baton")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, count, tags, _) =>
                Note(rungs, instrument, "baton.fallbacks", tags, $"{Of(tags, "baton.rung")} {Of(tags, "error.type")} {count}")
        );
        listener.SetMeasurementEventCallback<double>(
            (instrument, _, tags, _) =>
                Note(
                    attempts,
                    instrument,
                    "gen_ai.client.operation.duration",
                    tags,
                    $"{Of(tags, "gen_ai.operation.name")} {Of(tags, "error.type")}"
                )
        );
        listener.Start();
        var ladder = new Ladder
        {
            Name = agent,
            Models = ["a", "b"],
            Fallback = new() { Retries = 1, RetryDelay = TimeSpan.Zero },
            ["a"] = new ScriptedModel(
                Fail(new TimeoutException()),
                Fail(new HttpRequestException("no", null, HttpStatusCode.Unauthorized))
            ),
            ["b"] = new ScriptedModel(Fail(new HttpRequestException("no", null, HttpStatusCode.BadRequest))),
        };

        await ladder.RunAsync();

        Assert.Equal(["retry model_timeout 1", "other_model model_denied 1", "degraded bad_request 1"], rungs);
        Assert.Equal(["chat model_timeout", "chat model_denied", "chat bad_request"], attempts);

        void Note(List<string> list, Instrument instrument, string name, ReadOnlySpan<KeyValuePair<string, object?>> tags, string text)
        {
            if (instrument.Name != name || Of(tags, "gen_ai.agent.name") != agent)
                return;
            lock (gate)
                list.Add(text);
        }
    }

    private static string? Of(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
                return tag.Value?.ToString();
        }

        return null;
    }
}
