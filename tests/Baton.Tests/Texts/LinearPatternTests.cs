using Baton.Texts.Expressions;

namespace Baton.Tests.Texts;

/// <summary>A pattern of a stranger's team file costs no more than its size allows, and never ends the process.</summary>
public sealed class LinearPatternTests
{
    [Theory]
    [InlineData('(', ')')]
    [InlineData('[', ']')]
    public void Groups_that_are_too_deep_are_refused(char open, char close)
    {
        foreach (var depth in (int[])[101, 4_000])
        {
            var pattern = new string(open, depth) + "refund" + new string(close, depth);
            Assert.Contains("deep", LinearPattern.Check(pattern), StringComparison.Ordinal);
        }

        Assert.Contains("10000", LinearPattern.Check(new string('(', 20_000) + "a" + new string(')', 20_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_of_usual_depth_is_read()
    {
        var pattern = new string('(', 100) + "refund" + new string(')', 100);

        Assert.Null(LinearPattern.Check(pattern));
        Assert.True(new LinearPattern(pattern).IsMatch("a refund please"));
        Assert.Null(LinearPattern.Check(@"\(refund\)(\[|\])"));
    }
}
