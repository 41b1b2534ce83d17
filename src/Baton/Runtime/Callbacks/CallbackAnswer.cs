using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Journals.Entries;

namespace Baton.Runtime.Callbacks;

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
    public Task Completion { get; internal set; } = Task.CompletedTask;

    internal static CallbackAnswer Done(CallbackReceived received) => new(200, "application/json", Written(writer =>
    {
        writer.WriteString("ticket", received.Ticket.Value);
        writer.WriteString("act", JsonNamingPolicy.SnakeCaseLower.ConvertName(received.Act.ToString()));
        writer.WriteNumber("entry", received.Seq + 1);
    }));

    internal static CallbackAnswer Problem(int status, string title, string detail) => new(status, "application/problem+json", Written(writer =>
    {
        writer.WriteString("title", title);
        writer.WriteNumber("status", status);
        writer.WriteString("detail", detail);
    }));

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
