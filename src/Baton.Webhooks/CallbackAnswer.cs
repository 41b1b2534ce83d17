using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Runtime.Callbacks;

namespace Baton.Webhooks;

/// <summary>The answer to a system that called back.</summary>
public sealed class CallbackAnswer
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private CallbackAnswer(int status, string contentType, string body) => (Status, ContentType, Body) = (status, contentType, body);

    /// <summary>
    /// The HTTP status: 200 if the act is in the journal, now or from before. Any other status means that nothing changed.
    /// </summary>
    public int Status { get; }

    /// <summary><c>application/json</c>, or <c>application/problem+json</c> (RFC 9457).</summary>
    public string ContentType { get; }

    /// <summary>The body: JSON on one line.</summary>
    public string Body { get; }

    /// <summary>Completes when agents have finished what follows from the act. Nobody needs to await it; it never fails.</summary>
    public Task Completion { get; private init; } = Task.CompletedTask;

    internal static CallbackAnswer To(Callback callback, CallbackResult result)
    {
        if (result.Entry is not { } entry)
        {
            var (status, title) = HttpFor(result.Refusal);
            return Problem(status, title, result.Detail ?? "");
        }

        var body = Written(writer =>
        {
            writer.WriteString("ticket", callback.Ticket.Value);
            writer.WriteString("act", JsonNamingPolicy.SnakeCaseLower.ConvertName(callback.Act.ToString()));
            writer.WriteNumber("entry", entry);
        });
        return new CallbackAnswer(200, "application/json", body) { Completion = result.Completion };
    }

    internal static CallbackAnswer Problem(int status, string title, string detail)
    {
        var body = Written(writer =>
        {
            writer.WriteString("title", title);
            writer.WriteNumber("status", status);
            writer.WriteString("detail", detail);
        });
        return new CallbackAnswer(status, "application/problem+json", body);
    }

    private static (int Status, string Title) HttpFor(CallbackRefusal? refusal) =>
        refusal switch
        {
            CallbackRefusal.NoSuchTicket => (404, "No such ticket"),
            CallbackRefusal.AtAnotherDesk => (403, "Not yours"),
            CallbackRefusal.NotOpen => (409, "Not open"),
            CallbackRefusal.IdInUse => (409, "Used before"),
            _ => (409, "Not now"),
        };

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Form))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
