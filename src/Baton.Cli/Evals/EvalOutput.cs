using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Cli.Evals.Confidences;
using Baton.Cli.Evals.Handoffs;
using Baton.Cli.Evals.Routing;
using Baton.Cli.Evals.Switching;

namespace Baton.Cli.Evals;

/// <summary>The JSON form of what the evaluations print, source-generated: the published command line has no reflection for it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ConfidenceReport))]
[JsonSerializable(typeof(CarryOverReport))]
[JsonSerializable(typeof(WrittenBriefing))]
[JsonSerializable(typeof(RoutingReport))]
[JsonSerializable(typeof(PredictedText))]
[JsonSerializable(typeof(SwitchingFigures))]
internal sealed partial class EvalOutput : JsonSerializerContext
{
    // Made when it is first asked for: the generated part may not be initialised before.
    /// <summary>The same for what quotes texts, which stay readable in every language.</summary>
    public static EvalOutput Quoting =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
