using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Baton.Journals.Entries;

namespace Baton.Performing.Healths;

/// <summary>
/// Emits traces and metrics, by the names of OpenTelemetry's semantic conventions for generative AI
/// (https://opentelemetry.io/docs/specs/semconv/gen-ai/): listen to the source and the meter <c>Baton</c>. No text of a conversation is in
/// it.
/// </summary>
internal static class Telemetry
{
    public const string Name = "Baton";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "gen_ai.client.operation.duration",
        "s",
        "How long an attempt at a model took."
    );
    private static readonly Histogram<long> Tokens = Meter.CreateHistogram<long>(
        "gen_ai.client.token.usage",
        "{token}",
        "Tokens that a model's call used."
    );
    private static readonly Counter<long> Rungs = Meter.CreateCounter<long>(
        "baton.fallbacks",
        "{rung}",
        "Rungs of the ladder that were taken."
    );

    /// <summary>Begins the span of one attempt; null when nobody listens.</summary>
    public static Activity? Begin(CalledModel called, ConversationId conversation)
    {
        if (!Source.HasListeners())
            return null;
        var span = Source.StartActivity($"chat {called.Model}", ActivityKind.Client);
        span?.SetTag("gen_ai.operation.name", "chat")
            .SetTag("gen_ai.provider.name", called.Provider)
            .SetTag("gen_ai.request.model", called.Model)
            .SetTag("gen_ai.agent.name", called.Agent)
            .SetTag("gen_ai.conversation.id", conversation.Value);
        return span;
    }

    /// <summary>Ends an attempt; no cause means that it succeeded.</summary>
    public static void End(Activity? span, CalledModel called, TimeSpan took, FailureCause? failure, TokenUsage? usage)
    {
        var error = failure is { } cause ? WordOf(cause) : null;
        if (span is not null)
        {
            if (error is not null)
                span.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
            if (usage is { } used)
                span.SetTag("gen_ai.usage.input_tokens", used.InputTokens).SetTag("gen_ai.usage.output_tokens", used.OutputTokens);
            span.Dispose();
        }

        if (!Duration.Enabled && !Tokens.Enabled)
            return;
        var tags = new TagList
        {
            { "gen_ai.operation.name", "chat" },
            { "gen_ai.provider.name", called.Provider },
            { "gen_ai.request.model", called.Model },
            { "gen_ai.agent.name", called.Agent },
        };
        if (usage is { } both)
        {
            Tokens.Record(both.InputTokens, [.. tags, new("gen_ai.token.type", "input")]);
            Tokens.Record(both.OutputTokens, [.. tags, new("gen_ai.token.type", "output")]);
        }

        if (error is not null)
            tags.Add("error.type", error);
        Duration.Record(took.TotalSeconds, tags);
    }

    /// <summary>Counts a rung of the fallback ladder.</summary>
    public static void Count(FellBack fell)
    {
        if (Rungs.Enabled)
            Rungs.Add(
                1,
                new TagList
                {
                    { "baton.rung", WordOf(fell.Rung) },
                    { "gen_ai.agent.name", fell.Participant },
                    { "error.type", WordOf(fell.Cause) },
                }
            );
    }

    // In snake_case, as in the journal.
    private static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
