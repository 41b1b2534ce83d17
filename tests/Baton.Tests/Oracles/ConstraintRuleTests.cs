using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class ConstraintRuleTests
{
    private const string Limits = """{"permissions":["pay <= 20"],"tools":["pay","look","again"]}""";

    [Fact]
    public void A_payment_beyond_the_limit_of_its_issue_is_reported() => Pays(25).BreaksAmong("4 what runs", "nothing permits billing pay");

    [Fact]
    public void A_payment_within_all_limits_is_fine() => Pays(20).IsFine();

    [Fact]
    public void A_payment_that_a_person_permitted_is_fine() =>
        Opened()
            .Called("pay")
            .WithTicket()
            .Act(
                "Grant",
                entries:
                [
                    """ticket_claimed ticket:"c1-1",by:"maria" """,
                    """permission_granted ticket:"c1-1",by:"maria",permission:"pay <= 30" """,
                ]
            )
            .Act("HandBack", text: "Pay.", entries: """ticket_closed ticket:"c1-1",by:"maria",to:"billing",report:"Pay.",resolved:false """)
            .Entries(HandedOff("people", trigger: "returned", issues: "[]"))
            .Entries([.. Model("billing", Calls(("k1", "pay", """{"amount":30}"""))), Begun(arguments: """{"amount":30}""")])
            .Ran(arguments: """{"amount":30}""")
            .IsFine();

    [Fact]
    public void A_payment_beyond_the_agents_own_grant_is_reported()
    {
        var world = Opened();
        world.Team = world.Team with { Agents = [.. world.Team.Agents.Select(agent => agent with { Permissions = ["pay <= 5"] })] };
        Pays(10, world).BreaksAmong("4 what runs", "nothing permits billing pay");
    }

    [Fact]
    public void A_tool_beyond_the_limits_is_reported() =>
        Opened()
            .Called("again")
            .Entries(Model("triage", Calls(("t1", "transfer_to_billing", "{}"))))
            .Entries([
                Issue(more: $",call_id:\"t1\",constraints:{OnlyPay}"),
                HandedOff(more: $",\"constraints\":{OnlyPay}"),
                .. Model("billing", Calls(("k1", "again", "{}"))),
                Begun("again", arguments: "{}"),
            ])
            .BreaksAmong("4 what runs", "limits forbid billing to use again");

    [Fact]
    public void A_tool_that_the_agent_does_not_have_is_reported() =>
        Opened()
            .Entries([.. Model("triage", Calls(("k1", "look", "{}"))), Begun("look", arguments: "{}", agent: "triage")])
            .BreaksAmong("4 what runs", "triage does not have look");

    [Fact]
    public void Arguments_that_are_not_the_journals_are_reported() =>
        JournalRuleTests.Begins().Ran(arguments: """{"amount":15}""").BreaksAmong("4 what runs", "other arguments");

    [Fact]
    public void A_payment_that_nobody_approved_is_reported() =>
        Pays(40, Widened()).BreaksAmong("4 what needs approval", "nobody approved it");

    [Fact]
    public void A_payment_that_was_approved_is_fine() => PaysAfter("true").IsFine();

    [Fact]
    public void A_payment_that_was_refused_is_reported() => PaysAfter("false").BreaksAmong("4 what needs approval", "refused it");

    [Fact]
    public void An_issue_that_loses_the_limits_of_its_handoff_is_reported() =>
        Opened()
            .Entries(Model("triage", Calls(("t1", "transfer_to_billing", "{}"))))
            .Entries(Issue(more: ",call_id:\"t1\""))
            .Breaks("4 constraints only narrow", "without the limit [pay <= 20]");

    [Fact]
    public void A_briefing_that_drops_a_limit_is_reported() =>
        Opened()
            .Entries(Model("triage", Calls(("t1", "transfer_to_billing", "{}"))))
            .Entries(Issue(more: $",call_id:\"t1\",constraints:{Limits}"), HandedOff())
            .Breaks("4 constraints only narrow", "the briefing drops a limit");

    [Fact]
    public void Work_after_its_deadline_is_reported() =>
        WorksUntil("2026-11-23T09:00:00.002Z").Breaks("4 constraints only narrow", "used up");

    [Fact]
    public void Work_before_its_deadline_is_fine() => WorksUntil("2026-11-23T10:00:00.000Z").IsFine();

    [Fact]
    public void A_permission_that_is_widened_without_a_ticket_is_reported() =>
        Opened()
            .Act("Grant", entries: """permission_granted ticket:"c1-1",by:"maria",permission:"pay" """)
            .BreaksAmong("4 constraints only narrow", "no person has a ticket");

    private const string OnlyPay = """{"permissions":["pay <= 20"],"tools":["pay"]}""";

    private static WorldBuilder WorksUntil(string deadline)
    {
        var limits = Limits.Replace("{", $"{{\"deadline\":\"{deadline}\",", StringComparison.Ordinal);
        return Opened().WithBilling(limits).Entries(Model("billing"));
    }

    // The handoff limits nothing, so that the agent's own grant counts.
    private static WorldBuilder Widened()
    {
        var world = Opened();
        world.Team = world.Team with
        {
            Agents =
            [
                .. world.Team.Agents.Select(agent =>
                    agent with
                    {
                        Handoffs = [.. agent.Handoffs.Select(to => to with { Permissions = null })],
                    }
                ),
            ],
        };
        return world;
    }

    private static WorldBuilder Pays(int amount, WorldBuilder? world = null)
    {
        var arguments = $"{{\"amount\":{amount}}}";
        var limits = world is null ? Limits : """{"tools":["pay","look","again"]}""";
        return (world ?? Opened())
            .Called("pay")
            .WithBilling(world?.Team.Agents[0].Handoffs[0].Permissions is null ? limits : Limits)
            .Entries([.. Model("billing", Calls(("k1", "pay", arguments))), Begun(arguments: arguments)])
            .Ran(arguments: arguments);
    }

    private static WorldBuilder PaysAfter(string approved)
    {
        const string Arguments = """{"amount":40}""";
        return Widened()
            .Called("pay")
            .WithBilling("""{"tools":["pay","look","again"]}""")
            .Entries(Model("billing", Calls(("k1", "pay", Arguments))))
            .Entries($"""approval_asked participant:"billing",tool:"pay",call_id:"k1",arguments:{Arguments},reason:"Much." """)
            .Act(
                approved == "true" ? "Approve" : "Refuse",
                call: "k1",
                entries: $"""approval_decided call_id:"k1",approved:{approved},by:"maria" """
            )
            .Entries(Begun(arguments: Arguments))
            .Ran(arguments: Arguments);
    }
}
