using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Agents;

/// <summary>The forms in which models write the arguments of the team's own tools, and what becomes of wrong ones.</summary>
public sealed class ToolArgumentTests
{
    private const string Schema = """
        {"type":"object","properties":{
          "order_id":{"type":"string"},
          "amount":{"type":"number","minimum":0},
          "pieces":{"type":"integer"},
          "notify":{"type":"boolean"},
          "plan":{"type":"string","enum":["basic","pro_plus"]},
          "items":{"type":"array","items":{"type":"integer"}},
          "tags":{"type":"array","items":{"type":"string"}},
          "day":{"type":"string","format":"date"},
          "at":{"type":"string","format":"date-time"},
          "note":{"type":["string","null"]},
          "address":{"$ref":"#/$defs/address"},
          "limit":{"anyOf":[{"type":"integer"},{"type":"null"}]}},
         "required":["order_id"],
         "$defs":{"address":{"type":"object","properties":{"zip":{"type":"string"},"number":{"type":"integer"}},"required":["zip"]}}}
        """;

    private readonly ConversationId conversation = new("c1");
    private readonly InMemoryJournal journal = new();
    private readonly List<string> ran = [];

    [Theory]
    [InlineData("""{"order_id":"A1"}""", """{"order_id":"A1"}""")]
    [InlineData("""{"order_id":"A1","amount":49.90}""", """{"order_id":"A1","amount":49.90}""")]
    [InlineData("""{"order_id":4711}""", """{"order_id":"4711"}""")]
    [InlineData("""{"order_id":["A1"]}""", """{"order_id":"A1"}""")]
    [InlineData("""{"order_id":{"value":"A1"}}""", """{"order_id":"A1"}""")]
    [InlineData("""{"order_id":"A1","amount":"49.99"}""", """{"order_id":"A1","amount":49.99}""")]
    [InlineData("""{"order_id":"A1","amount":"$1,234.50"}""", """{"order_id":"A1","amount":1234.50}""")]
    [InlineData("""{"order_id":"A1","amount":"1.234,50 €"}""", """{"order_id":"A1","amount":1234.50}""")]
    [InlineData("""{"order_id":"A1","amount":"49,99"}""", """{"order_id":"A1","amount":49.99}""")]
    [InlineData("""{"order_id":"A1","amount":[5]}""", """{"order_id":"A1","amount":5}""")]
    [InlineData("""{"order_id":"A1","pieces":3.0}""", """{"order_id":"A1","pieces":3}""")]
    [InlineData("""{"order_id":"A1","pieces":"#3"}""", """{"order_id":"A1","pieces":3}""")]
    [InlineData("""{"order_id":"A1","notify":"true"}""", """{"order_id":"A1","notify":true}""")]
    [InlineData("""{"order_id":"A1","notify":"No"}""", """{"order_id":"A1","notify":false}""")]
    [InlineData("""{"order_id":"A1","notify":1}""", """{"order_id":"A1","notify":true}""")]
    [InlineData("""{"order_id":"A1","plan":"Pro Plus"}""", """{"order_id":"A1","plan":"pro_plus"}""")]
    [InlineData("""{"order_id":"A1","plan":"none"}""", """{"order_id":"A1"}""")]
    [InlineData("""{"order_id":"A1","items":7}""", """{"order_id":"A1","items":[7]}""")]
    [InlineData("""{"order_id":"A1","items":"[7, 8]"}""", """{"order_id":"A1","items":[7,8]}""")]
    [InlineData("""{"order_id":"A1","items":"7, 8"}""", """{"order_id":"A1","items":[7,8]}""")]
    [InlineData("""{"order_id":"A1","items":["7",8]}""", """{"order_id":"A1","items":[7,8]}""")]
    [InlineData("""{"order_id":"A1","tags":"late, again"}""", """{"order_id":"A1","tags":["late, again"]}""")]
    [InlineData("""{"order_id":"A1","day":"2026-11-30T00:00:00Z"}""", """{"order_id":"A1","day":"2026-11-30"}""")]
    [InlineData("""{"order_id":"A1","at":"2026-11-30 10:15"}""", """{"order_id":"A1","at":"2026-11-30T10:15:00"}""")]
    [InlineData("""{"order_id":"A1","at":"2026-11-30"}""", """{"order_id":"A1","at":"2026-11-30"}""")]
    [InlineData("""{"order_id":"A1","amount":null,"items":null,"plan":""}""", """{"order_id":"A1"}""")]
    [InlineData("""{"order_id":"A1","amount":"N/A","pieces":"none"}""", """{"order_id":"A1"}""")]
    [InlineData("""{"order_id":"A1","note":null,"limit":null}""", """{"order_id":"A1","note":null,"limit":null}""")]
    [InlineData("""{"order_id":"A1","limit":"5"}""", """{"order_id":"A1","limit":5}""")]
    [InlineData("""{"orderId":"A1","Notify":true}""", """{"order_id":"A1","notify":true}""")]
    [InlineData("""{"order-id":"A1"}""", """{"order_id":"A1"}""")]
    [InlineData("""{"Order ID":"Ä1 <b>"}""", """{"order_id":"Ä1 <b>"}""")]
    [InlineData("""{"order_id":"A1","address":{"Zip":12345,"number":"7"}}""", """{"order_id":"A1","address":{"zip":"12345","number":7}}""")]
    [InlineData("""{"order_id":"A1","address":"{\"zip\":\"1\"}"}""", """{"order_id":"A1","address":{"zip":"1"}}""")]
    [InlineData("""{"arguments":"{\"order_id\":\"A1\",\"amount\":\"5\"}"}""", """{"order_id":"A1","amount":5}""")]
    public async Task An_argument_is_read_for_what_was_meant(string written, string meant)
    {
        var (turn, entries) = await RunAsync(Call("refund", written), Say("Done."));

        Assert.Equal("Done.", turn.FinalOutput);
        Assert.Equal([meant], ran);
        Assert.Equal(meant, Assert.Single(entries.OfType<ToolCallBegun>()).Arguments.ToString());
        Assert.Empty(entries.OfType<AttemptFailed>());
        Assert.Null(Assert.Single(entries.OfType<ModelCallEnded>().First().Calls!).Dropped);
    }

    [Theory]
    [InlineData("""{}""", "order_id is missing.")]
    [InlineData("""{"order_id":null}""", "order_id is missing.")]
    [InlineData("""{"order_id":"<text>"}""", "order_id is missing.")]
    [InlineData("""{"amount":"much"}""", "order_id is missing; amount must be of the type number.")]
    [InlineData("""{"order_id":{"a":1,"b":2}}""", "order_id must be of the type string.")]
    [InlineData("""{"order_id":"A1","amount":-1}""", "amount must be at least 0.")]
    [InlineData("""{"order_id":"A1","amount":"1,234"}""", "amount must be of the type number.")]
    [InlineData("""{"order_id":"A1","pieces":2.5}""", "pieces must be of the type integer.")]
    [InlineData("""{"order_id":"A1","notify":"maybe"}""", "notify must be of the type boolean.")]
    [InlineData("""{"order_id":"A1","plan":"gold"}""", "plan must be one of [\"basic\",\"pro_plus\"].")]
    [InlineData("""{"order_id":"A1","items":"some"}""", "items[0] must be of the type integer.")]
    [InlineData("""{"order_id":"A1","day":"tomorrow"}""", "day must be a date.")]
    [InlineData("""{"order_id":"A1","at":"soon"}""", "at must be a date-time.")]
    [InlineData("""{"order_id":"A1","address":{"number":7}}""", "address.zip is missing.")]
    public async Task A_wrong_argument_is_told_by_its_name_and_never_reaches_the_tool(string written, string problem)
    {
        var (turn, entries) = await RunAsync(Call("refund", written), Call("refund", """{"order_id":"A2"}"""), Say("Done."));

        Assert.Equal("Done.", turn.FinalOutput);
        Assert.Equal(["""{"order_id":"A2"}"""], ran);
        var refused = entries.OfType<ToolCallEnded>().First();
        Assert.Equal(ToolOutcome.Refused, refused.Outcome);
        Assert.StartsWith($"Error: refund was not called: {problem} Call refund again with {{", refused.Result, StringComparison.Ordinal);
        Assert.Single(entries.OfType<ToolCallBegun>());
        Assert.Equal(FailureCause.MalformedArguments, Assert.Single(entries.OfType<AttemptFailed>()).Cause);
    }

    [Fact]
    public async Task The_model_reads_what_to_send_with_its_own_right_values_and_none_made_up()
    {
        var (_, entries) = await RunAsync(
            Call("refund", """{"amount":12.5,"plan":"gold","address":{}}"""),
            Call("refund", """{"order_id":"A2"}"""),
            Say("Done.")
        );

        Assert.EndsWith(
            """
            Call refund again with {"address": {"zip": "<text>"}, "amount": 12.5, "order_id": "<text>", "plan": "<basic or pro_plus>"}.
            """,
            entries.OfType<ToolCallEnded>().First().Result,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_argument_that_the_tool_does_not_have_is_left_out_and_noted()
    {
        var (_, entries) = await RunAsync(Call("refund", """{"order_id":"A1","reason":"late","colour":"red"}"""), Say("Done."));

        Assert.Equal(["""{"order_id":"A1"}"""], ran);
        var call = Assert.Single(entries.OfType<ModelCallEnded>().First().Calls!);
        Assert.Equal(["reason", "colour"], call.Dropped);
        Assert.Equal("""{"order_id":"A1","reason":"late","colour":"red"}""", call.Written!.ToString());
    }

    [Fact]
    public async Task Nobody_is_asked_to_approve_a_call_with_wrong_arguments()
    {
        var (turn, entries) = await RunAsync(
            ApprovalRule.Over("amount", 50),
            Call("refund", """{"amount":500}"""),
            Call("refund", """{"order_id":"A1","amount":"$20"}"""),
            Say("Done.")
        );

        Assert.Equal("Done.", turn.FinalOutput);
        Assert.Empty(entries.OfType<ApprovalAsked>());
        Assert.Equal(["""{"order_id":"A1","amount":20}"""], ran);
    }

    [Theory]
    [InlineData("""{"order_id":"A1"}""")]
    [InlineData("""{"order_id":"A1","amount":null}""")]
    [InlineData("""{"order_id":"A1","Amount":"$51"}""")]
    public async Task A_call_beyond_the_limit_or_without_an_amount_waits_for_approval(string arguments)
    {
        var (turn, _) = await RunAsync(ApprovalRule.Over("amount", 50), Call("refund", arguments));

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.Empty(ran);
    }

    [Fact]
    public async Task A_tool_without_a_readable_schema_gets_what_the_model_wrote()
    {
        var (turn, _) = await RunAsync("{}", Call("refund", """{"anything":[1,{"a":null}]}"""), Say("Done."));

        Assert.Equal("Done.", turn.FinalOutput);
        Assert.Equal(["""{"anything":[1,{"a":null}]}"""], ran);
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","format":"ipv4"}},"x-order":1}""", """{"a":"b"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer","exclusiveMinimum":true,"minimum":1}}}""", """{"a":1}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","pattern":"(?=x)y"}}}""", """{"a":"b"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"https://example.com/a.json"}}}""", """{"a":1}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","nullable":true}},"required":["a"]}""", """{"a":null}""")]
    [InlineData("""{"type":"object","patternProperties":{"^x_":{"type":"string"}},"properties":{"a":{}}}""", """{"x_1":"b"}""")]
    [InlineData("""{"type":"object","properties":{"a":{}},"additionalProperties":true}""", """{"b":1}""")]
    [InlineData("""{"anyOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":{"type":"string"}}}]}""", """{"b":"1"}""")]
    [InlineData(
        """{"properties":{"a":{"properties":{"next":{"$ref":"#/properties/a"},"n":{"type":"integer"}}}}}""",
        """{"a":{"next":{"n":1}}}"""
    )]
    public async Task A_keyword_that_is_not_known_keeps_no_call_from_its_tool(string schema, string arguments)
    {
        var (turn, _) = await RunAsync(schema, Call("refund", arguments), Say("Done."));

        Assert.Equal("Done.", turn.FinalOutput);
        Assert.Equal([arguments], ran);
    }

    [Fact]
    public async Task A_required_argument_that_is_not_said_has_its_default_or_null()
    {
        const string schema = """
            {"type":"object","properties":{"a":{"type":"integer","default":5},"b":{"type":["string","null"]},"c":{"type":"string"}},
            "required":["a","b","c"]}
            """;

        await RunAsync(schema, Call("refund", """{"c":"x"}"""), Say("Done."));

        Assert.Equal(["""{"c":"x","a":5,"b":null}"""], ran);
    }

    [Fact]
    public async Task A_method_of_the_program_gets_its_types_from_what_a_model_writes()
    {
        string? got = null;
        var tool = Tool.Create(
            (int pieces, decimal amount, DayOfWeek day, DateOnly? on = null, string[]? tags = null, bool notify = false) =>
            {
                got = FormattableString.Invariant($"{pieces} {amount} {day} {on:yyyy-MM-dd} {string.Join('+', tags ?? [])} {notify}");
                return "ok";
            },
            "refund"
        );

        var turn = await RunWithAsync(
            tool,
            Call("refund", """{"Pieces":"3","amount":"12.50","day":"tuesday","on":"2026-11-30","tags":"late","notify":"yes"}"""),
            Say("Done.")
        );

        Assert.Equal("Done.", turn.FinalOutput);
        Assert.Equal("3 12.50 Tuesday 2026-11-30 late True", got);
    }

    private Task<(Turn Turn, List<JournalEntry> Entries)> RunAsync(params ScriptedReply[] replies) => RunAsync(Schema, replies);

    private Task<(Turn Turn, List<JournalEntry> Entries)> RunAsync(string schema, params ScriptedReply[] replies) =>
        RunAsync(new Tool(new Refund(JsonElement.Parse(schema), ran)), replies);

    private Task<(Turn Turn, List<JournalEntry> Entries)> RunAsync(ApprovalRule approval, params ScriptedReply[] replies) =>
        RunAsync(new Tool(new Refund(JsonElement.Parse(Schema), ran)) { Approval = approval }, replies);

    private async Task<(Turn Turn, List<JournalEntry> Entries)> RunAsync(Tool tool, ScriptedReply[] replies) =>
        (await RunWithAsync(tool, replies), await journal.ReadAsync(conversation).ToListAsync());

    private Task<Turn> RunWithAsync(Tool tool, params ScriptedReply[] replies)
    {
        var team = new Team("helpers", new Agent { Name = "helper", Tools = [tool] });
        return new TeamRuntime(team, new ScriptedModel(replies), journal).RunAsync("Help me.", conversation);
    }

    private sealed class Refund(JsonElement schema, List<string> ran) : AIFunction
    {
        public override string Name => "refund";

        public override JsonElement JsonSchema => schema;

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            ran.Add("{" + string.Join(",", arguments.Select(one => $"\"{one.Key}\":{((JsonElement)one.Value!).GetRawText()}")) + "}");
            return new("ok");
        }
    }
}
