using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class DueRuleTests
{
    private const string Deadline = """timer_fired due:"2026-11-23T09:00:00.000Z",of:"deadline" """;
    private const string Fired = """timer_fired due:"2026-11-23T09:00:00.000Z",of:"unfinished" """;

    [Fact]
    public void A_timer_that_fires_in_its_time_is_fine() => Opened().Entries(Fired).IsFine();

    [Fact]
    public void A_timer_that_fires_before_its_time_is_reported() =>
        Opened().Entries("""timer_fired due:"2026-11-23T10:00:00.000Z",of:"unfinished" """).Breaks("what falls due", "is due at");

    [Fact]
    public void A_timer_that_fires_twice_is_reported() => Opened().Entries(Deadline, Deadline).Breaks("what falls due", "had fired before");

    [Fact]
    public void Work_that_one_process_after_the_other_leaves_is_due_each_time() => Opened().Entries(Fired, Fired).IsFine();

    [Fact]
    public void An_issue_whose_deadline_nobody_waits_for_is_reported()
    {
        var world = Opened()
            .Entries(Model("triage", Calls(("t1", "transfer_to_billing", "{}"))))
            .Entries(
                Issue(
                    status: "waiting_on_customer",
                    more: """,constraints:{"deadline":"2026-11-23T12:00:00.000Z","permissions":["pay <= 20"],"tools":["pay"]}"""
                )
            );
        world.Replied("Which one?", agent: "triage").BreaksAmong("what falls due", "has time until");
    }

    [Fact]
    public void What_is_still_due_at_the_end_is_reported() =>
        Opened().WithTicket().Ends(TimeSpan.FromHours(1)).BreaksAmong("what falls due", "something is due since");

    [Fact]
    public void A_ticket_that_nobody_took_in_time_is_reported() =>
        Opened()
            .WithTicket(""",first_response_due:"2026-11-23T09:30:00.000Z" """)
            .Ends(TimeSpan.FromHours(1))
            .BreaksAmong("what falls due", "nobody took ticket c1-1");

    [Fact]
    public void Timers_of_which_nothing_follows_are_reported() =>
        Opened()
            .After(TimeSpan.FromMinutes(1))
            .Entries([
                .. Enumerable.Range(0, 6).Select(second => $"""timer_fired due:"2026-11-23T09:00:0{second}.000Z",of:"unfinished" """),
            ])
            .Breaks("cost", "timer in a row");

    [Fact]
    public void Entries_without_end_are_reported()
    {
        var world = Opened();
        for (var times = 0; times < 600; times++)
            world.Entries("""attempt_failed participant:"triage",cause:"model_error",detail:"Again." """);
        world.Breaks("cost", "since anybody asked for something");
    }
}
