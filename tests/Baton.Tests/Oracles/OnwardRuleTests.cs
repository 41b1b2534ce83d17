using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class OnwardRuleTests
{
    private const string Expired = """ticket_expired ticket:"c1-1",due:"first_response" """;
    private const string Told = """attempt_failed participant:"triage",cause:"empty_reply",detail:"Empty.",told:"Say something." """;

    [Fact]
    public void A_hand_back_that_nobody_gets_is_reported() => HandedBack().Ends().BreaksAmong("people: what is handed back", "never gets");

    [Fact]
    public void A_hand_back_whose_agent_does_not_have_the_baton_is_reported() =>
        HandedBack().Entries(Model("triage")[0]).BreaksAmong("people: what is handed back", "did not get the baton");

    [Fact]
    public void A_hand_back_that_arrives_is_fine() =>
        HandedBack()
            .Entries(HandedOff(from: "people", to: "triage", trigger: "returned", issues: "[]"))
            .IsSilentOn("people: what is handed back");

    [Fact]
    public void A_ticket_that_nobody_took_and_that_stays_is_reported() =>
        Late("people", "bank")
            .Entries("fell_back participant:\"people\",rung:\"degraded\",cause:\"timed_out\" ")
            .BreaksAmong("11 a ticket that nobody took", "bank was never asked");

    [Fact]
    public void A_ticket_that_nobody_took_and_that_goes_on_is_fine() =>
        Late("people", "bank")
            .Entries("""escalated from:"people",to:"bank",trigger:"timed_out",reason:"Late." """)
            .IsSilentOn("11 a ticket that nobody took");

    [Fact]
    public void A_ticket_that_nobody_took_and_that_goes_on_after_a_failed_append_is_fine() =>
        Late("people", "bank")
            .Entries("""timer_fired due:"2026-03-02T08:00:00.000Z",of:"unfinished" """)
            .Entries("""escalated from:"people",to:"bank",trigger:"timed_out",reason:"Late." """)
            .IsSilentOn("11 a ticket that nobody took");

    [Fact]
    public void A_ticket_that_nobody_took_at_the_last_rung_may_stay() =>
        Late("people")
            .Entries("fell_back participant:\"people\",rung:\"degraded\",cause:\"timed_out\" ")
            .IsSilentOn("11 a ticket that nobody took");

    [Fact]
    public void A_baton_that_goes_to_and_fro_is_reported() => ToAndFro().BreaksAmong("10 the baton does not go to and fro", "before");

    [Fact]
    public void A_baton_that_comes_again_after_a_result_is_fine() =>
        ToAndFro(Begun("look"), Ended(tool: "look")).IsSilentOn("10 the baton does not go to and fro");

    [Fact]
    public void A_second_correction_is_reported() => Opened().Entries(Told, Told).BreaksAmong("10 a model is corrected once", "again");

    [Fact]
    public void Corrections_of_other_faults_are_fine_up_to_three()
    {
        var others = new[] { "unknown_target", "cut_off", "malformed_arguments" };
        Opened().Entries([Told, .. others[..2].Select(Of)]).IsSilentOn("10 a model is corrected once");
        Opened().Entries([Told, .. others.Select(Of)]).BreaksAmong("10 a model is corrected once", "again");

        static string Of(string cause) => $"""attempt_failed participant:"triage",cause:"{cause}",detail:"No.",told:"Again." """;
    }

    [Fact]
    public void A_correction_after_a_handoff_is_fine() =>
        Opened().Entries(Told).WithBilling().Entries(Told).IsSilentOn("10 a model is corrected once");

    [Fact]
    public void A_transfer_that_is_only_told_of_is_reported() =>
        Opened()
            .Add(new Happening.ModelAsked(1, "triage", [], ["transfer_to_billing"]) { Conversation = Conversation })
            .Add(new Happening.ModelReplied(1, "NarratesTransfer", "I connect you.", [], null))
            .Replied("I connect you.", agent: "triage")
            .BreaksAmong("5 a transfer that is told of", "nobody was given");

    private static WorldBuilder HandedBack() =>
        Opened().WithTicket().Entries("""ticket_closed ticket:"c1-1",by:"maria",to:"triage",report:"Done." """);

    private static WorldBuilder Late(params string[] ladder)
    {
        var world = Opened();
        world.Team = world.Team with { Ladder = ladder };
        return world.WithTicket().Entries(Expired);
    }

    private static WorldBuilder ToAndFro(params string[] between) =>
        Opened()
            .WithBilling()
            .Entries(HandedOff(from: "billing", to: "triage", trigger: "returned"))
            .Entries(between.Length == 0 ? Model("triage") : between)
            .Entries(HandedOff());
}
