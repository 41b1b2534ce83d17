using Baton.Texts.Routers.Features;

namespace Baton.Texts.Routers.Learning;

/// <summary>
/// Calibrates scores to probabilities: the temperature under which held-out labels are most likely (temperature scaling: Guo, Pleiss, Sun
/// and Weinberger, ICML 2017), and how often even the most confident label is wrong, because labels are a matter of taste or contain
/// mistakes.
/// </summary>
internal static class Temperature
{
    private const double Least = 0.02;
    private const double Most = 2;

    // This many sections narrow the logarithm's range to half a hundredth.
    private const int Steps = 14;

    private static readonly double[] Doubts = [0, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05];

    /// <summary>Finds the temperature, and the share of probability that goes to all classes alike.</summary>
    /// <param name="scores">The scores of all classes for each held-out text.</param>
    /// <param name="labels">The right class of each.</param>
    /// <param name="expected">The result without any held-out text.</param>
    /// <param name="stiffness">The number of texts that this expectation counts as.</param>
    public static (double Temperature, double Doubt) Fit(
        IReadOnlyList<double[]> scores,
        IReadOnlyList<int> labels,
        double expected,
        double stiffness
    )
    {
        // Golden section over the logarithm: the loss has one minimum in 1 / t.
        const double ratio = 0.6180339887498949;
        var (low, high) = (ExactMath.Log(Least), ExactMath.Log(Most));
        var (left, right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
        var (atLeft, atRight) = (Loss(left).Least, Loss(right).Least);
        for (var step = 0; step < Steps; step++)
        {
            if (atLeft < atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (ratio * (high - low));
                atLeft = Loss(left).Least;
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (ratio * (high - low));
                atRight = Loss(right).Least;
            }
        }

        var middle = (low + high) / 2;
        return (ExactMath.Exp(middle), Loss(middle).Doubt);

        (double Least, double Doubt) Loss(double logarithm)
        {
            var temperature = ExactMath.Exp(logarithm);
            var away = logarithm - ExactMath.Log(expected);
            var losses = new double[Doubts.Length];
            for (var text = 0; text < labels.Count; text++)
            {
                var probability = 1 / ExactMath.Powers(scores[text], scores[text][labels[text]], temperature).Sum;
                for (var doubt = 0; doubt < losses.Length; doubt++)
                    losses[doubt] -= ExactMath.Log(
                        Math.Max(((1 - Doubts[doubt]) * probability) + (Doubts[doubt] / scores[text].Length), 1e-300)
                    );
            }

            var best = 0;
            for (var doubt = 1; doubt < losses.Length; doubt++)
                best = losses[doubt] < losses[best] ? doubt : best;
            return (losses[best] + (stiffness * away * away), Doubts[best]);
        }
    }
}
