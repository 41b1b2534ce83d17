using Baton.Bench.Faults;
using Baton.Loopback;

namespace Baton.IntegrationTests.Faults;

/// <summary>The seeded mix of the fault campaign.</summary>
public sealed class FaultMixTests
{
    [Fact]
    public void The_same_seed_gives_the_same_faults_and_another_seed_others()
    {
        Assert.Equal(Faults(7, Dialect.OpenAI), Faults(7, Dialect.OpenAI));
        Assert.NotEqual(Faults(7, Dialect.OpenAI), Faults(8, Dialect.OpenAI));
        Assert.NotEqual(Faults(7, Dialect.OpenAI), Faults(7, Dialect.Ollama));
    }

    [Theory]
    [InlineData(nameof(FaultKind.RateLimited), 0.05)]
    [InlineData(nameof(FaultKind.Overloaded), 0.05)]
    [InlineData(nameof(FaultKind.Dropped), 0.03)]
    [InlineData(nameof(FaultKind.CutStream), 0.02)]
    [InlineData(nameof(FaultKind.Hang), 0.02)]
    [InlineData(nameof(FaultKind.MalformedCall), 0.02)]
    [InlineData(nameof(FaultKind.WrongReply), 0.01)]
    [InlineData(nameof(FaultKind.None), 0.80)]
    public void Each_fault_has_its_share(string kind, double share)
    {
        var faults = Faults(7, Dialect.Anthropic);

        Assert.Equal(share, (double)faults.Count(fault => fault.ToString() == kind) / faults.Count, tolerance: 0.003);
    }

    private static List<FaultKind> Faults(int seed, Dialect dialect)
    {
        var mix = new FaultMix(seed);
        return [.. Enumerable.Range(0, 50_000).Select(number => mix.For(dialect, number))];
    }
}
