using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Cli.Evals.Confidences;
using Baton.Cli.Evals.Handoffs;
using Baton.Cli.Evals.Routing;
using Baton.Cli.Evals.Switching;

namespace Baton.Cli.Evals;

/// <summary>The JSON form of the evaluation data, source-generated: the published command line has no reflection for it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(Dialogue))]
[JsonSerializable(typeof(Prediction))]
[JsonSerializable(typeof(RoutingText))]
[JsonSerializable(typeof(TaskDialogue))]
internal sealed partial class EvalInput : JsonSerializerContext;
