using Baton.Routers.Texts;

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
}
