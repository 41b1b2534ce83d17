using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Escalations;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs.Constraints;

/// <summary>
/// Whoever got the baton under limits stays under them until it passes the baton on, whatever the customer writes meanwhile.
/// </summary>
public sealed class HeldLimitTests
{
    private const string Card = "4111 1111 1111 1111";

    private readonly ConversationId conversation = new("c1");
    private readonly InMemoryJournal journal = new();
    private readonly ScriptedModels models = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly List<decimal> refunds = [];

    [Theory]
    [InlineData("""{"permissions":["billing.refund <= 20"]}""")]
    [InlineData("""{"tools":["find"]}""")]
    public async Task An_answer_frees_nobody_from_what_a_handoff_forbade(string limits)
    {
        Hands(limits);
        models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("$500", StringComparison.Ordinal) && request.Results.Count == 0
                ? Call("refund", """{"amount":500}""")
                : Say("Here you are.")
        );

        await Runtime().RunAsync("Where is my invoice?", conversation);
        await Runtime().RunAsync("Thanks. Please refund the $500.", conversation);
        await Runtime().RunAsync("I said: refund the $500.", conversation);

        Assert.Empty(refunds);
        Assert.Single(models["triage"].Requests);
        Assert.True(models["billing"].Requests.Count >= 3);
    }

    [Fact]
    public async Task What_was_masked_stays_masked_after_the_answer()
    {
        Hands("""{"clearance":"normal"}""");
        models["billing"] = new ScriptedModel(_ => Say("Thank you."));

        await Runtime().RunAsync($"Here is my card: {Card}.", conversation);
        await Runtime().RunAsync("Which card did I give you?", conversation);

        Assert.Equal(2, models["billing"].Requests.Count);
        Assert.All(models["billing"].Requests, request => Assert.DoesNotContain(Card, request.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_limits_of_all_issues_that_came_with_the_baton_are_met()
    {
        models["triage"] = new ScriptedModel(
            Call("transfer_to_billing", """{"summary":"A","issues":["A"],"limits":{"permissions":["billing.refund <= 20"]}}""")
                .And(Call("transfer_to_billing", """{"summary":"B","issues":["B"],"limits":{"permissions":["billing.refund <= 40"]}}"""))
        );
        models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("Refund", StringComparison.Ordinal) && request.Results.Count == 0
                ? Call("refund", """{"amount":30}""").And(Call("refund", """{"amount":20}"""))
                : Say("Done.")
        );

        await Runtime().RunAsync("A and B.", conversation);
        await Runtime().RunAsync("Refund both.", conversation);

        Assert.Equal([20m], refunds);
    }

    [Fact]
    public async Task People_who_hand_back_and_agents_who_step_in_change_no_limit()
    {
        Hands("""{"permissions":["billing.refund <= 20"]}""");
        models["billing"] = new ScriptedModel(request =>
            request.Number switch
            {
                1 => Say("Here is your invoice."),
                2 => Call("escalate", """{"reason":"It is too much for me."}"""),
                _ => request.Results.Count == 0 ? Call("refund", """{"amount":500}""") : Say("Not possible."),
            }
        );
        models["chief"] = new ScriptedModel(request =>
            request.Number switch
            {
                1 => Call("refund", """{"amount":300}"""),
                _ => Call("escalate", """{"reason":"A person has to look."}"""),
            }
        );

        await Runtime().RunAsync("Where is my invoice?", conversation);
        await Runtime().RunAsync("Refund all.", conversation);
        await Runtime().AsOperator("maria").HandBackAsync(conversation, "I explained it.", to: "billing", resolved: true);
        await Runtime().RunAsync("And the $500?", conversation);

        Assert.Empty(refunds);
        Assert.Equal(["billing", "chief", "people", "billing"], (await EntriesAsync()).OfType<HandedOff>().Select(handed => handed.To));
    }

    [Fact]
    public async Task When_the_messages_of_a_handoff_are_used_up_the_entry_agent_reads_the_next_one()
    {
        Hands("""{"turns":1}""");
        models["billing"] = new ScriptedModel(_ => Say("Here you are."));

        await Runtime().RunAsync("Where is my invoice?", conversation);
        var turn = await Runtime().RunAsync("And the other one?", conversation);

        Assert.Equal((TurnOutcome.Replied, 2), (turn.Outcome, models["triage"].Requests.Count));
        Assert.Equal(
            [("triage", "billing", (string?)null), ("billing", "triage", "limits_used_up"), ("triage", "billing", "given_back")],
            (await EntriesAsync())
                .OfType<HandedOff>()
                .Select(handed => (handed.From, handed.To, handed.Briefing.Classification?.DecidedBy.Rule))
        );
    }

    [Fact]
    public async Task When_the_time_of_a_handoff_is_over_the_entry_agent_reads_the_next_message()
    {
        Hands("""{"minutes":10}""");
        models["billing"] = new ScriptedModel(_ => Say("Here you are."));

        await Runtime().RunAsync("Where is my invoice?", conversation);
        time.Advance(TimeSpan.FromDays(3));
        await Runtime().RunAsync("And the other one?", conversation);

        Assert.Equal(HandoffTrigger.Continued, (await EntriesAsync()).OfType<HandedOff>().ElementAt(1).Trigger);
        Assert.Equal(2, models["triage"].Requests.Count);
    }

    [Fact]
    public async Task Who_gets_the_baton_anew_gets_it_under_new_limits()
    {
        models["triage"] = new ScriptedModel(request =>
            request.Number == 1
                ? Call("transfer_to_billing", """{"summary":"Invoice.","limits":{"permissions":["billing.refund <= 20"]}}""")
                : Transfer("billing", "Refund.")
        );
        models["billing"] = new ScriptedModel(request =>
            request.Number switch
            {
                1 => Say("Here is your invoice."),
                2 => Transfer("triage", "They want something else."),
                _ => request.Results.Count == 0 ? Call("refund", """{"amount":30}""") : Say("Done."),
            }
        );

        await Runtime().RunAsync("Where is my invoice?", conversation);
        await Runtime().RunAsync("Refund 30.", conversation);

        Assert.Equal([30m], refunds);
    }

    private void Hands(string limits) =>
        models["triage"] = new ScriptedModel(_ => Call("transfer_to_billing", $$"""{"summary":"Invoice.","limits":{{limits}}}"""));

    private TeamRuntime Runtime()
    {
        var refund = Tool.Create((decimal amount) => Refund(amount), "refund", needs: "billing.refund", argument: "amount");
        var find = Tool.Create(() => "found", "find", effect: ToolEffect.ReadOnly);
        var chief = new Agent
        {
            Name = "chief",
            Tools = [refund],
            Permissions = ["billing.refund"],
        };
        var billing = new Agent
        {
            Name = "billing",
            Clearance = Clearance.Secret,
            Tools = [find, refund],
            Permissions = ["billing.refund"],
        };
        var triage = new Agent
        {
            Name = "triage",
            Clearance = Clearance.Secret,
            Handoffs = [billing],
        };
        billing.Handoffs.Add(triage);
        var team = new Team("limited", triage, new TurnLimits { Time = TimeSpan.FromHours(1) }, others: [chief])
        {
            Desks = [new Desk { Name = "people" }],
            Escalation = new EscalationPolicy { Ladder = ["chief", "people"] },
        };
        return new TeamRuntime(team, models.For, journal, new RuntimeOptions { TimeProvider = time });
    }

    private string Refund(decimal amount)
    {
        lock (refunds)
            refunds.Add(amount);
        return "refunded";
    }

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(conversation).ToListAsync();
}
