using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class HistoryRuleTests
{
    [Fact]
    public void A_history_with_calls_and_results_is_fine() => Asks(System(), User(), Call(), Result()).IsFine();

    [Fact]
    public void A_call_without_a_result_is_reported() => Asks(User(), Call(), User()).Breaks("6", "no result right behind it");

    [Fact]
    public void A_result_without_its_call_is_reported() => Asks(User(), Call("k2"), Result()).Breaks("6", "have results");

    [Fact]
    public void Two_messages_of_the_user_in_a_row_are_reported() => Asks(User(), User()).Breaks("6", "follows 'user'");

    [Fact]
    public void A_history_that_ends_with_the_assistant_is_reported() =>
        Asks(User(), new ProviderMessage("assistant", [new ProviderPart("text", "Hello.")])).Breaks("6", "does not end with");

    [Fact]
    public void Empty_text_is_reported() => Asks(new ProviderMessage("user", [new ProviderPart("text", " ")])).Breaks("6", "empty text");

    [Fact]
    public void A_message_without_parts_is_reported() => Asks(new ProviderMessage("user", [])).Breaks("6", "is empty");

    [Fact]
    public void A_name_that_a_provider_refuses_is_reported() => Asks(User(), Call("k 1"), Result("k 1")).Breaks("6", "a provider refuses");

    [Fact]
    public void Arguments_that_are_no_object_are_reported() => Asks(User(), Call(arguments: "[1]"), Result()).Breaks("6", "no object");

    [Fact]
    public void A_transfer_that_is_shown_as_a_call_is_reported() =>
        Asks(User(), Call(tool: "transfer_to_billing"), Result()).Breaks("6", "is shown as a call");

    [Fact]
    public void A_call_of_a_tool_that_the_agent_never_had_is_reported() =>
        Asks(User(), Call(tool: "fly"), Result()).Breaks("6", "never had");

    [Fact]
    public void A_private_block_of_another_agent_is_reported() => Secretly("billing").Breaks("6", "private block of triage");

    [Fact]
    public void A_private_block_of_its_own_is_fine() => Secretly("triage").IsFine();

    private static WorldBuilder Asks(params ProviderMessage[] messages) => Opened().Asked("billing", messages);

    private static WorldBuilder Secretly(string reader)
    {
        var world = Opened().Asked("triage", User());
        var call = ((Happening.ModelAsked)world.Record.Happenings[^1]).Call;
        world.Add(new Happening.ModelReplied(call, "good", "Hello.", [], null) { Private = ["thought-1"] });
        return world.Asked(
            reader,
            User(),
            new ProviderMessage("assistant", [new ProviderPart("private", "thought-1"), new ProviderPart("text", "Hello.")]),
            User()
        );
    }

    private static ProviderMessage System() => new("system", [new ProviderPart("text", "You are billing.")]);

    private static ProviderMessage User() => new("user", [new ProviderPart("text", "A refund, please.")]);

    private static ProviderMessage Call(string id = "k1", string tool = "pay", string arguments = "{}") =>
        new("assistant", [new ProviderPart("call", arguments, id, tool)]);

    private static ProviderMessage Result(string id = "k1") => new("tool", [new ProviderPart("result", "done", id)]);
}
