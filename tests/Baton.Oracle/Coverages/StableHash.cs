using System.Runtime.InteropServices;
using System.Text.Json;

namespace Baton.Oracle.Coverages;

/// <summary>FNV-1a over 64 bits: the same in every process and on every machine.</summary>
internal static class StableHash
{
    public const ulong Start = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
            hash = (hash ^ one) * Prime;
        return hash;
    }

    public static ulong Add(ulong hash, ulong other)
    {
        for (var bits = 0; bits < 64; bits += 8)
            hash = (hash ^ ((other >> bits) & 0xff)) * Prime;
        return hash;
    }

    /// <summary>Adds a value as it is written.</summary>
    public static ulong Add(ulong hash, JsonElement value) => Add(hash, JsonMarshal.GetRawUtf8Value(value));
}
