using System.Text.Json.Serialization;

namespace Baton.Texts.Clearances;

/// <summary>
/// How sensitive data is, and what a reader may see: an agent reads data up to its clearance, and a stable mask in place of everything
/// above.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Clearance>))]
public enum Clearance
{
    /// <summary>Everybody in the team may see it. The default of agents, tools and text.</summary>
    [JsonStringEnumMemberName("normal")]
    Normal = 0,

    /// <summary>Payment card and bank account numbers, social security numbers, and what the team's policy names.</summary>
    [JsonStringEnumMemberName("sensitive")]
    Sensitive = 1,

    /// <summary>Data that gives access: passwords, PINs, card codes, keys and tokens.</summary>
    [JsonStringEnumMemberName("secret")]
    Secret = 2,
}
