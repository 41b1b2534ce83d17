namespace Baton.IntegrationTests.Cli;

/// <summary>Rules and confidences at the command line.</summary>
public sealed class EscalationRuleTests : CliTests
{
    private const string TeamText = """
        name: shop
        entry: clerk
        desk: {name: people}
        escalation:
          rules:
            - {name: legal threat of a vip, phrases: [in court], customer: {tier: vip}}
        confidence: {at_least: 0.2}
        agents:
          clerk:
            answers:
              - {when: [When do you open in the morning], say: We open at nine.}
              - {when: [I will see you in court], say: I am sorry to hear that.}
        """;

    [Fact]
    public async Task A_rule_looks_at_what_is_known_of_the_customer_and_people_get_the_conversation()
    {
        var team = await WriteAsync("team.yaml", TeamText);

        var answered = await RunAsync("run", team, "--model", "offline", "--conversation", "c1", "--message", "I will see you in court");
        var escalated = await RunAsync(
            "run",
            team,
            "--model",
            "offline",
            "--conversation",
            "c2",
            "--attribute",
            "tier=vip",
            "--attribute",
            "region=eu",
            "--message",
            "I will see you in court"
        );

        Assert.Contains("I am sorry to hear that.", answered.Output, StringComparison.Ordinal);
        Assert.Equal(0, escalated.ExitCode);
        Assert.Contains("(rule legal threat of a vip)", escalated.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("I am sorry to hear that.", escalated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_reads_a_reply_that_was_held_back_as_a_draft()
    {
        var team = await WriteAsync("team.yaml", TeamText);

        var run = await RunAsync(
            "run",
            team,
            "--model",
            "offline",
            "--conversation",
            "c1",
            "--message",
            "Zebras graze quietly under violet moons."
        );
        var sheet = await RunAsync("desk", team, "--conversation", "c1");

        Assert.Contains("held back from the customer", run.Output, StringComparison.Ordinal);
        Assert.Contains("clerk, draft that was not sent", sheet.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vip", "--attribute takes NAME=VALUE, such as tier=vip, not 'vip'.")]
    [InlineData("=vip", "--attribute takes NAME=VALUE, such as tier=vip, not '=vip'.")]
    [InlineData("my tier=vip", "--attribute: 'my tier' is not a name for an attribute of the customer")]
    public async Task An_attribute_of_another_form_is_refused(string attribute, string problem)
    {
        var team = await WriteAsync("team.yaml", TeamText);

        var result = await RunAsync(
            "run",
            team,
            "--model",
            "offline",
            "--conversation",
            "c1",
            "--attribute",
            attribute,
            "--message",
            "Hello"
        );

        AssertClear(result);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
    }
}
