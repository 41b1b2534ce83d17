using Baton.Texts.Routers.Features;

namespace Baton.Texts.Routers;

/// <summary>Turns scores into confidences.</summary>
/// <param name="Temperature">If texts have one route: the temperature of the scores.</param>
/// <param name="Doubt">If texts have one route: the share of confidence that is divided among all routes.</param>
/// <param name="Slope">If texts have several routes: the factor of a score.</param>
/// <param name="Offset">If texts have several routes: the constant that is added.</param>
/// <param name="Several">Whether each route has a confidence of its own.</param>
internal sealed record Calibration(double Temperature, double Doubt, double Slope, double Offset, bool Several)
{
    /// <summary>The confidence of each route.</summary>
    public double[] Confidences(ReadOnlySpan<double> scores)
    {
        var confidences = new double[scores.Length];
        if (!Several)
        {
            ExactMath.Softmax(scores, Temperature, confidences);
            for (var route = 0; route < confidences.Length; route++)
                confidences[route] = ((1 - Doubt) * confidences[route]) + (Doubt / confidences.Length);
        }
        else
        {
            for (var route = 0; route < scores.Length; route++)
                confidences[route] = ExactMath.Sigmoid((Slope * scores[route]) + Offset);
        }

        return confidences;
    }

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Temperature);
        writer.Write(Doubt);
        writer.Write(Slope);
        writer.Write(Offset);
        writer.Write(Several);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Calibration Read(BinaryReader reader) =>
        new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadBoolean());
}
