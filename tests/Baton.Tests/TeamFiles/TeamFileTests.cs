using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;
using Baton.TeamFiles;
using Baton.Teams.Histories;
using Baton.Texts.Clearances;
using Microsoft.Extensions.AI;

namespace Baton.Tests.TeamFiles;

public sealed class TeamFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("baton-team-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Every_value_of_the_file_reaches_the_team()
    {
        await using var file = await Load(
            """
            name: shop
            entry: desk
            model: ollama/qwen3:8b
            message: |
              Hello
              there
            limits: {model_calls: 5, tool_calls: 6, handoffs: 7, model_timeout: 2m}
            agents:
              desk:
                instructions: "  Be kind.\n"
                handoffs: [{to: Money Matters, when: It is about money.}]
              Money Matters:
                description: Knows about money.
                clearance: sensitive
                model: anthropic/claude-opus
                handoffs: [desk]
                examples: [where is my money]
                answers:
                  - when: [refund please]
                    look_up: [{tool: pay_back, as: refund, with: {amount: 49.90}}]
                    say: "You get {refund.amount}."
                    otherwise: Sorry.
                tools: [pay_back]
            tools:
              pay_back: {function: refund, description: Pays back., effect: idempotent, timeout: 90s, sensitivity: secret}
            clearance_policy:
              patterns: [{name: staff, pattern: 'E-\d{6}', sensitivity: secret}]
              fields: [passport, {name: recovery code, sensitivity: secret}]
            """
        );
        var (desk, money) = (file.Team.Entry, file.Team.Agents[1]);
        var answer = Assert.Single(money.Answers);
        var lookUp = Assert.Single(answer.LookUp);
        var tool = Assert.Single(money.Tools);

        Assert.Equal(("shop", "Hello\nthere"), (file.Team.Name, file.Message));
        Assert.Equal(
            new()
            {
                ModelCalls = 5,
                ToolCalls = 6,
                Handoffs = 7,
                ModelTimeout = TimeSpan.FromMinutes(2),
            },
            file.Team.Limits
        );
        Assert.Equal(("Be kind.", "ollama/qwen3:8b"), (desk.Instructions, desk.Model));
        Assert.Equal(("Knows about money.", "anthropic/claude-opus"), (money.Description, money.Model));
        Assert.Equal("It is about money.", Assert.Single(desk.Handoffs).Description);
        Assert.Same(desk, Assert.Single(money.Handoffs).Target);
        Assert.Equal(["where is my money"], money.Examples);
        Assert.Equal(("You get {refund.amount}.", "Sorry."), (answer.Say, answer.Otherwise));
        Assert.Equal(("pay_back", "refund", "49.90"), (lookUp.Tool, lookUp.As, lookUp.With["amount"]));
        Assert.Equal(("pay_back", "Pays back."), (tool.Name, tool.Function.Description));
        Assert.Equal((ToolEffect.Idempotent, TimeSpan.FromSeconds(90)), (tool.Effect, tool.Timeout));
        Assert.Equal((Clearance.Normal, Clearance.Sensitive, Clearance.Secret), (desk.Clearance, money.Clearance, tool.Sensitivity));
        Assert.Equal([new SensitivePattern("staff", @"E-\d{6}", Clearance.Secret)], file.Team.ClearancePolicy.Patterns);
        Assert.Equal(
            [new SensitiveField("passport"), new SensitiveField("recovery code", Clearance.Secret)],
            file.Team.ClearancePolicy.Fields
        );
        Assert.Equal(
            "paid 3",
            (await tool.Function.InvokeAsync(new AIFunctionArguments { ["amount"] = 3 }, TestContext.Current.CancellationToken))?.ToString()
        );
    }

    [Fact]
    public async Task Permissions_needs_and_limits_of_the_file_reach_the_team()
    {
        await using var file = await Load(
            """
            name: shop
            entry: desk
            conversation_limits: {time: 14d, turns: 40, permissions: [money.refund <= 30], tools: [pay_back], clearance: sensitive}
            agents:
              desk:
                handoffs:
                  - {to: money, limits: {time: 15m, turns: 3, permissions: [], tools: [], clearance: normal}}
              money:
                permissions: [money.read, money.refund <= 50]
                tools: [pay_back, look]
                handoffs: [desk]
            tools:
              pay_back: {function: refund, needs: {permission: money.refund <= 100, argument: amount}}
              look: {function: refund, needs: money.read}
            """
        );
        var (desk, money) = (file.Team.Entry, file.Team.Agents[1]);
        var (limits, ofConversation) = (desk.Handoffs[0].Limits, file.Team.ConversationLimits);

        Assert.Equal(["money.read", "money.refund <= 50"], money.Permissions.Select(permission => permission.ToString()));
        Assert.Equal(
            [((Permission?)"money.refund <= 100", (string?)"amount"), ((Permission?)"money.read", (string?)null)],
            money.Tools.Select(tool => (tool.Needs, tool.NeedsArgument))
        );
        Assert.Equal((TimeSpan.FromMinutes(15), 3), (limits.Time, limits.Turns));
        Assert.Equal((0, 0), (limits.Permissions!.Count, limits.Tools!.Count));
        Assert.Equal((TimeSpan.FromDays(14), 40), (ofConversation.Time, ofConversation.Turns));
        Assert.Equal(["money.refund <= 30"], ofConversation.Permissions!);
        Assert.Equal(["pay_back"], ofConversation.Tools!);
        Assert.Equal((Clearance.Normal, Clearance.Sensitive), (limits.Clearance, ofConversation.Clearance));
        Assert.Same(HandoffLimits.None, money.Handoffs[0].Limits);
    }

    [Fact]
    public async Task A_level_of_history_changes_what_it_says_and_has_the_rest_from_the_level_above()
    {
        await using var file = await Load(
            """
            name: shop
            entry: desk
            history: {mode: summary, short_tokens: 0, dense_facts: 2.5, summary_share: 1}
            agents:
              desk:
                handoffs:
                  - {to: money, history: {mode: verbatim}}
                  - {to: help, history: {tail_tokens: 50}}
              money:
                history: {room: 0.9, margin: 5, short_tokens: 300}
                handoffs: [desk]
              help: {}
            """
        );
        var (desk, money, help) = (file.Team.Entry, file.Team.Agents[1], file.Team.Agents[2]);
        var ofTeam = new HistoryPolicy
        {
            Mode = HistoryMode.Summary,
            ShortTokens = 0,
            DenseFacts = 2.5,
            SummaryShare = 1,
        };

        Assert.Equal(ofTeam, file.Team.History);
        Assert.Equal((null, null), (desk.History, help.History));
        Assert.Equal(ofTeam with { Room = 0.9, Margin = 5, ShortTokens = 300 }, money.History);
        Assert.Equal(money.History! with { Mode = HistoryMode.Verbatim }, desk.Handoffs[0].History);
        Assert.Equal(ofTeam with { TailTokens = 50 }, desk.Handoffs[1].History);
        Assert.Null(money.Handoffs[0].History);
    }

    [Fact]
    public async Task Sensitive_topics_of_the_file_reach_the_team()
    {
        await using var file = await Load(
            """
            name: shop
            entry: desk
            agents: {desk: {}}
            sensitive_topics:
              - {name: medical, phrases: [blood test, chest pain]}
              - {name: legal, pattern: '(?i)lawsuit'}
            """
        );

        Assert.Equal(["medical", "legal"], file.Team.SensitiveTopics.Select(topic => topic.Name));
        Assert.Equal(["blood test", "chest pain"], file.Team.SensitiveTopics[0].Phrases);
        Assert.Equal((null, "(?i)lawsuit"), (file.Team.SensitiveTopics[0].Pattern, file.Team.SensitiveTopics[1].Pattern));
    }

    [Fact]
    public async Task A_function_keeps_the_need_that_its_program_declared_within_the_bound_of_the_file()
    {
        await using var file = await Load(
            """
            name: shop
            entry: money
            agents: {money: {permissions: [pay], tools: [all, some]}}
            tools:
              all: {function: guarded}
              some: {function: guarded, needs: {permission: pay <= 20, argument: amount}}
            """
        );

        Assert.Equal(
            [((Permission?)"pay <= 50", (string?)"amount"), ((Permission?)"pay <= 20", (string?)"amount")],
            file.Team.Entry.Tools.Select(tool => (tool.Needs, tool.NeedsArgument))
        );
    }

    [Fact]
    public async Task Desk_and_overflow_of_the_file_reach_the_team()
    {
        await using var file = await Load(
            """
            name: shop
            entry: small
            desk: {name: people, description: " our billing team "}
            agents:
              small: {context_window: 4000, overflow: large}
              large: {overflow: small}
            """
        );
        var (small, large) = (file.Team.Agents[0], file.Team.Agents[1]);

        Assert.Equal(("people", "our billing team"), (file.Team.Desks[0].Name, file.Team.Desks[0].Description));
        Assert.Same(large, small.Overflow);
        Assert.Same(small, large.Overflow);
    }

    [Fact]
    public async Task Desks_and_the_way_to_them_are_loaded_in_the_file_s_order()
    {
        await using var file = await Load(
            """
            name: support
            entry: triage
            agents:
              triage: {handoffs: [billing]}
              billing: {}
              chief: {}
            desks:
              people: {description: our billing team, skills: [billing], first_response: 30m, resolution: 2d}
              bank: {kind: system}
            escalation: {ladder: [chief, people], by_agents: false, by_customers: false}
            """
        );

        Assert.Equal(["triage", "billing", "chief"], file.Team.Agents.Select(agent => agent.Name));
        Assert.Equal(
            [
                ("people", "our billing team", false, TimeSpan.FromMinutes(30), TimeSpan.FromDays(2)),
                ("bank", "our support team", true, null, null),
            ],
            file.Team.Desks.Select(desk => (desk.Name, desk.Description, desk.IsSystem, desk.FirstResponse, desk.Resolution))
        );
        Assert.Equal(["billing"], file.Team.Desks[0].Skills);
        Assert.Equal(["chief", "people"], file.Team.Escalation.Ladder);
        Assert.Equal((false, false), (file.Team.Escalation.ByAgents, file.Team.Escalation.ByCustomers));
    }

    [Theory]
    [InlineData("{function: refund}", "", "")]
    [InlineData("{function: refund, approval: always}", "", "refund(0), refund(20.5), refund(60)")]
    [InlineData("{function: refund, approval: {argument: amount, over: 20.5}}", "", "refund(60)")]
    [InlineData("{function: approved}", "", "refund(60)")]
    [InlineData("{function: approved, approval: {argument: amount, over: 20.4}}", "", "refund(20.5), refund(60)")]
    [InlineData("{function: approved, approval: {argument: amount, over: 100}}", "", "refund(60)")]
    [InlineData("{function: approved, approval: {argument: number, over: 5}}", ", \"number\": 4", "refund(60)")]
    [InlineData("{function: approved, approval: {argument: number, over: 5}}", ", \"number\": 6", "refund(0), refund(20.5), refund(60)")]
    [InlineData("{function: approved, approval: always}", "", "refund(0), refund(20.5), refund(60)")]
    public async Task A_call_waits_when_the_file_or_the_function_itself_says_so(string tool, string more, string waiting)
    {
        await using var file = await Load($"name: shop\nentry: desk\nagents: {{desk: {{tools: [refund]}}}}\ntools: {{refund: {tool}}}\n");
        var approval = Assert.Single(file.Team.Entry.Tools).Approval;

        Assert.Equal(
            waiting,
            string.Join(
                ", ",
                new[] { "0", "20.5", "60" }
                    .Where(amount => approval?.Reason("refund", JsonText.Parse($"{{\"amount\": {amount}{more}}}")) is not null)
                    .Select(amount => $"refund({amount})")
            )
        );
    }

    [Fact]
    public async Task What_is_left_out_has_its_default()
    {
        await using var file = await Load(
            "name: one\nentry: only\nagents: {only: {tools: [refund]}}\ntools: {refund: {function: refund}}\n"
        );
        var tool = Assert.Single(file.Team.Entry.Tools);

        Assert.Null(file.Message);
        Assert.Equal(new(), file.Team.Limits);
        Assert.Equal(("auto", "", null), (file.Team.Entry.Model, file.Team.Entry.Instructions, file.Team.Entry.Description));
        Assert.Same(HandoffLimits.None, file.Team.ConversationLimits);
        Assert.Same(HistoryPolicy.Default, file.Team.History);
        Assert.Empty(file.Team.SensitiveTopics);
        Assert.Empty(file.Team.Entry.Permissions);
        Assert.Null(tool.Needs);
        Assert.Null(tool.Approval);
        Assert.Empty(file.Team.Desks);
        Assert.Null(file.Team.Entry.Overflow);
        Assert.Equal((ToolEffect.Once, TimeSpan.FromSeconds(30), "Refunds."), (tool.Effect, tool.Timeout, tool.Function.Description));
    }

    [Fact]
    public async Task The_entry_agent_comes_first_and_the_others_in_file_order()
    {
        await using var file = await Load("name: n\nentry: c\nagents: {a: {}, b: {handoffs: [a]}, c: {handoffs: [b]}}\n");

        Assert.Equal(["c", "a", "b"], file.Team.Agents.Select(agent => agent.Name));
    }

    private Task<TeamFile> Load(string text)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "team.yaml"), text);
        var refund = Tool.Create((decimal amount) => $"paid {amount}", "give_back", "Refunds.");
        var guarded = Tool.Create((decimal amount) => amount, "guarded", needs: "pay <= 50", argument: "amount");
        var approved = new Tool(Tool.Create((decimal amount, int number) => amount * number, "approved").Function)
        {
            Approval = ApprovalRule.Over("amount", 50),
        };
        return TeamFile.LoadAsync(
            folder.FullName,
            new TeamFileOptions
            {
                Tools =
                {
                    ["refund"] = refund,
                    ["guarded"] = guarded,
                    ["approved"] = approved,
                },
            },
            TestContext.Current.CancellationToken
        );
    }
}
