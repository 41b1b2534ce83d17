using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Deciding;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams;
using Baton.Texts.Replies;
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

    /// <summary>The entry for a reply.</summary>
    /// <param name="response">The provider's reply.</param>
    /// <param name="call">The call that it answers.</param>
    /// <param name="team">The team of its agent.</param>
    public static ModelCallEnded Of(ChatResponse response, ModelCall call, Team team)
    {
        var session = call.Session;
        var offered = call.Request?.Options.Tools ?? [];
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
                    case FunctionCallContent made:
                        (calls ??= new(contents.Count - place)).Add(CallOf(made, session.NextCallId(calls.Count), call.Member, offered));
                        break;
                    case TextReasoningContent thought:
                        (reasoning ??= []).Add(new PrivateBlock { Text = Filled(thought.Text), Protected = thought.ProtectedData });
                        break;
                    default:
                        break;
                }
            }
        }

        bool? isRead = text is not null && ReadText(ref text, ref calls, call, team) ? true : null;
        return new ModelCallEnded
        {
            Participant = call.Agent,
            Model = reasoning is null ? null : call.Binding.Label,
            Text = Filled(text) is { } words ? team.EverybodysAccess.InWords(words) : null,
            Calls = calls,
            ReadFromText = isRead,
            Private = reasoning,
            Finish = response.FinishReason?.Value,
            Usage = ReportedUsage.Of(response, call.Binding, team),
        };
    }

    // Leaves in the text what is for the customer, and adds the calls that were written in it. Returns whether there are any.
    private static bool ReadText(ref string text, ref List<ModelToolCall>? calls, ModelCall call, Team team)
    {
        var isRead = false;
        if (ModelText.Read(text, call.Member.HasTool, CustomerText.MayBeData(team, call.Member)) is { } read)
        {
            text = read.Words;
            var made = calls?.Count ?? 0;
            foreach (var written in read.Calls)
            {
                // Some models make a call and write it too.
                if (calls?.FindIndex(0, made, one => one.Name == written.Name) >= 0)
                    continue;
                (calls ??= new(read.Calls.Count)).Add(
                    Checked(
                        new ModelToolCall
                        {
                            CallId = call.Session.NextCallId(calls.Count),
                            Name = written.Name,
                            Arguments = JsonText.Trusted(written.Arguments),
                        },
                        call.Member
                    )
                );
                isRead = true;
            }
        }

        // Without calls the reply is corrected. Beside calls, text that is not for customers is superfluous.
        if (calls is not null && CustomerText.FaultOf(text, team, call.Member) != TextFault.None)
            text = "";
        return isRead;
    }

    private static ModelToolCall CallOf(FunctionCallContent call, CallId id, TeamMember member, IList<AITool> offered)
    {
        var isKnown = member.HasTool(call.Name);
        var meant = isKnown ? null : MeantTool.Of(call.Name, offered) ?? MeantTool.OfAgent(call.Name, call.Arguments, offered);
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

        var record = new ModelToolCall
        {
            CallId = id,
            Name = name,
            Arguments = arguments,
            Malformed = malformed,
            Named = name == call.Name ? null : call.Name,
            Wrapped = wrapper,
            Offered = isKnown || meant is not null ? null : [.. offered.Select(tool => tool.Name)],
        };
        return malformed is null ? Checked(record, member) : record;
    }

    // With the arguments as they were meant, or what is wrong with them. Decided here once, so that a restart finds the same call.
    private static ModelToolCall Checked(ModelToolCall call, TeamMember member)
    {
        if (member.SchemaOf(call.Name) is not { } schema)
            return call;
        var read = schema.Read(call.Name, call.Arguments);
        return read is { Misfit: null, Written: null }
            ? call
            : call with
            {
                Arguments = read.Arguments,
                Written = read.Written,
                Dropped = read.Dropped,
                Misfit = read.Misfit,
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

    private static string? Filled(string? text) => BlankText.Is(text) ? null : text;
}
