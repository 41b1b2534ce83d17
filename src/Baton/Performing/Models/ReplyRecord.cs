using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Models;

/// <summary>Converts a model's reply to a journal entry that is independent of the provider.</summary>
internal static class ReplyRecord
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ModelCallEnded Of(ChatResponse response, string participant, string? model, LegSession session)
    {
        var calls = new List<ModelToolCall>();
        var reasoning = new List<PrivateBlock>();
        string? text = null;
        foreach (var content in response.Messages.SelectMany(message => message.Contents))
        {
            switch (content)
            {
                case TextContent said:
                    text = text is null ? said.Text : text + said.Text;
                    break;
                case FunctionCallContent call:
                    calls.Add(CallOf(call, session.NextCallId(calls.Count)));
                    break;
                case TextReasoningContent thought:
                    reasoning.Add(new PrivateBlock { Text = Filled(thought.Text), Protected = thought.ProtectedData });
                    break;
                default:
                    break;
            }
        }

        return new ModelCallEnded
        {
            Participant = participant,
            Model = reasoning.Count > 0 ? model : null,
            Text = Filled(text),
            Calls = calls.Count > 0 ? calls : null,
            Private = reasoning.Count > 0 ? reasoning : null,
            Finish = response.FinishReason?.Value,
            Usage = UsageOf(response),
        };
    }

    /// <summary>The tokens that the reply used, if the provider reports them.</summary>
    public static TokenUsage? UsageOf(ChatResponse response) =>
        response.Usage is { } usage ? new TokenUsage(usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0) : null;

    private static ModelToolCall CallOf(FunctionCallContent call, CallId id) =>
        new()
        {
            CallId = id,
            Name = call.Name,
            Arguments = call.Exception is null ? ArgumentsOf(call.Arguments) : JsonText.EmptyObject,
            Malformed = call.Exception is null ? null : "The arguments are not valid JSON.",
        };

    private static JsonText ArgumentsOf(IDictionary<string, object?>? arguments)
    {
        if (arguments is not { Count: > 0 })
            return JsonText.EmptyObject;
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Compact))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in arguments)
            {
                writer.WritePropertyName(name);
                if (value is JsonElement element)
                    element.WriteTo(writer);
                else
                    JsonSerializer.Serialize(writer, value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value?.GetType() ?? typeof(object)));
            }

            writer.WriteEndObject();
        }

        return JsonText.Trusted(Encoding.UTF8.GetString(json.WrittenSpan));
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
