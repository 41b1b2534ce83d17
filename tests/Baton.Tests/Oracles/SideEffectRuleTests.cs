using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class SideEffectRuleTests
{
    [Fact]
    public void A_tool_that_runs_once_and_runs_twice_is_reported() =>
        JournalRuleTests.Begins().Ran().Ran().Breaks("7", "runs for the 2. time");

    [Fact]
    public void A_tool_that_runs_before_its_begin_is_durable_is_reported() =>
        Opened()
            .Called("pay")
            .WithBilling()
            .Entries(Model("billing", Calls(("k1", "pay", """{"amount":10}"""))))
            .Ran()
            .BreaksAmong("7", "does not know that it has begun");

    [Fact]
    public void A_tool_that_runs_after_its_end_is_reported() =>
        Repeated().Done().Entries(EndedAgain()).Ran("again", arguments: "{}").Breaks("7", "ended in");

    [Fact]
    public void A_tool_that_is_repeated_in_another_process_is_fine() => Repeated().Done().Entries(EndedAgain()).IsFine();

    [Fact]
    public void A_process_that_stood_still_may_still_do_what_it_had_begun()
    {
        var world = JournalRuleTests.Begins();
        world.Process = 2;
        world.Entries(Ended("unknown"));
        world.Process = 1;
        world.Ran().IsFine();
    }

    [Fact]
    public void Two_calls_for_one_of_a_model_are_reported() =>
        JournalRuleTests
            .Paid()
            .Entries([.. Model("billing", Calls(("k2", "pay", """{"amount":10}"""))), Begun(id: "k2")])
            .Ran(id: "k2")
            .Breaks("7", "models called pay only 1 times");

    [Fact]
    public void A_result_that_is_not_the_tools_is_reported() =>
        JournalRuleTests.Begins().Ran().Done(result: "not done").Entries(Ended()).Breaks("7", "did not end as 'ok'");

    [Fact]
    public void A_call_that_is_said_to_have_run_and_did_not_is_reported() =>
        JournalRuleTests.Begins().Entries(Ended()).Breaks("7", "is said to have run, and did not");

    [Fact]
    public void A_call_that_is_said_to_have_failed_and_did_not_is_reported() =>
        JournalRuleTests.Begins().Ran().Done().Entries(Ended("failed")).Breaks("7", "is said to have failed");

    [Fact]
    public void A_call_that_is_unknown_though_nothing_interrupted_it_is_reported() =>
        JournalRuleTests.Begins().Ran().Done().Entries(Ended("unknown")).Breaks("7", "interrupted by nothing");

    [Fact]
    public void A_call_that_a_kill_interrupted_is_unknown()
    {
        var world = JournalRuleTests.Begins().Ran().Done("lost").Add(new Happening.ProcessKilled());
        world.Process = 2;
        world.Entries(Ended("unknown")).IsFine();
    }

    [Fact]
    public void A_call_that_may_be_repeated_is_never_unknown() => Repeated().Entries(EndedAgain("unknown")).Breaks("7", "may be repeated");

    [Fact]
    public void A_call_that_may_be_repeated_is_unknown_where_the_customer_wrote_since() =>
        Repeated()
            .Entries("message_received message:\"m2\",text:\"No, please don't.\" ")
            .Entries(EndedAgain("unknown"))
            .IsSilentOn("7 the journal says what tools did");

    [Fact]
    public void A_call_that_begins_although_the_customer_wrote_since_is_reported() =>
        Opened()
            .Called("pay")
            .WithBilling()
            .Entries(Model("billing", Calls(("k1", "pay", """{"amount":10}"""))))
            .Entries("message_received message:\"m2\",text:\"No, please don't.\" ")
            .Entries(Begun())
            .BreaksAmong("7 a customer who wrote again", "was decided in entry");

    [Fact]
    public void A_tool_that_runs_beside_itself_though_nothing_happened_is_reported() =>
        Opened()
            .Called("again")
            .WithBilling()
            .Entries([.. Model("billing", Calls(("k1", "again", "{}"))), Begun("again", arguments: "{}")])
            .Ran("again", arguments: "{}")
            .Ran("again", arguments: "{}")
            .Breaks("7", "runs beside itself");

    [Fact]
    public void A_call_with_the_id_of_a_look_up_that_never_became_durable_is_fine() =>
        Opened()
            .Called("look")
            .Called("pay")
            .WithBilling()
            .Ran("look", arguments: "{}")
            .Add(new Happening.ProcessKilled())
            .Entries([.. Model("billing", Calls(("k1", "pay", """{"amount":10}"""))), Begun()])
            .Ran()
            .IsFine();

    [Fact]
    public void A_call_with_the_id_of_a_durable_look_up_is_reported() =>
        Opened()
            .Called("look")
            .Called("pay")
            .WithBilling()
            .Entries([.. Model("billing", Calls(("k1", "look", "{}"))), Begun("look", arguments: "{}")])
            .Ran("look", arguments: "{}")
            .Done()
            .Entries(Ended(tool: "look"))
            .Ran()
            .BreaksAmong("7", "has the id of a call of look");

    private static string EndedAgain(string outcome = "ok") => Ended(outcome, tool: "again");

    private static WorldBuilder Repeated()
    {
        var world = Opened()
            .Called("again")
            .WithBilling()
            .Entries([.. Model("billing", Calls(("k1", "again", "{}"))), Begun("again", arguments: "{}")])
            .Ran("again", arguments: "{}")
            .Add(new Happening.ProcessKilled());
        world.Process = 2;
        return world.Ran("again", arguments: "{}");
    }
}
