using Baton.TeamFiles;

namespace Baton.Tests.TeamFiles;

/// <summary>What a file says of permissions, needs and limits that cannot be so.</summary>
public sealed class PermissionProblemTests : ProblemTests
{
    [Theory]
    [InlineData(
        "billing refund",
        "7:19: 'billing refund' is not a permission: write it as billing.refund, or with a bound as billing.refund <= 50"
    )]
    [InlineData(
        "billing.refund >= 50",
        "7:19: 'billing.refund >= 50' is not a permission: write it as billing.refund, or with a bound as billing.refund <= 50"
    )]
    [InlineData("50", "7:19: an item of 'permissions' must be text, not the number 50 (quote it to make it text)")]
    [InlineData("a, a <= 5", "7:22: 'a' appears twice in 'permissions'")]
    public void A_permission_of_another_form_is_reported_where_it_stands(string permissions, string problem) =>
        Assert.Equal(
            [problem],
            Check(Team.Replace("    tools: [find]\n", $"    permissions: [{permissions}]\n    tools: [find]\n", StringComparison.Ordinal))
        );

    [Theory]
    [InlineData("needs: pay", "pay", null)]
    [InlineData(
        "needs: pay",
        "pay <= 5",
        "12:12: 'pay' is granted with a bound only, and 'find' names no 'argument' to hold it against: it can never run"
    )]
    [InlineData("needs: {permission: pay, argument: amount}", "pay <= 5", null)]
    [InlineData("needs: {permission: pay <= 9, argument: amount}", "pay", null)]
    [InlineData("needs: {permission: pay, argument: amuont}", "pay", "12:40: 'find' has no argument 'amuont': did you mean 'amount'?")]
    [InlineData(
        "needs: billing.refnd",
        "billing.refund",
        "12:12: no agent is granted 'billing.refnd', so 'find' can never run: did you mean 'billing.refund'?"
    )]
    [InlineData("needs: pay", "", "12:12: no agent is granted 'pay', so 'find' can never run")]
    [InlineData(
        "needs: pay <= 9",
        "pay",
        "12:12: the bound of 'pay <= 9' has nothing to hold: write {permission: pay <= 9, argument: NAME}"
    )]
    [InlineData(
        "needs: [pay]",
        "pay",
        "12:12: 'needs' must be text such as billing.refund, or a map of 'permission' and 'argument', not a list"
    )]
    [InlineData(
        "needs: {permision: pay}",
        "pay",
        "12:13: unknown key 'permision': did you mean 'permission'?|12:12: the key 'permission' is missing"
    )]
    public void A_tool_that_can_never_run_as_it_needs_is_reported_where_it_stands(string needs, string granted, string? problems)
    {
        var file = Team.Replace("    tools: [find]\n", $"    permissions: [{granted}]\n    tools: [find]\n", StringComparison.Ordinal);

        Assert.Equal((problems?.Split('|') ?? []).Order(), Check(file + $"    {needs}\n").Order());
    }

    [Theory]
    [InlineData("", "permissions: [pay]", "9:12: no agent that has 'find' is granted 'pay', so it can never run")]
    [InlineData(
        "permissions: [pay <= 5]",
        "permissions: [pay]",
        "9:12: no agent that has 'find' is granted 'pay' without a bound, so it can never run"
    )]
    [InlineData("permissions: [pay]", "tools: [find]", null)]
    [InlineData(
        "",
        "permissions: [pay!]",
        "5:47: 'pay!' is not a permission: write it as billing.refund, or with a bound as billing.refund <= 50"
    )]
    [InlineData("", "permissions: [pay], tools: [fnd]", "5:61: there is no tool 'fnd': did you mean 'find'?")]
    public void One_agent_that_has_a_tool_must_be_able_to_use_it(string ofBilling, string ofTriage, string? problem)
    {
        var separator = ofBilling.Length > 0 ? ", " : "";
        var file =
            "name: n\nentry: triage\nagents:\n  billing: {tools: [find]"
            + separator
            + ofBilling
            + "}\n  triage: {handoffs: [billing], "
            + ofTriage
            + "}\n"
            + "tools:\n  find:\n    table: {file: rows.csv, match: [amount]}\n    needs: pay\n";

        Assert.Equal(problem is null ? [] : [problem], Check(file));
    }

    [Theory]
    [InlineData("{tols: [find]}", "unknown key 'tols': did you mean 'tools'?", 1)]
    [InlineData("{tools: [fnd]}", "there is no tool 'fnd': did you mean 'find'?", 9)]
    [InlineData("{tools: [find/x]}", "'find' is one tool, not a server with several: write 'find'", 9)]
    [InlineData("{tools: [find, find]}", "'find' appears twice in 'tools'", 15)]
    [InlineData(
        "{permissions: [a b]}",
        "'a b' is not a permission: write it as billing.refund, or with a bound as billing.refund <= 50",
        15
    )]
    [InlineData("{turns: 0}", "'turns' must be a whole number from 1 to 1000000, not the number 0", 8)]
    [InlineData("{time: 3}", "'time' must be a duration up to 3650d, such as 15m, 12h or 3d, not the number 3", 7)]
    [InlineData("{time: 3651d}", "'time' must be a duration up to 3650d, such as 15m, 12h or 3d, not '3651d'", 7)]
    [InlineData("{time: 999999999d}", "'time' must be a duration up to 3650d, such as 15m, 12h or 3d, not '999999999d'", 7)]
    [InlineData("{time: 0d}", "'time' must be a duration up to 3650d, such as 15m, 12h or 3d, not '0d'", 7)]
    [InlineData("{time: 1d12h}", "'time' must be a duration up to 3650d, such as 15m, 12h or 3d, not '1d12h'", 7)]
    [InlineData("{clearance: top}", "'top' is not a valid clearance: use 'normal', 'sensitive' or 'secret'", 12)]
    [InlineData("{clearance: 1}", "'clearance' must be text, not the number 1 (quote it to make it text)", 12)]
    public void Limits_that_make_no_sense_are_reported_where_they_stand(string limits, string problem, int at)
    {
        var ofHandoff = Team.Replace("[billing]", $"[{{to: billing, limits: {limits}}}]", StringComparison.Ordinal);
        var ofConversation = Team + $"conversation_limits: {limits}\n";

        Assert.Equal([$"5:{38 + at}: {problem}"], Check(ofHandoff));
        Assert.Equal([$"11:{22 + at}: {problem}"], Check(ofConversation));
    }

    [Fact]
    public void A_limit_to_a_tool_that_nobody_has_is_reported()
    {
        var limits = "conversation_limits: {tools: [find]}\n";

        Assert.Empty(Check(Team + limits));
        Assert.Equal(
            ["11:31: no agent has the tool 'find': give it to one, or leave it out"],
            Check(Team.Replace("tools: [find]", "tools: []", StringComparison.Ordinal) + limits)
        );
        Assert.Equal(
            ["7:13: there is no tool 'fnd': did you mean 'find'?"],
            Check(Team.Replace("tools: [find]", "tools: [fnd]", StringComparison.Ordinal) + limits)
        );
    }

    [Theory]
    [InlineData("pay <= 20", "amount", null)]
    [InlineData("pay", null, null)]
    [InlineData(
        "pay <= 60",
        "amount",
        "the function 'refund' itself needs 'pay <= 50' with the argument 'amount': the file can add a narrower bound, and nothing else"
    )]
    [InlineData(
        "read",
        null,
        "the function 'refund' itself needs 'pay <= 50' with the argument 'amount': the file can add a narrower bound, and nothing else"
    )]
    [InlineData(
        "pay",
        "number",
        "the function 'refund' itself needs 'pay <= 50' with the argument 'amount': the file can add a narrower bound, and nothing else"
    )]
    public void A_file_cannot_widen_what_a_function_needs(string permission, string? argument, string? problem)
    {
        var needs = $"{{permission: {permission}{(argument is null ? "" : $", argument: {argument}")}}}";
        var file = Write(
            Team.Replace("    tools: [find]\n", "    permissions: [pay, read]\n    tools: [find]\n", StringComparison.Ordinal)
                .Replace("table: {file: rows.csv, match: [amount]}", $"function: refund\n    needs: {needs}", StringComparison.Ordinal)
        );
        var refund = Tool.Create((decimal amount, int number) => amount * number, "refund", needs: "pay <= 50", argument: "amount");

        Assert.Equal(
            problem is null ? [] : [problem],
            TeamFile.Check(file, new TeamFileOptions { Tools = { ["refund"] = refund } }).Select(found => found.Message)
        );
    }

    [Fact]
    public void What_a_function_needs_of_itself_must_be_granted_too()
    {
        var file = Write(Team.Replace("table: {file: rows.csv, match: [amount]}", "function: refund", StringComparison.Ordinal));
        var refund = Tool.Create((decimal amount) => amount, "refund", needs: "pay", argument: "amount");

        var problem = Assert.Single(TeamFile.Check(file, new TeamFileOptions { Tools = { ["refund"] = refund } }));

        Assert.Equal((9, 3, "no agent is granted 'pay', so 'find' can never run"), (problem.Line, problem.Column, problem.Message));
    }
}
