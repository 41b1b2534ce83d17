using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Journals.Erasures;

/// <summary>
/// What is left of conversations that were erased: that it was done, when and by whom, and the head that each chain had. It names neither
/// the customer nor the conversations. A store chains its erasures as it chains entries, so that none can be changed later.
/// </summary>
/// <param name="Number">Its number, from 1; each tenant of a store has its own.</param>
/// <param name="At">When it was done.</param>
/// <param name="By">Who erased.</param>
/// <param name="Reason">Why; null if nobody said.</param>
/// <param name="Conversations">What each erased conversation was.</param>
public sealed record Erasure(
    long Number,
    [property: JsonConverter(typeof(TimestampJsonConverter))] DateTimeOffset At,
    string By,
    string? Reason,
    IReadOnlyList<ErasedConversation> Conversations
)
{
    /// <summary>The record of an erasure that is made now.</summary>
    public static Erasure Of(long number, ErasureNote note, IReadOnlyList<ErasedConversation> conversations)
    {
        ArgumentNullException.ThrowIfNull(note);
        return new Erasure(number, TimestampJsonConverter.Truncate(note.At), note.By, note.Reason, conversations);
    }

    /// <summary>The hash before a tenant's first erasure.</summary>
    public static byte[] StartHash(TenantId tenant = default) =>
        JournalCodec.HashOf(tenant.IsNone ? "baton-erasures" : "baton-erasures:" + tenant.Value);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JournalException">It is damaged.</exception>
    public static Erasure FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, JournalJson.Default.Erasure) ?? throw new JsonException("There is no erasure.");
        }
        catch (JsonException error)
        {
            throw new JournalException(JournalFault.Corrupt, $"The record of an erasure cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The erasure on one line, as a store keeps and hashes it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JournalJson.Default.Erasure);
}

/// <summary>A conversation that was erased.</summary>
/// <param name="Entries">How many entries it had.</param>
/// <param name="Head">The hash after the last of them, in lower-case hexadecimal. Whoever kept it elsewhere sees that the conversation was
/// erased and not lost.</param>
public sealed record ErasedConversation(long Entries, string Head);

/// <summary>Who erases, when and why. The store keeps all three for ever, so the reason must not name the customer.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why; null to leave it open.</param>
public sealed record ErasureNote(DateTimeOffset At, string By, string? Reason = null);
