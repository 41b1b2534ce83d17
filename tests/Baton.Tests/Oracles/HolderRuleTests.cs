using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class HolderRuleTests
{
    [Fact]
    public void Somebody_else_who_acts_is_reported() =>
        Opened().Entries(Model("billing")).Breaks("1 one holder", "billing acts, and triage holds the baton");

    [Fact]
    public void A_handoff_along_no_declared_way_is_reported() =>
        Opened()
            .WithBilling()
            .Entries(HandedOff("billing", "triage", issues: "[]"))
            .Breaks("1 the baton", "nothing lets billing give the baton to triage");

    [Fact]
    public void A_handoff_back_to_who_had_the_baton_is_fine() =>
        Opened().WithBilling().Entries(HandedOff("billing", "triage", "returned", "[]")).IsFine();

    [Fact]
    public void A_handoff_to_somebody_outside_the_team_is_reported() =>
        Opened().Entries(HandedOff(to: "nobody")).Breaks("1 the baton", "there is no nobody");

    [Fact]
    public void A_handoff_to_the_ladder_without_an_escalation_is_reported() =>
        Opened().Entries(HandedOff(to: "people", trigger: "escalated", issues: "[]")).Breaks("1 the baton", "'escalated'");

    [Fact]
    public void A_handoff_to_a_desk_with_a_ticket_is_fine() => Opened().WithTicket().IsFine();

    [Fact]
    public void An_issue_that_is_given_along_no_declared_way_is_reported() =>
        Opened()
            .WithBilling()
            .Entries(Model("billing", Calls(("t2", "transfer_to_chief", "{}"))))
            .Entries(Issue(type: "issue_opened", number: 2, owner: "nobody", by: "billing", more: """,call_id:"t2" """))
            .BreaksAmong("1 the baton", "billing gives issue 2 to nobody");

    [Fact]
    public void A_leg_has_a_holder_of_its_own() =>
        Opened().Entries(Issue(), JournalRuleTests.Delegated).Entries(Model("billing", leg: "1")).IsFine();

    [Fact]
    public void Who_holds_another_leg_does_not_act_in_this_one() =>
        Opened()
            .Entries(Issue(), JournalRuleTests.Delegated)
            .Entries(Model("triage", leg: "1"))
            .Breaks("1 one holder", "triage acts, and billing holds the baton");
}
