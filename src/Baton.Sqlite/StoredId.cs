using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>A conversation of a store: its id is its tenant's own.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Conversation">Its id there.</param>
internal readonly record struct StoredId(TenantId Tenant, ConversationId Conversation)
{
    /// <summary>The hash before its first entry.</summary>
    public byte[] StartHash() => JournalCodec.StartHash(Conversation, Tenant);
}
