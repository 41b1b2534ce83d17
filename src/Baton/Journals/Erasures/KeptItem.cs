using System.Buffers;
using System.Text;
using System.Text.Json;
using Baton.Journals.SharedStates;

namespace Baton.Journals.Erasures;

/// <summary>
/// A place where a store keeps something of a customer. What is erased and what is exported are both told by place, so neither can know
/// of one that the other does not.
/// </summary>
public enum KeptPlace
{
    /// <summary>An entry of a conversation.</summary>
    Entry,

    /// <summary>A message that waits to become an entry.</summary>
    Inbox,

    /// <summary>A ticket or an approval that waits for a person.</summary>
    Waiting,

    /// <summary>When a conversation is due next.</summary>
    Due,

    /// <summary>Who works on a conversation.</summary>
    Lease,

    /// <summary>What a conversation had come to, kept beside its entries.</summary>
    Snapshot,

    /// <summary>What one call or act made of shared state.</summary>
    StateUpdate,

    /// <summary>The conversation in the list of all.</summary>
    Conversation,

    /// <summary>A value that the customer's conversations share.</summary>
    State,
}

/// <summary>One thing that a store keeps of a customer.</summary>
/// <param name="Place">Where.</param>
/// <param name="Content">All of it, as JSON: an entry as its line, a row of another place as an object.</param>
public sealed record KeptItem(KeptPlace Place, JsonText Content)
{
    // As deep as a snapshot may be (SnapshotJson), with some room.
    private const int DeepestSnapshot = 256;

    /// <summary>An item whose content is an object.</summary>
    /// <param name="place">Where it is kept.</param>
    /// <param name="write">Writes its members.</param>
    public static KeptItem Of(KeptPlace place, Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return new KeptItem(place, JsonText.Trusted(Encoding.UTF8.GetString(bytes.WrittenSpan)));
    }

    /// <summary>An entry.</summary>
    public static KeptItem Of(JournalEntry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        return new KeptItem(KeptPlace.Entry, JsonText.Trusted(Encoding.UTF8.GetString(line.WrittenSpan)));
    }

    /// <summary>A message in the inbox.</summary>
    public static KeptItem Of(InboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Of(
            KeptPlace.Inbox,
            writer =>
            {
                if (message.Customer is { } customer)
                    writer.WriteString("customer", customer.Value);
                writer.WritePropertyName("message");
                writer.WriteRawValue(Of(message.Received).Content.ToString(), skipInputValidation: true);
            }
        );
    }

    /// <summary>What waits for a person.</summary>
    public static IEnumerable<KeptItem> Of(WaitingList waiting)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        using var items = JsonDocument.Parse(waiting.ToJson());
        return [.. items.RootElement.EnumerateArray().Select(one => new KeptItem(KeptPlace.Waiting, JsonText.Trusted(one.GetRawText())))];
    }

    /// <summary>A due time.</summary>
    public static KeptItem Of(Due due) =>
        Of(
            KeptPlace.Due,
            writer =>
            {
                writer.WriteString("team", due.Team);
                writer.WriteString("at", due.At);
                writer.WriteString("of", due.Of);
            }
        );

    /// <summary>A lease.</summary>
    public static KeptItem Of(Lease lease) =>
        Of(
            KeptPlace.Lease,
            writer =>
            {
                writer.WriteString("owner", lease.Owner);
                writer.WriteNumber("beat", lease.Beat);
            }
        );

    /// <summary>A snapshot. Its body is JSON, or else shown in base64.</summary>
    public static KeptItem Of(JournalSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Of(
            KeptPlace.Snapshot,
            writer =>
            {
                writer.WriteNumber("version", snapshot.Version);
                writer.WriteNumber("read_from", snapshot.ReadFrom);
                if (IsJson(snapshot.Body.Span))
                {
                    writer.WritePropertyName("body");
                    writer.WriteRawValue(snapshot.Body.Span, skipInputValidation: true);
                }
                else
                    writer.WriteBase64String("body", snapshot.Body.Span);
            }
        );
    }

    /// <summary>A shared value of the customer.</summary>
    public static KeptItem OfState(string key, StateValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Of(
            KeptPlace.State,
            writer =>
            {
                writer.WriteString("key", key);
                WriteMembers(writer, value);
            }
        );
    }

    /// <summary>What an update of shared state made.</summary>
    public static KeptItem OfUpdate(string id, IReadOnlyList<StateValue> made)
    {
        ArgumentNullException.ThrowIfNull(made);
        return Of(
            KeptPlace.StateUpdate,
            writer =>
            {
                writer.WriteString("id", id);
                writer.WriteStartArray("made");
                foreach (var value in made)
                {
                    writer.WriteStartObject();
                    WriteMembers(writer, value);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }
        );
    }

    private static void WriteMembers(Utf8JsonWriter writer, StateValue value)
    {
        writer.WriteNumber("revision", value.Revision);
        if (value.Value is not { } content)
            return;
        writer.WritePropertyName("value");
        writer.WriteRawValue(content.ToString(), skipInputValidation: true);
    }

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestSnapshot });
            while (reader.Read()) { }
            return !body.IsEmpty;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
