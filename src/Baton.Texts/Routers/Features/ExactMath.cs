using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Baton.Texts.Routers.Features;

/// <summary>
/// Exponential and logarithm from additions, multiplications and divisions alone. IEEE 754 defines those to the last bit, while platforms'
/// library functions differ there, and the same examples must give the same bytes on every machine.
/// </summary>
internal static class ExactMath
{
    private const int Lanes = 4;
    private const double Ln2 = 0.693147180559945309417232121458;

    // 1 / n!, up to the term that is below the last bit for an argument of at most ln 2 / 2.
    private static readonly double[] InverseFactorials =
    [
        1,
        1,
        1.0 / 2,
        1.0 / 6,
        1.0 / 24,
        1.0 / 120,
        1.0 / 720,
        1.0 / 5_040,
        1.0 / 40_320,
        1.0 / 362_880,
        1.0 / 3_628_800,
        1.0 / 39_916_800,
        1.0 / 479_001_600,
        1.0 / 6_227_020_800,
    ];

    /// <summary>The natural logarithm of a positive, finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // ln m = 2 artanh((m - 1) / (m + 1)), whose series is short because the argument is at most 0.172.
        var part = (mantissa - 1) / (mantissa + 1);
        var square = part * part;
        var sum = 0.0;
        for (var power = 21; power >= 1; power -= 2)
            sum = (sum * square) + (1.0 / power);
        return (exponent * Ln2) + (2 * part * sum);
    }

    /// <summary>e to the power of a number, which is limited to -700 to 700.</summary>
    public static double Exp(double value) => Exp(Vector256.Create(value)).ToScalar();

    /// <summary>e to the power of each of four numbers, which are limited to -700 to 700.</summary>
    public static Vector256<double> Exp(Vector256<double> values)
    {
        values = Vector256.Min(Vector256.Max(values, Vector256.Create(-700.0)), Vector256.Create(700.0));
        var exponents = Vector256.Floor((values * (1 / Ln2)) + Vector256.Create(0.5));
        var rest = values - (exponents * Ln2);
        var sum = Vector256.Create(InverseFactorials[^1]);
        for (var term = InverseFactorials.Length - 2; term >= 0; term--)
            sum = (sum * rest) + Vector256.Create(InverseFactorials[term]);

        // Beside 1.5 * 2^52 the whole number stands in the lowest bits: from there it goes to where the exponent is.
        var power = (exponents + Vector256.Create(6_755_399_441_055_744.0 + 1023)).AsInt64() << 52;
        return sum * power.AsDouble();
    }

    /// <summary>The logistic function: 1 / (1 + e^-x).</summary>
    public static double Sigmoid(double value)
    {
        if (value >= 0)
            return 1 / (1 + Exp(-value));
        var power = Exp(value);
        return power / (1 + power);
    }

    /// <summary>Turns scores into probabilities that add up to 1: e^(s/t) over the sum of all.</summary>
    public static void Softmax(ReadOnlySpan<double> scores, double temperature, Span<double> probabilities)
    {
        var most = double.NegativeInfinity;
        foreach (var score in scores)
            most = Math.Max(most, score);
        var (sum, _) = Powers(scores, most, temperature);
        for (var at = 0; at < scores.Length; at += Lanes)
        {
            var powers = Exp((Read(scores, at, most) - Vector256.Create(most)) / temperature) / sum;
            for (var lane = 0; lane < Lanes && at + lane < scores.Length; lane++)
                probabilities[at + lane] = powers[lane];
        }
    }

    /// <summary>The sum of e^x, and that of x e^x, over x = (s - origin) / temperature of all scores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sum, double Weighted) Powers(ReadOnlySpan<double> scores, double origin, double temperature)
    {
        var (sums, weighted) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var at = 0; at < scores.Length; at += Lanes)
        {
            // Lanes after the last score add e^-700, which is below the last bit of any sum.
            var x = (Read(scores, at, origin - (700 * temperature)) - Vector256.Create(origin)) / temperature;
            var powers = Exp(x);
            sums += powers;
            weighted += powers * x;
        }

        return (sums[0] + sums[1] + (sums[2] + sums[3]), weighted[0] + weighted[1] + (weighted[2] + weighted[3]));
    }

    private static Vector256<double> Read(ReadOnlySpan<double> scores, int at, double instead) =>
        at + Lanes <= scores.Length
            ? Vector256.Create(scores.Slice(at, Lanes))
            : Vector256.Create(
                scores[at],
                at + 1 < scores.Length ? scores[at + 1] : instead,
                at + 2 < scores.Length ? scores[at + 2] : instead,
                instead
            );
}
