using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class IssueRuleTests
{
    [Fact]
    public void An_issue_that_is_left_lying_is_reported() =>
        JournalRuleTests.Begins().Ran().Done().Entries(Ended()).Replied().Breaks("3", "issue 1 of billing is left lying");

    [Fact]
    public void An_issue_that_was_tried_in_a_leg_may_be_left() =>
        Opened()
            .Entries(
                Issue(),
                JournalRuleTests.Delegated,
                """leg_ended leg:"1",participant:"billing",outcome:"failed",report:"",issues:[1],cause:"model_error" """
            )
            .Replied("Not done.", agent: "triage")
            .IsFine();

    [Fact]
    public void A_conversation_that_closes_with_an_open_issue_is_reported() =>
        JournalRuleTests
            .Paid()
            .Entries(Issue("in_progress", by: "billing", number: 2))
            .Replied()
            .Entries("""conversation_closed reason:"Bored." """)
            .Breaks("3", "issue 2 is in_progress when the conversation closes");

    [Fact]
    public void An_issue_that_ends_twice_is_reported() =>
        JournalRuleTests
            .Paid()
            .Entries(Issue("escalated", by: "billing", type: "issue_changed", more: ",reason:\"Too late.\""))
            .Breaks("an issue ends once", "had ended as resolved and becomes escalated");

    [Fact]
    public void An_issue_that_is_opened_again_without_a_name_is_reported() =>
        JournalRuleTests
            .Paid()
            .Entries(Issue(by: "billing", type: "issue_changed"))
            .Breaks("an issue ends once", "had ended as resolved and becomes open");

    [Fact]
    public void An_issue_that_is_reopened_by_name_is_fine() =>
        JournalRuleTests.Paid().Entries(Issue(by: "triage", type: "issue_changed", more: ",reason:\"reopened by triage\"")).IsFine();

    [Fact]
    public void An_issue_that_is_declined_without_a_reason_is_reported() =>
        Opened().WithBilling().Entries(Issue("declined", by: "billing", type: "issue_changed")).Breaks("3", "without a reason");

    [Fact]
    public void An_issue_with_a_number_twice_is_reported() =>
        Opened().Entries(Issue(), Issue(number: 3)).Breaks("3", "issue 3 is opened when there are 1");

    [Fact]
    public void An_issue_that_is_raised_twice_is_reported() =>
        Opened()
            .Entries(Issue(), """issue_opened issue:2,title:"a refund... 1",owner:"billing",status:"open",by:"triage" """)
            .Breaks("3", "has the same title");

    [Fact]
    public void An_issue_that_nobody_opened_is_reported() => Opened().Entries(Issue(type: "issue_changed")).Breaks("3", "was never opened");

    [Fact]
    public void An_issue_of_somebody_outside_the_team_is_reported() =>
        Opened().Entries(Issue(owner: "nobody")).Breaks("3", "who is not in the team");

    [Fact]
    public void An_issue_at_a_desk_where_nobody_is_to_act_is_reported() =>
        Opened()
            .Entries(Issue("in_progress", owner: "people"))
            .Entries("""degraded participant:"triage",message:"m1",text:"I am sorry.",reason:"Late." """)
            .Breaks("3", "is in_progress at people");

    [Fact]
    public void A_transfer_of_which_no_issue_says_anything_is_reported() =>
        Opened()
            .Entries(Model("triage", Calls(("t1", "transfer_to_billing", "{}"))))
            .Replied("Hello.", agent: "triage")
            .Breaks("3", "transfers to billing, and no issue says so");

    [Fact]
    public void An_issue_that_a_transfer_names_and_nobody_opens_is_reported() =>
        Transferred("A refund 1", "A second thing").BreaksAmong("3 no issue is dropped", "'A second thing', which is no issue");

    [Fact]
    public void Issues_that_a_transfer_names_and_that_are_opened_are_fine() =>
        Transferred("a refund, 1").IsSilentOn("3 no issue is dropped");

    private static WorldBuilder Transferred(params string[] issues) =>
        Opened()
            .Entries(
                Model(
                    "triage",
                    Calls(("t1", "transfer_to_billing", $$"""{"issues":[{{string.Join(",", issues.Select(issue => $"\"{issue}\""))}}]}"""))
                )
            )
            .Entries(Issue(more: ",call_id:\"t1\""), HandedOff());
}
