using System.Text.Json.Serialization;
using Baton.Journals.Erasures;

namespace Baton.Journals;

/// <summary>
/// The JSON form of journal entries, source-generated: snake_case, absent fields not written. The depth leaves room around a <see
/// cref="JsonText"/>, which may be 64 levels deep itself.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    MaxDepth = 128
)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(Erasure))]
internal sealed partial class JournalJson : JsonSerializerContext;
