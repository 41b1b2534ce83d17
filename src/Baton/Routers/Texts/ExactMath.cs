namespace Baton.Routers.Texts;

/// <summary>
/// Exponential and logarithm from additions, multiplications and divisions alone. IEEE 754 fixes those to the last bit, while the library
/// functions of platforms differ there: the same examples must make the same bytes on every machine.
/// </summary>
internal static class ExactMath
{
    private const double Ln2 = 0.693147180559945309417232121458;

    /// <summary>The natural logarithm of a positive, finite number.</summary>
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

    /// <summary>e to the power of a number; 0 below -700, and the value at 700 above it.</summary>
    public static double Exp(double value)
    {
        if (value < -700)
            return 0;
        value = Math.Min(value, 700);
        var exponent = (int)Math.Floor((value / Ln2) + 0.5);
        var rest = value - (exponent * Ln2);
        var sum = 1.0;
        for (var term = 14; term >= 1; term--)
            sum = 1 + (sum * rest / term);
        return sum * BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
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
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
            sum += probabilities[i] = Exp((scores[i] - most) / temperature);
        for (var i = 0; i < scores.Length; i++)
            probabilities[i] /= sum;
    }
}
