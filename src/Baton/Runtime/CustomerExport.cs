using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Baton.Journals;
using Baton.Journals.Erasures;

namespace Baton.Runtime;

/// <summary>Writes all that a journal keeps of a customer as one JSON document, a conversation at a time.</summary>
internal sealed class CustomerExport(IJournal journal, Stream output) : IDisposable
{
    // It may be shown on a terminal. So what could steer one is escaped, and letters of all scripts stay as they are.
    private static readonly JsonWriterOptions Form = new()
    {
        Indented = true,
        NewLine = "\n",
        MaxDepth = 512,
        Encoder = JavaScriptEncoder.Create(Letters()),
    };

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter writer = new(Stream.Null, Form);

    public async Task WriteAsync(
        CustomerId customer,
        IReadOnlyList<CustomerConversation> conversations,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        writer.Reset(buffer);
        writer.WriteStartObject();
        writer.WriteString("customer", customer.Value);
        writer.WriteString("exported_at", now);
        writer.WriteStartArray("conversations");
        foreach (var conversation in conversations)
        {
            await WriteAsync(conversation, cancellationToken).ConfigureAwait(false);
            await SendAsync(cancellationToken).ConfigureAwait(false);
        }

        writer.WriteEndArray();
        await WriteAsync(journal.ListKeptAsync(customer, cancellationToken)).ConfigureAwait(false);
        writer.WriteEndObject();
        await SendAsync(cancellationToken).ConfigureAwait(false);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => writer.Dispose();

    private async Task WriteAsync(CustomerConversation conversation, CancellationToken cancellationToken)
    {
        var id = conversation.Head.Conversation;
        var status = await ConversationStatus.ReadAsync(journal, id, cancellationToken).ConfigureAwait(false);
        var verified = await journal.VerifyAsync(id, cancellationToken).ConfigureAwait(false);
        writer.WriteStartObject();
        writer.WriteString("conversation", id.Value);
        if (conversation.Team is { } team)
            writer.WriteString("team", team);
        writer.WriteString("opened_at", conversation.Opened);
        writer.WriteString("status", status.IsClosed ? "closed" : "open");
        writer.WriteString("head", verified.Head);
        writer.WriteStartArray("issues");
        foreach (var issue in status.Issues)
            Write(issue);
        writer.WriteEndArray();
        writer.WriteStartArray("tickets");
        foreach (var ticket in status.Tickets)
            Write(ticket);
        writer.WriteEndArray();
        await WriteAsync(journal.ListKeptAsync(id, cancellationToken)).ConfigureAwait(false);
        writer.WriteEndObject();
    }

    private void Write(Issue issue)
    {
        writer.WriteStartObject();
        writer.WriteNumber("issue", issue.Id.Value);
        writer.WriteString("title", issue.Title);
        writer.WriteString("owner", issue.Owner);
        writer.WriteString("status", JsonNamingPolicy.SnakeCaseLower.ConvertName(issue.Status.ToString()));
        if (issue.Reason is { } reason)
            writer.WriteString("reason", reason);
        writer.WriteEndObject();
    }

    private void Write(WaitingTicket ticket)
    {
        writer.WriteStartObject();
        writer.WriteString("ticket", ticket.Ticket.Value);
        writer.WriteString("desk", ticket.Desk);
        writer.WriteString("opened_at", ticket.Since);
        writer.WriteString("reason", ticket.Reason);
        writer.WriteEndObject();
    }

    // What lies in one place comes together.
    private async Task WriteAsync(IAsyncEnumerable<KeptItem> items)
    {
        KeptPlace? place = null;
        await foreach (var item in items.ConfigureAwait(false))
        {
            if (place != item.Place)
            {
                if (place is not null)
                    writer.WriteEndArray();
                writer.WriteStartArray(NameOf(item.Place));
                place = item.Place;
            }

            using var content = JsonDocument.Parse(item.Content.ToString(), Deep);
            content.RootElement.WriteTo(writer);
        }

        if (place is not null)
            writer.WriteEndArray();
    }

    private static string NameOf(KeptPlace place) =>
        place switch
        {
            KeptPlace.Entry => "entries",
            KeptPlace.Inbox => "inbox",
            KeptPlace.Waiting => "waiting",
            KeptPlace.Due => "due",
            KeptPlace.Lease => "leases",
            KeptPlace.Snapshot => "snapshots",
            KeptPlace.StateUpdate => "state_updates",
            KeptPlace.Conversation => "listed",
            KeptPlace.State => "state",
            _ => throw new ArgumentOutOfRangeException(nameof(place)),
        };

    private static TextEncoderSettings Letters()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacters([
            .. Enumerable
                .Range(0, char.MaxValue)
                .Select(code => (char)code)
                .Where(c => char.GetUnicodeCategory(c) == UnicodeCategory.Format),
        ]);
        return settings;
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        buffer.ResetWrittenCount();
    }
}
