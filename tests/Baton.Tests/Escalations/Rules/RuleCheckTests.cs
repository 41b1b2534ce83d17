using Baton.Teams.Rules;

namespace Baton.Tests.Escalations.Rules;

/// <summary>Rules and attributes that cannot be used are refused with what to do.</summary>
public sealed class RuleCheckTests
{
    public static TheoryData<EscalationRule, string> Unusable =>
        new()
        {
            {
                new EscalationRule("1st") { Phrases = ["a"] },
                "'1st' is not a name for a rule"
            },
            { new EscalationRule("rule"), "It has no condition" },
            {
                new EscalationRule("rule") { Phrases = ["!"] },
                "'!' is not a phrase"
            },
            {
                new EscalationRule("rule") { Pattern = "(" },
                "The pattern cannot be read"
            },
            {
                new EscalationRule("rule") { Pattern = "(?=a)b" },
                "The pattern needs lookarounds"
            },
            {
                new EscalationRule("rule") { Pattern = "a*" },
                "The pattern matches the empty text"
            },
            {
                new EscalationRule("rule") { Pattern = "(a{30}b?){40}" },
                "The pattern has 1240 positions with its repetitions written out, and may have 250"
            },
            {
                new EscalationRule("rule") { Pattern = "[ab]*a[ab]{100000}" },
                "The pattern needs lookarounds, backreferences, atomic groups or too many states"
            },
            {
                new EscalationRule("rule") { Pattern = "(?x) a b" },
                "The pattern uses free spacing"
            },
            {
                new EscalationRule("rule") { Counts = new Dictionary<RuleCount, int> { [RuleCount.Handoffs] = 0 } },
                "The count Handoffs is 0"
            },
            {
                new EscalationRule("rule") { Customer = new Dictionary<string, IReadOnlyList<string>> { ["tier"] = [] } },
                "No value is named for the customer's 'tier'"
            },
            {
                new EscalationRule("rule") { Tool = new ToolCondition { Is = ["x"] } },
                "It compares the value of a field but names none"
            },
            {
                new EscalationRule("rule") { Tool = new ToolCondition(), On = [RuleOccasion.Reply] },
                "It tests a tool but is not for tool results"
            },
            {
                new EscalationRule("rule") { Phrases = ["a"], Reason = " " },
                "The reason is empty"
            },
        };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void A_rule_that_cannot_be_used_is_refused_with_what_to_do(EscalationRule rule, string problem) =>
        Assert.Contains(problem, Assert.Throws<TeamException>(() => new RuleTeam([rule])).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_rules_of_one_name_and_names_that_the_team_does_not_have_are_refused()
    {
        Assert.Contains(
            "Two rules are named 'a'",
            Assert
                .Throws<TeamException>(() =>
                    new RuleTeam([new EscalationRule("a") { Phrases = ["x"] }, new EscalationRule("a") { Phrases = ["y"] }])
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "there is no sensitive topic 'medical'",
            Assert.Throws<TeamException>(() => new RuleTeam([new EscalationRule("a") { Topics = ["medical"] }]).Runtime()).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "there is no agent or desk 'nobody'",
            Assert
                .Throws<TeamException>(() => new RuleTeam([new EscalationRule("a") { Phrases = ["x"], Target = "nobody" }]).Runtime())
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Attributes_of_another_form_are_refused_and_nothing_is_kept()
    {
        var team = new RuleTeam([]);

        await Assert.ThrowsAsync<ArgumentException>(() => team.SayAsync("Hello.", ("a name", "x")));
        await Assert.ThrowsAsync<ArgumentException>(() => team.SayAsync("Hello.", ("tier", new string('x', 201))));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            team.SayAsync("Hello.", [.. Enumerable.Range(0, 33).Select(number => ($"a{number}", "x"))])
        );

        Assert.Empty(await team.EntriesAsync());
    }
}
