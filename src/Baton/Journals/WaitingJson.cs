using System.Text.Json.Serialization;

namespace Baton.Journals;

/// <summary>The JSON form of what waits, source-generated.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    MaxDepth = 128
)]
[JsonSerializable(typeof(IReadOnlyList<Waiting>))]
internal sealed partial class WaitingJson : JsonSerializerContext;
