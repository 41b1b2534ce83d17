using System.Runtime.CompilerServices;
using Baton.Texts.Routers.Features;

namespace Baton.Texts.Routers.Learning;

/// <summary>
/// A small logistic model: the probability of yes is the logistic function of a weighted sum. It is fitted by Newton's method to the
/// maximum of the posterior with a normal prior on the weights, so few examples change little.
/// </summary>
internal static class Logistic
{
    private const int MostRounds = 40;
    private const double Tolerance = 1e-7;

    /// <summary>Fits weights, of which the last is a constant.</summary>
    /// <param name="inputs">The features of each example.</param>
    /// <param name="answers">Whether it is a yes.</param>
    /// <param name="shares">The weight of each example.</param>
    /// <param name="expected">The prior's mean.</param>
    /// <param name="stiffness">The prior's precision for each weight: the inverse of the variance.</param>
    public static double[] Fit(
        IReadOnlyList<double[]> inputs,
        IReadOnlyList<bool> answers,
        IReadOnlyList<double> shares,
        double[] expected,
        double[] stiffness
    )
    {
        var size = expected.Length;
        double[] weights = [.. expected];
        for (var round = 0; round < MostRounds; round++)
        {
            var gradient = new double[size];
            var curvature = new double[size * size];
            for (var i = 0; i < size; i++)
            {
                gradient[i] = stiffness[i] * (weights[i] - expected[i]);
                curvature[(i * size) + i] = stiffness[i] + 1e-9;
            }

            for (var example = 0; example < inputs.Count; example++)
                Add(inputs[example], answers[example], shares[example], weights, gradient, curvature);
            LinearEquations.Solve(curvature, gradient);

            // A step of more than a few units comes from a flat start and overshoots.
            var largest = 0.0;
            foreach (var slope in gradient)
                largest = Math.Max(largest, Math.Abs(slope));
            var scale = largest > 4 ? 4 / largest : 1;
            for (var i = 0; i < size; i++)
                weights[i] -= scale * gradient[i];
            if (largest < Tolerance)
                break;
        }

        return weights;
    }

    /// <summary>The probability of yes.</summary>
    public static double Probability(ReadOnlySpan<double> weights, ReadOnlySpan<double> input)
    {
        var sum = weights[^1];
        for (var i = 0; i < input.Length; i++)
            sum += weights[i] * input[i];
        return ExactMath.Sigmoid(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(double[] input, bool answer, double share, double[] weights, double[] gradient, double[] curvature)
    {
        var size = gradient.Length;
        var probability = Probability(weights, input);
        var error = share * (probability - (answer ? 1 : 0));
        var bend = share * Math.Max(probability * (1 - probability), 1e-6);
        for (var i = 0; i <= input.Length; i++)
        {
            var left = i < input.Length ? input[i] : 1;
            gradient[i] += error * left;
            for (var j = 0; j <= i; j++)
            {
                var product = bend * left * (j < input.Length ? input[j] : 1);
                curvature[(i * size) + j] += product;
                if (i != j)
                    curvature[(j * size) + i] += product;
            }
        }
    }
}
