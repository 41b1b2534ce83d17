using System.Text.Json;
using Baton.Oracle.Records;

namespace Baton.Oracle.Coverages;

/// <summary>What a world reached, as hashes, to guide a search for worlds that reach something new.</summary>
public static class Features
{
    /// <summary>
    /// The hashes of the pairs and triples of kinds of entries that follow each other in a conversation, and of each kind. A kind is the
    /// type with its codes: cause, trigger, outcome, rung, status and the like.
    /// </summary>
    public static IReadOnlyCollection<ulong> FeaturesOf(WorldRecord record)
    {
        var features = new HashSet<ulong>();
        var lastKinds = new Dictionary<string, (ulong Before, ulong Last)>();
        foreach (var happening in record.Happenings)
        {
            if (happening is not Happening.Appended appended)
                continue;
            var (before, last) = lastKinds.GetValueOrDefault(appended.Conversation);
            foreach (var entry in appended.Entries)
            {
                var kind = KindOf(entry);
                features.Add(kind);
                features.Add(StableHash.Add(StableHash.Add(StableHash.Start, last), kind));
                features.Add(StableHash.Add(StableHash.Add(StableHash.Add(StableHash.Start, before), last), kind));
                (before, last) = (last, kind);
            }

            lastKinds[appended.Conversation] = (before, last);
        }

        return features;
    }

    private static ulong KindOf(JsonElement entry)
    {
        var hash = StableHash.Start;
        hash = Add(hash, entry, "type"u8);
        hash = Add(hash, entry, "trigger"u8);
        hash = Add(hash, entry, "cause"u8);
        hash = Add(hash, entry, "outcome"u8);
        hash = entry.TryGetProperty("rung"u8, out var rung) && rung.ValueKind == JsonValueKind.String ? StableHash.Add(hash, rung) : hash;
        hash = Add(hash, entry, "status"u8);
        hash = Add(hash, entry, "act"u8);
        hash = Add(hash, entry, "of"u8);
        hash = Add(hash, entry, "due"u8);
        hash = Has(hash, entry, "approved"u8, JsonValueKind.True);
        hash = Has(hash, entry, "resolved"u8, JsonValueKind.True);
        hash = Has(hash, entry, "leg"u8, JsonValueKind.String);
        hash = Has(hash, entry, "told"u8, JsonValueKind.String);
        if (entry.TryGetProperty("briefing"u8, out var briefing) && briefing.TryGetProperty("history"u8, out var history))
            hash = Add(hash, history, "reason"u8);
        return hash;
    }

    // Sentences and moments are no codes.
    private static ulong Add(ulong hash, JsonElement entry, ReadOnlySpan<byte> name)
    {
        if (!entry.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return hash;
        if (value.GetString()!.AsSpan().ContainsAnyExcept(Letters))
            return hash;
        return StableHash.Add(StableHash.Add(hash, name), value);
    }

    private static ulong Has(ulong hash, JsonElement entry, ReadOnlySpan<byte> name, JsonValueKind kind) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == kind ? StableHash.Add(hash, name) : hash;

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz_");
}
