using Baton.TeamFiles;

namespace Baton.Tests.TeamFiles;

/// <summary>Desks, overflows and approvals that a file cannot mean.</summary>
public sealed class PeopleProblemTests : ProblemTests
{
    [Theory]
    [InlineData("desk: {name: billing}", "11:14: The desk 'billing' has the name of an agent: rename one")]
    [InlineData(
        "desk: {name: 'people!'}",
        "11:14: 'people!' is not a name for a desk: use 1 to 64 letters, digits, spaces, '-', '_' and '.', beginning with a letter or digit"
    )]
    [InlineData("desk: {description: our people}", "11:7: the key 'name' is missing")]
    [InlineData("desk: {name: people, descripton: us}", "11:22: unknown key 'descripton': did you mean 'description'?")]
    [InlineData("desk: {name: people, description: ' '}", "11:35: 'description' is empty: write something or leave it out")]
    [InlineData(
        "desk: {name: people, hours: {zone: Europe/Berln, monday: 09:00-17:00}}",
        "11:36: 'Europe/Berln' is not a time zone: did you mean 'Europe/Berlin'? (use an IANA name such as Europe/Berlin)"
    )]
    [InlineData(
        "desk: {name: people, hours: {zone: Europe/Berlin, monday: 9-17}}",
        "11:59: '9-17' is not an opening time: write it as 09:00-17:00, several with a comma between them"
    )]
    [InlineData(
        "desk: {name: people, hours: {zone: Europe/Berlin, monday: 09:00-17:00, closed: [25.12.2026]}}",
        "11:81: '25.12.2026' is not a date: write it as 2026-12-25"
    )]
    [InlineData(
        "desk: {name: people, hours: {zone: Europe/Berlin, mondy: 09:00-17:00}}",
        "11:51: unknown key 'mondy': did you mean 'monday'?"
    )]
    [InlineData(
        "desk: {name: people, hours: {zone: Europe/Berlin, closed: [2026-12-25]}}",
        "11:22: A desk with hours needs at least one opening time in the week: leave the hours out if it is always open"
    )]
    [InlineData(
        "desk: {name: people, hours: {zone: Europe/Berlin, monday: '22:00-06:00', tuesday: '05:00-12:00'}}",
        "11:22: The opening time from 22:00 on Monday overlaps with the one from 05:00 on Tuesday: merge them"
    )]
    [InlineData("desk: people", "11:7: 'desk' must be a map of keys and values, not 'people'")]
    [InlineData("desks: {people: {}, billing: {}}", "11:21: The desk 'billing' has the name of an agent: rename one")]
    [InlineData("desks: {people: {}, people: {}}", "11:21: the desk 'people' appears twice: the first is in line 11")]
    [InlineData("desks: [people]", "11:8: 'desks' must be a map of names and desks, not a list")]
    [InlineData("desks: {people: us}", "11:17: the desk 'people' must be a map of keys and values, not 'us'")]
    [InlineData("desks: {people: {kind: peple}}", "11:24: 'peple' is not a valid kind: did you mean 'people'?")]
    [InlineData(
        "desks: {people: {first_response: 30}}",
        "11:34: 'first_response' must be a duration up to 3650d, such as 15m, 12h or 3d, not the number 30"
    )]
    [InlineData(
        "desk: {name: people}\ndesks: {lawyers: {}}",
        "11:1: 'desk' is the short form for one desk: put it under 'desks' with the others"
    )]
    [InlineData(
        "desk: {name: people}\nescalation: {ladder: [peple]}",
        "12:23: there is no agent and no desk 'peple': did you mean 'people'?"
    )]
    [InlineData("escalation: {ladder: []}", "11:14: 'ladder' is empty: name agents and desks, or leave it out for all desks")]
    [InlineData("escalation: {ladder: [billing, billing]}", "11:32: 'billing' appears twice in 'ladder'")]
    [InlineData("escalation: {by_agents: maybe}", "11:25: 'by_agents' must be true or false, not 'maybe'")]
    public void A_desk_that_nobody_can_be_at_is_reported_where_it_stands(string line, string problem) =>
        Assert.Equal([problem], Check(Team + line + "\n"));

    [Theory]
    [InlineData("overflow: lrge", "8:15: there is no agent 'lrge': did you mean 'large'?")]
    [InlineData("overflow: xyz", "8:15: there is no agent 'xyz': use 'triage', 'billing' or 'large'")]
    [InlineData(
        "overflow: billing",
        "8:15: 'billing' cannot take over what does not fit itself: name another agent, or leave 'overflow' out|9:3: nobody reaches "
            + "'large' from 'triage': add it to the handoffs of an agent that is reached, or remove it"
    )]
    [InlineData("overflow: [large]", "8:15: 'overflow' must be text, not a list")]
    [InlineData("overflow: large", null)]
    [InlineData(
        "context_window: 4000",
        "9:3: nobody reaches 'large' from 'triage': add it to the handoffs of an agent that is reached, or remove it"
    )]
    public void An_overflow_leads_to_another_agent_who_is_reached_by_it(string line, string? problems) =>
        Assert.Equal(
            problems?.Split('|') ?? [],
            Check(Team.Replace("    tools: [find]\n", $"    tools: [find]\n    {line}\n  large: {{}}\n", StringComparison.Ordinal))
        );

    [Theory]
    [InlineData("approval: always", null)]
    [InlineData("approval: {argument: amount, over: 0}", null)]
    [InlineData("approval: {argument: amuont, over: 50}", "10:26: 'find' has no argument 'amuont': did you mean 'amount'?")]
    [InlineData("approval: {argument: amount, over: -1}", "10:40: 'over' must be a number from 0 to 999999999999999, not the number -1")]
    [InlineData(
        "approval: {argument: amount, over: .inf}",
        "10:40: 'over' must be a number from 0 to 999999999999999, not the number .inf"
    )]
    [InlineData("approval: {argument: amount, over: '5'}", "10:40: 'over' must be a number from 0 to 999999999999999, not '5'")]
    [InlineData("approval: {argument: amount}", "10:15: the key 'over' is missing")]
    [InlineData("approval: {over: 5}", "10:15: the key 'argument' is missing")]
    [InlineData("approval: {argument: amount, ovr: 5}", "10:15: the key 'over' is missing|10:34: unknown key 'ovr': did you mean 'over'?")]
    [InlineData("approval: alway", "10:15: 'approval' must be always, or a map of 'argument' and 'over', not 'alway'")]
    [InlineData("approval: true", "10:15: 'approval' must be always, or a map of 'argument' and 'over', not the truth value true")]
    [InlineData("approval:", "10:5: 'approval' must be always, or a map of 'argument' and 'over', not nothing")]
    public void An_approval_that_cannot_be_asked_for_is_reported_where_it_stands(string line, string? problems)
    {
        var pay = Tool.Create((decimal amount) => amount, "pay");

        var found = Check(
            Team.Split("  find:\n")[0] + $"  find:\n    {line}\n    function: pay\n",
            new TeamFileOptions { Tools = { ["pay"] = pay } }
        );

        Assert.Equal(problems?.Split('|') ?? [], found);
    }

    [Theory]
    [InlineData("approval: {argument: amount, over: 5}", null)]
    [InlineData("approval: {argument: none, over: 5}", "11:26: 'find' has no argument 'none': use 'amount'")]
    public void A_table_s_approval_is_decided_by_a_column_that_it_matches(string line, string? problems) =>
        Assert.Equal(problems?.Split('|') ?? [], Check(Team + $"    {line}\n"));
}
