namespace Baton.Oracle.Worlds;

/// <summary>A customer's message in the journal.</summary>
internal sealed class Message
{
    public required string Id { get; init; }

    public required Entry Received { get; init; }

    /// <summary>The first entry behind it that answers it.</summary>
    public Entry? Answer { get; set; }

    /// <summary>What the customer was told meanwhile.</summary>
    public List<Entry> Interims { get; } = [];
}
