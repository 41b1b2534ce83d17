using Baton.Routers.Texts;

namespace Baton.Routers.Learning;

/// <summary>
/// The one number that turns scores into probabilities that hold (temperature scaling: Guo, Pleiss, Sun and Weinberger, ICML 2017): the one
/// under which held-out labels are most likely.
/// </summary>
internal static class Temperature
{
    private const double Least = 0.02;
    private const double Most = 2;
    private const int Steps = 40;

    /// <summary>Finds the temperature.</summary>
    /// <param name="scores">The scores of all classes for each held-out text.</param>
    /// <param name="labels">The right class of each.</param>
    /// <param name="expected">What it is without any held-out text.</param>
    /// <param name="stiffness">How many texts that expectation counts for.</param>
    public static double Fit(IReadOnlyList<double[]> scores, IReadOnlyList<int> labels, double expected, double stiffness)
    {
        // Golden section over the logarithm: the loss has one minimum in 1 / t.
        const double ratio = 0.6180339887498949;
        var (low, high) = (ExactMath.Log(Least), ExactMath.Log(Most));
        for (var step = 0; step < Steps; step++)
        {
            var (left, right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            if (Loss(left) < Loss(right))
                high = right;
            else
                low = left;
        }

        return ExactMath.Exp((low + high) / 2);

        double Loss(double logarithm)
        {
            var temperature = ExactMath.Exp(logarithm);
            var away = logarithm - ExactMath.Log(expected);
            var loss = stiffness * away * away;
            for (var text = 0; text < labels.Count; text++)
            {
                var all = scores[text];
                var most = all.Max();
                var sum = 0.0;
                foreach (var score in all)
                    sum += ExactMath.Exp((score - most) / temperature);
                loss += ExactMath.Log(sum) - ((all[labels[text]] - most) / temperature);
            }

            return loss;
        }
    }
}
