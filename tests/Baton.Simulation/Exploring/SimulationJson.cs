using System.Text.Json.Serialization;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Exploring;

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(World))]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(IReadOnlyList<long>))]
internal sealed partial class SimulationJson : JsonSerializerContext;
