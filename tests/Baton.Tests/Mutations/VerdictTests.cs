using Baton.Bench.Mutations;

namespace Baton.Tests.Mutations;

/// <summary>What the mutation test reads of the simulator.</summary>
public sealed class VerdictTests
{
    [Fact]
    public void A_world_that_broke_a_rule_is_found_with_its_seed_and_rule()
    {
        var verdict = Verdict.Of(1, "baton-sim\nFAILED seed 417: one holder: two: a and b\nreplay with 417\n", "mutant reached 12 times\n");

        Assert.Equal(new Verdict(RunEnd.Failed, 417, "one holder", "two: a and b", 12), verdict);
        Assert.True(verdict.IsFound);
    }

    [Fact]
    public void A_run_without_a_violation_is_not_found_and_says_how_often_the_mutation_was_reached()
    {
        var verdict = Verdict.Of(0, "5,000 seeds, no violation\n", "mutant reached 3 times\n");

        Assert.Equal(new Verdict(RunEnd.Clean, null, null, "", 3), verdict);
        Assert.False(verdict.IsFound);
    }

    [Fact]
    public void A_crash_is_found_with_what_the_simulator_said_last()
    {
        var verdict = Verdict.Of(
            134,
            "baton-sim\n",
            "Unhandled exception. System.InvalidOperationException: no\n   at Baton.Runtime\nmutant reached 1 times\n"
        );

        Assert.Equal(RunEnd.Crashed, verdict.End);
        Assert.Equal("exit code 134: Unhandled exception. System.InvalidOperationException: no", verdict.Text);
        Assert.True(verdict.IsFound);
    }

    [Fact]
    public void A_run_that_does_not_end_in_time_is_found_unless_a_world_broke_a_rule_before()
    {
        Assert.Equal(RunEnd.Hung, Verdict.Of(null, "", "").End);
        Assert.Equal(RunEnd.Failed, Verdict.Of(null, "FAILED seed 1: answered: never\n", "").End);
    }

    [Fact]
    public void Options_have_defaults_and_refuse_what_they_do_not_know()
    {
        Assert.Equal(new MutationOptions(), MutationOptions.Parse([]));
        Assert.Equal(
            new MutationOptions
            {
                Seeds = 20,
                Only = "limits-replaced",
                TimeLimit = TimeSpan.FromMinutes(2),
                IsKept = true,
            },
            MutationOptions.Parse(["--seeds", "20", "--keep", "--only", "limits-replaced", "--minutes", "2"])
        );
        Assert.Null(MutationOptions.Parse(["--seeds"]));
        Assert.Null(MutationOptions.Parse(["--seeds", "0"]));
        Assert.Null(MutationOptions.Parse(["all"]));
    }
}
