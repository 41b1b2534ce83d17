using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Teams.Arguments;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Agents;

/// <summary>Names that one reader takes for two arguments and another for one: a bound looks at one, the tool may take the other.</summary>
public sealed class ArgumentTwinTests
{
    private const decimal Limit = 50;

    // Tools that list all that they take, that take more, and that do not say.
    private static readonly string[] Schemas =
    [
        """{"type":"object","properties":{"amount":{"type":"number"}}}""",
        """{"type":"object","properties":{"amount":{"type":"number"}},"additionalProperties":false}""",
        """{"type":"object","properties":{"amount":{"type":"number"}},"additionalProperties":true}""",
        """{"type":"object","properties":{"amount":{"type":"number"}},"additionalProperties":{"type":"number"}}""",
        """{"type":"object","properties":{"amount":{"type":"number"}},"patternProperties":{"^A":{"type":"number"}}}""",
        """{"allOf":[{"properties":{"amount":{"type":"number"}}},{"properties":{"note":{}}}]}""",
        """{"anyOf":[{"properties":{"amount":{"type":"number"}}},{"properties":{"note":{}}}]}""",
        """{"type":"object","properties":{"note":{}},"additionalProperties":true}""",
        """{"type":"object"}""",
        "{}",
        "true",
    ];

    private static readonly string[] Spellings =
    [
        "amount",
        "AMOUNT",
        "Amount",
        "aMount",
        "ａｍｏｕｎｔ",
        "ＡＭＯＵＮＴ",
        "_amount",
        "amo-unt",
        " amount ",
        "amo\u200bunt",
        "amount\u00ad",
        "\u2066amount\u2069",
        "𝐚mount",
    ];

    private static readonly string[] Values =
    [
        "10",
        "49.99",
        "0.5e1",
        "50",
        "51",
        "1000",
        "1e3",
        "1000.0",
        "\"1000\"",
        "\"1e3\"",
        "-0",
        "1e400",
        "null",
    ];

    [Theory]
    [InlineData("""{"amount":10,"AMOUNT":1000}""")]
    [InlineData("""{"AMOUNT":1000,"amount":10}""")]
    [InlineData("""{"amount":10,"amount":1000}""")]
    [InlineData("""{"amount":10,"\u0061mount":1000}""")]
    [InlineData("""{"amount":10,"ａｍｏｕｎｔ":1000}""")]
    [InlineData("""{"amount":10,"amo\u200bunt":1000}""")]
    [InlineData("""{"amount":10,"_amount":1000}""")]
    [InlineData("""{"amount":10,"amount ":1000}""")]
    [InlineData("""{"Amount":10,"AMOUNT":1000}""")]
    public void Twins_are_refused_whatever_else_the_tool_takes(string written)
    {
        foreach (var schema in Schemas[..7])
        {
            var problem = Read(schema, written).Misfit;
            Assert.Contains("once", problem ?? schema, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(
        """{"amount":10,"AMOUNT":1000}""",
        "amount and AMOUNT are the same argument; give only amount, once. Call refund again with {"
    )]
    [InlineData(
        """{"Amount":10,"AMOUNT":1000}""",
        "Amount and AMOUNT are the same argument; give only amount, once. Call refund again with {"
    )]
    [InlineData("""{"amount":10,"amount":1000}""", "amount is given twice; give it once. Call refund again with {")]
    public void The_model_reads_which_name_to_give(string written, string problem) =>
        Assert.StartsWith(problem, Read(Schemas[0], written).Misfit, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"to":{"zip":"1","ZIP":"2"}}""")]
    [InlineData("""{"to":{"zip":"1","zip":"2"}}""")]
    [InlineData("""{"to":"{\"zip\":\"1\",\"ZIP\":\"2\"}"}""")]
    [InlineData("""{"to":"{\"zip\":\"1\",\"zip\":\"2\"}"}""")]
    [InlineData("""{"all":[{"zip":"1"},{"zip":"1","Zip":"2"}]}""")]
    [InlineData("""{"free":{"a":1,"a":2}}""")]
    [InlineData("""{"free":[[{"a":1,"a":2}]]}""")]
    public void No_object_within_the_arguments_has_twins(string written)
    {
        const string place = """{"type":"object","properties":{"zip":{"type":"string"}},"additionalProperties":true}""";
        const string schema = $$$"""
            {"type":"object","properties":{"to":{{{place}}} ,"all":{"type":"array","items":{{{place}}} },"free":{} }}
            """;
        var read = Read(schema, written);

        Assert.Contains("once", read.Misfit ?? read.Arguments.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":1,"ID":2}""")]
    [InlineData("""{"free":{"C":1,"C#":2,"c":3}}""")]
    [InlineData("""{"free":{"हिन्दी":1,"हिन्द":2}}""")]
    public void Names_that_the_tool_tells_apart_are_no_twins(string written)
    {
        var read = Read("""{"type":"object","properties":{"id":{"type":"integer"},"ID":{"type":"integer"},"free":{}}}""", written);

        Assert.Null(read.Misfit);
        Assert.Equal(written, read.Arguments.ToString());
    }

    [Theory]
    [InlineData("""{"AMOUNT":10}""")]
    [InlineData("""{"ａｍｏｕｎｔ":10}""")]
    [InlineData("""{"amo\u200bunt":10}""")]
    [InlineData("""{"\u0061mount":"10.00 USD"}""")]
    public void A_single_argument_in_another_form_is_sent_under_the_name_that_is_declared(string written)
    {
        foreach (var schema in Schemas[..5])
        {
            using var sent = Read(schema, written).Arguments.ToDocument();
            var only = Assert.Single(sent.RootElement.EnumerateObject().ToList());
            Assert.Equal(("amount", 10m), (only.Name, only.Value.GetDecimal()));
        }
    }

    [Fact]
    public async Task No_form_of_arguments_gives_a_tool_more_than_its_limit_unapproved()
    {
        var random = new Random(19);
        var (ran, waited, refused) = (0, 0, 0);
        for (var round = 0; round < 1500; round++)
        {
            // A client that reads arguments into a dictionary leaves no doubled names.
            var names = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(Spellings)).Distinct();
            var given = names.Select(name => $"\"{name}\":{Pick(Values)}");
            var written = "{" + string.Join(",", given.Append("\"note\":{\"amount\":1000}").OrderBy(_ => random.Next())) + "}";
            var (schema, isBound) = (Pick(Schemas), random.Next(2) == 0);
            List<JsonElement> received = [];
            var turn = await RunAsync(schema, written, isBound, received);

            foreach (var amount in received.SelectMany(AmountsIn))
                Assert.True(amount is >= 0 and <= (double)Limit, $"{schema} ran with {written}");
            ran += received.Count;
            waited += turn.Outcome == TurnOutcome.WaitingOnPerson ? 1 : 0;
            refused += received.Count == 0 && turn.Outcome != TurnOutcome.WaitingOnPerson ? 1 : 0;
        }

        // The generator reaches each of the three ends.
        Assert.True(ran > 50 && waited > 50 && refused > 50, $"{ran} ran, {waited} waited, {refused} were refused");

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    // Whatever a server could take for the amount: of the first or of the last name, and of any case and form.
    private static IEnumerable<double> AmountsIn(JsonElement arguments) =>
        arguments
            .EnumerateObject()
            .Where(member => Spellings.Contains(member.Name))
            .Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .Select(member =>
                double.Parse(
                    member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText(),
                    System.Globalization.CultureInfo.InvariantCulture
                )
            );

    private static ReadArguments Read(string schema, string written) =>
        new ArgumentSchema(JsonElement.Parse(schema)).Read("refund", JsonText.Trusted(written));

    private static async Task<Turn> RunAsync(string schema, string written, bool isBound, List<JsonElement> received)
    {
        Permission refunds = "refunds";
        var tool = new Tool(new Refund(JsonElement.Parse(schema), received))
        {
            Needs = isBound ? refunds : (Permission?)null,
            NeedsArgument = isBound ? "amount" : null,
            Approval = isBound ? null : ApprovalRule.Over("amount", Limit),
        };
        var team = new Team(
            "helpers",
            new Agent
            {
                Name = "helper",
                Tools = [tool],
                Permissions = isBound ? ["refunds <= 50"] : [],
            }
        );
        return await new TeamRuntime(team, new ScriptedModel(Call("refund", written), Say("Done.")), new InMemoryJournal()).RunAsync(
            "Help me."
        );
    }

    private sealed class Refund(JsonElement schema, List<JsonElement> received) : AIFunction
    {
        public override string Name => "refund";

        public override JsonElement JsonSchema => schema;

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            var members = arguments.Select(one => $"{JsonSerializer.Serialize(one.Key)}:{((JsonElement)one.Value!).GetRawText()}");
            received.Add(JsonElement.Parse("{" + string.Join(",", members) + "}"));
            return new("ok");
        }
    }
}
