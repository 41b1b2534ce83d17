using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Cli.Output;

namespace Baton.Cli.Evals.Confidences;

/// <summary>The confidence of an answer and whether it was right: one JSON object per line.</summary>
internal sealed record Prediction
{
    /// <summary>The confidence, from 0 to 1.</summary>
    [JsonRequired]
    [JsonNumberHandling(JsonNumberHandling.Strict)]
    public double Confidence { get; init; }

    [JsonRequired]
    public bool Correct { get; init; }

    /// <summary>Reads files. An error names the line.</summary>
    public static List<(double Confidence, bool Right)> ReadFiles(IEnumerable<UserPath> paths) =>
        [.. paths.SelectMany(path => JsonFile.Read(path, "prediction", Read))];

    private static (double Confidence, bool Right) Read(string line)
    {
        var prediction = JsonSerializer.Deserialize(line, EvalInput.Default.Prediction) ?? throw new FormatException("it is null.");
        return prediction.Confidence is >= 0 and <= 1
            ? (prediction.Confidence, prediction.Correct)
            : throw new FormatException("'confidence' must be a number from 0 to 1.");
    }
}
