using System.Text.Json.Serialization;

namespace Baton.Texts.Clearances;

/// <summary>
/// How far data may be seen, and how far a reader may see: an agent reads what is at most as sensitive as its clearance, and a stable
/// mask in place of everything above.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Clearance>))]
public enum Clearance
{
    /// <summary>Everybody in the team may see it. The default of agents, tools and text.</summary>
    [JsonStringEnumMemberName("normal")] Normal = 0,

    /// <summary>Numbers of payment cards and bank accounts, social security numbers, and what the team names.</summary>
    [JsonStringEnumMemberName("sensitive")] Sensitive = 1,

    /// <summary>What opens something: passwords, PINs, card codes, keys and tokens.</summary>
    [JsonStringEnumMemberName("secret")] Secret = 2,
}
