using Baton.Texts.Routers.Features;

namespace Baton.Tests.Routers;

public sealed class ExactMathTests
{
    [Fact]
    public void Logarithm_and_exponential_are_those_of_the_library_but_for_the_last_digits()
    {
        for (var at = -600; at <= 600; at++)
        {
            var number = at / 3.0;
            Assert.Equal(1, ExactMath.Exp(number) / Math.Exp(number), 12);
            Assert.Equal(number, ExactMath.Log(Math.Exp(number)), 10);
            Assert.Equal(1 / (1 + Math.Exp(-number)), ExactMath.Sigmoid(number), 12);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    public void Sums_and_shares_of_powers_count_each_score_once(int count)
    {
        var scores = Enumerable.Range(0, count).Select(at => (at % 3) - 1.25 + (0.1 * at)).ToArray();
        var (sum, weighted) = ExactMath.Powers(scores, 0.5, 0.25);
        Assert.Equal(scores.Sum(score => Math.Exp((score - 0.5) / 0.25)), sum, 12);
        Assert.Equal(scores.Sum(score => (score - 0.5) / 0.25 * Math.Exp((score - 0.5) / 0.25)), weighted, 12);

        var shares = new double[count];
        ExactMath.Softmax(scores, 0.25, shares);
        Assert.Equal(
            scores.Select(score => Math.Exp((score - 0.5) / 0.25) / sum),
            shares,
            (expected, actual) => Math.Abs(expected - actual) < 1e-12
        );
    }
}
