using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class WorkerRuleTests
{
    private const string Name = "one living process works";

    [Fact]
    public void Another_process_that_writes_while_a_model_is_asked_is_reported() =>
        Asked(isDurable: true)
            .By(2)
            .Entries("still_working participant:\"triage\",message:\"m1\",text:\"Wait.\" ")
            .BreaksAmong(Name, "model call");

    [Fact]
    public void Another_process_that_is_first_is_fine() =>
        Asked(isDurable: false).By(2).Entries("still_working participant:\"triage\",message:\"m1\",text:\"Wait.\" ").IsSilentOn(Name);

    [Fact]
    public void Another_process_that_writes_after_the_first_was_killed_is_fine() =>
        Asked(isDurable: true)
            .Add(new Happening.ProcessKilled())
            .By(2)
            .Entries("still_working participant:\"triage\",message:\"m1\",text:\"Wait.\" ")
            .IsSilentOn(Name);

    [Fact]
    public void Another_process_that_writes_after_the_first_could_not_reach_the_store_is_fine() =>
        Asked(isDurable: true)
            .Add(new Happening.StoreFailed("RenewLeasesAsync", "before"))
            .By(2)
            .Entries("still_working participant:\"triage\",message:\"m1\",text:\"Wait.\" ")
            .IsSilentOn(Name);

    [Fact]
    public void Another_process_that_goes_on_with_a_turn_that_was_given_up_is_fine() =>
        Asked(isDurable: true)
            .Add(new Happening.SendFailed(Conversation, "m1", nameof(TaskCanceledException), ""))
            .By(2)
            .Entries("still_working participant:\"triage\",message:\"m1\",text:\"Wait.\" ")
            .IsSilentOn(Name);

    [Fact]
    public void Another_process_that_writes_after_a_turn_of_another_conversation_was_given_up_is_reported() =>
        Asked(isDurable: true)
            .Add(new Happening.SendFailed("c2", "m1", nameof(TaskCanceledException), ""))
            .By(2)
            .Entries("still_working participant:\"triage\",message:\"m1\",text:\"Wait.\" ")
            .BreaksAmong(Name, "model call");

    private static WorldBuilder Asked(bool isDurable)
    {
        var world = Opened().Asked("triage");
        return isDurable ? world.Entries(Model("triage")[0]) : world;
    }
}
