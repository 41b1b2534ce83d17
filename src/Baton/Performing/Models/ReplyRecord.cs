using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.Teams;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Models;

/// <summary>Converts a model's reply to a journal entry that is independent of the provider.</summary>
internal static class ReplyRecord
{
    private const int LongestKept = 64 * 1024;
    private const string NotJson = "The arguments are not valid JSON.";

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Json, Utf8JsonWriter Writer)? kept;

    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = JsonText.Deepest,
    };

    /// <summary>Converts it.</summary>
    /// <param name="response">The reply.</param>
    /// <param name="member">The agent.</param>
    /// <param name="offered">The tools that its model was offered; null for none.</param>
    /// <param name="model">The model.</param>
    /// <param name="session">The conversation or leg.</param>
    public static ModelCallEnded Of(ChatResponse response, TeamMember member, IList<AITool>? offered, string? model, LegSession session)
    {
        List<ModelToolCall>? calls = null;
        List<PrivateBlock>? reasoning = null;
        string? text = null;
        for (var index = 0; index < response.Messages.Count; index++)
        {
            var contents = response.Messages[index].Contents;
            for (var place = 0; place < contents.Count; place++)
            {
                switch (contents[place])
                {
                    case TextContent said:
                        text = text is null ? said.Text : text + said.Text;
                        break;
                    case FunctionCallContent call:
                        (calls ??= new(contents.Count - place)).Add(CallOf(call, session.NextCallId(calls.Count), member, offered ?? []));
                        break;
                    case TextReasoningContent thought:
                        (reasoning ??= []).Add(new PrivateBlock { Text = Filled(thought.Text), Protected = thought.ProtectedData });
                        break;
                    default:
                        break;
                }
            }
        }

        return new ModelCallEnded
        {
            Participant = member.Agent.Name,
            Model = reasoning is null ? null : model,
            Text = Filled(text),
            Calls = calls,
            Private = reasoning,
            Finish = response.FinishReason?.Value,
            Usage = UsageOf(response),
        };
    }

    /// <summary>The tokens that the reply used, if the provider reports them.</summary>
    public static TokenUsage? UsageOf(ChatResponse response) =>
        response.Usage is { } usage ? new TokenUsage(usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0) : null;

    private static ModelToolCall CallOf(FunctionCallContent call, CallId id, TeamMember member, IList<AITool> offered)
    {
        var isKnown = member.Has(call.Name);
        var meant = isKnown ? null : MeantTool.Of(call.Name, offered);
        var name = isKnown ? call.Name : meant?.Name ?? MeantTool.Cleaned(call.Name);
        var (arguments, malformed) = (JsonText.EmptyObject, call.Exception is not { } error || IsEmpty(error) ? null : NotJson);
        string? wrapper = null;
        try
        {
            if (malformed is null && call.Arguments is { Count: > 0 } given)
            {
                wrapper = WrappedArguments.KeyIn(given);
                var inside = wrapper is null ? null : WrappedArguments.Inside(given, wrapper, meant ?? member.ToolOf(name));
                arguments = ArgumentsOf(inside ?? given);
                wrapper = inside is null ? null : wrapper;
            }
        }
        catch (Exception unwritable) when (unwritable is InvalidOperationException or JsonException)
        {
            malformed = $"The arguments are not valid JSON with at most {JsonText.Deepest} objects or lists within one another.";
        }

        return new ModelToolCall
        {
            CallId = id,
            Name = name,
            Arguments = arguments,
            Malformed = malformed,
            Named = name == call.Name ? null : call.Name,
            Wrapped = wrapper,
            Offered = isKnown || meant is not null ? null : [.. offered.Select(tool => tool.Name)],
        };
    }

    // Arguments of no characters are no arguments.
    private static bool IsEmpty(Exception error) =>
        (error as JsonException ?? error.InnerException) is JsonException empty
        && empty.Message.Contains("not contain any JSON tokens", StringComparison.Ordinal);

    private static JsonText ArgumentsOf(IDictionary<string, object?> arguments)
    {
        if (arguments.Count == 0)
            return JsonText.EmptyObject;
        // Taken from the thread while it is used: the caller's own types are written here, and their converters may come back.
        var (json, writer) = kept ?? NewWriter();
        kept = null;
        writer.WriteStartObject();
        foreach (var (name, value) in arguments as Dictionary<string, object?> ?? new(arguments))
        {
            writer.WritePropertyName(name);
            if (value is JsonElement element)
                element.WriteTo(writer);
            else
                JsonSerializer.Serialize(writer, value, ArgumentJson.Of(value?.GetType() ?? typeof(object)));
        }

        writer.WriteEndObject();
        writer.Flush();
        var text = JsonText.Trusted(Encoding.UTF8.GetString(json.WrittenSpan));
        if (json.Capacity <= LongestKept)
        {
            json.ResetWrittenCount();
            writer.Reset();
            kept = (json, writer);
        }

        return text;
    }

    private static (ArrayBufferWriter<byte> Json, Utf8JsonWriter Writer) NewWriter()
    {
        var json = new ArrayBufferWriter<byte>();
        return (json, new Utf8JsonWriter(json, Compact));
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
