using Baton.Texts.Routers.Features;

namespace Baton.Texts.Routers.Learning;

/// <summary>
/// A conditional logit (McFadden 1974): each option is chosen with a probability proportional to e to the weighted sum of its features.
/// Fitted by Newton's method with a prior on the weights.
/// </summary>
internal static class Choices
{
    private const int MostRounds = 30;
    private const double Tolerance = 1e-6;

    /// <summary>Fits the weights.</summary>
    /// <param name="options">The features of each option, for each choice.</param>
    /// <param name="chosen">The option that was chosen, for each choice.</param>
    /// <param name="expected">The prior's mean.</param>
    /// <param name="stiffness">The prior's precision: the inverse of the variance.</param>
    public static double[] Fit(IReadOnlyList<double[][]> options, IReadOnlyList<int> chosen, double[] expected, double stiffness)
    {
        double[] weights = [.. expected];
        for (var round = 0; round < MostRounds; round++)
        {
            var gradient = new double[weights.Length];
            var curvature = new double[weights.Length * weights.Length];
            for (var i = 0; i < weights.Length; i++)
            {
                gradient[i] = stiffness * (weights[i] - expected[i]);
                curvature[(i * weights.Length) + i] = stiffness;
            }

            for (var choice = 0; choice < chosen.Count; choice++)
                Add(options[choice], chosen[choice], weights, gradient, curvature);
            LinearEquations.Solve(curvature, gradient);
            for (var i = 0; i < weights.Length; i++)
                weights[i] -= gradient[i];
            if (gradient.Max(Math.Abs) < Tolerance)
                break;
        }

        return weights;
    }

    /// <summary>The probability of each option.</summary>
    public static double[] Probabilities(IReadOnlyList<double[]> options, ReadOnlySpan<double> weights)
    {
        var sums = new double[options.Count];
        for (var option = 0; option < sums.Length; option++)
        {
            for (var i = 0; i < weights.Length; i++)
                sums[option] += weights[i] * options[option][i];
        }

        ExactMath.Softmax(sums, 1, sums);
        return sums;
    }

    private static void Add(double[][] options, int chosen, double[] weights, double[] gradient, double[] curvature)
    {
        var probabilities = Probabilities(options, weights);
        var mean = new double[weights.Length];
        for (var option = 0; option < options.Length; option++)
        {
            for (var i = 0; i < mean.Length; i++)
                mean[i] += probabilities[option] * options[option][i];
        }

        for (var i = 0; i < mean.Length; i++)
            gradient[i] += mean[i] - options[chosen][i];
        for (var option = 0; option < options.Length; option++)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                var left = probabilities[option] * (options[option][i] - mean[i]);
                for (var j = 0; j < mean.Length; j++)
                    curvature[(i * weights.Length) + j] += left * (options[option][j] - mean[j]);
            }
        }
    }
}
