using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using CsCheck;
using Microsoft.Extensions.AI;
using NJsonSchema;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Agents;

/// <summary>
/// Whatever a model sends, a tool never runs with arguments that its schema forbids, as another library reads that schema.
/// </summary>
public sealed class ToolArgumentProperties
{
    private static readonly string[] Schemas =
    [
        """{"type":"string"}""",
        """{"type":"string","minLength":2,"maxLength":4}""",
        """{"type":"string","pattern":"^[A-Z][0-9]+$"}""",
        """{"type":"string","enum":["basic","pro_plus"]}""",
        """{"type":"integer","minimum":1,"maximum":9}""",
        """{"type":"number","exclusiveMinimum":0}""",
        """{"type":"boolean"}""",
        """{"type":["string","null"]}""",
        """{"type":["integer","null"],"default":null}""",
        """{"anyOf":[{"type":"integer"},{"type":"boolean"},{"type":"null"}]}""",
        """{"type":"array","items":{"type":"integer"},"maxItems":2}""",
        """{"type":"array","items":{"type":"string","enum":["a","b"]},"minItems":1}""",
        """{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}""",
        """
            {"type":"object","properties":{"zip":{"type":"string"},"no":{"type":"integer"}},"required":["zip"],"additionalProperties":false}
            """,
        """{"type":"object","properties":{"in":{"type":"object","properties":{"x":{"type":"boolean"}},"required":["x"]}}}""",
        """{"const":"yes"}""",
        """{"$ref":"#/definitions/node"}""",
        """{"$ref":"#/definitions/node","minProperties":1}""",
        """
            {"oneOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]},{"type":"array","items":{"type":"string"}}]}
            """,
    ];

    private const string Definitions = """
        {"node":{"type":"object","properties":{"n":{"type":"integer"},"in":{"$ref":"#/definitions/node"}}}}
        """;

    private static readonly string[] Names = ["order_id", "a", "Zip", "x-y", "maxCount"];

    private static readonly string[] Keys = [.. Names, "orderId", "A", "zip", "X Y", "max_count", "other", "value", "n", "in", "x", "no"];

    private static readonly Gen<string> Leaf = OneOf(
        "null",
        "true",
        "false",
        "0",
        "1",
        "7",
        "3.0",
        "2.5",
        "-1",
        "1e3",
        "\"\"",
        "\"none\"",
        "\"a\"",
        "\"A7\"",
        "\"a,b\"",
        "\"1, 2\"",
        "\"7\"",
        "\"1,234\"",
        "\"$7.50\"",
        "\"yes\"",
        "\"Pro Plus\"",
        "\"<text>\"",
        "\"{\\\"zip\\\":5}\"",
        "\"[1]\"",
        "\"[\"",
        "{}",
        "[]"
    );

    private static readonly Gen<string> Junk = Gen.Recursive<string>(
        (depth, inner) =>
            depth > 3
                ? Leaf
                : Gen.Frequency(
                    (4, Leaf),
                    (1, inner.Array[0, 3].Select(items => $"[{string.Join(',', items)}]")),
                    (1, Gen.Select(OneOf(Keys), inner).Array[0, 3].Select(Object))
                )
    );

    private static readonly Gen<(string Schema, string Arguments)> Calls = Gen.Select(
        Gen.Select(OneOf(Names), OneOf(Schemas), Gen.Bool).Array[1, 5].Select(SchemaOf),
        Gen.Select(OneOf(Keys), Junk).Array[0, 6].Select(Object)
    );

    [Fact]
    public void Junk_never_runs_a_tool_with_arguments_that_its_schema_forbids() =>
        Calls.Sample(call => Check(call.Schema, call.Arguments), iter: Cases.Of(5_000));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static void Check(string schema, string arguments)
    {
        var conversation = new ConversationId("c1");
        var journal = new InMemoryJournal();
        var ran = new List<string>();
        var tool = new Tool(new Recorded(JsonElement.Parse(schema), ran));
        var team = new Team("helpers", new Agent { Name = "helper", Tools = [tool] });
        var model = new ScriptedModel(request => request.Number == 1 ? Call("do", arguments) : Say("That is all."));

        var turn = new TeamRuntime(team, model, journal).RunAsync("Help me.", conversation).GetAwaiter().GetResult();

        Assert.Equal("That is all.", turn.FinalOutput);
        var independent = JsonSchema.FromJsonAsync(schema).GetAwaiter().GetResult();
        foreach (var given in ran)
            Assert.Empty(independent.Validate(given));
        var ended = journal.ReadAsync(conversation).ToBlockingEnumerable().OfType<ToolCallEnded>().Single();
        Assert.Equal(ran.Count == 1 ? ToolOutcome.Ok : ToolOutcome.Refused, ended.Outcome);
    }

    private static string SchemaOf((string Name, string Schema, bool IsRequired)[] members)
    {
        members = [.. members.DistinctBy(member => member.Name)];
        var properties = string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Schema}"));
        var required = string.Join(',', members.Where(member => member.IsRequired).Select(member => $"\"{member.Name}\""));
        return $$"""{"type":"object","properties":{{{properties}}},"required":[{{required}}],"definitions":{{Definitions}}}""";
    }

    private static string Object((string Key, string Value)[] members) =>
        $"{{{string.Join(',', members.DistinctBy(member => member.Key).Select(member => $"\"{member.Key}\":{member.Value}"))}}}";

    private sealed class Recorded(JsonElement schema, List<string> ran) : AIFunction
    {
        public override string Name => "do";

        public override JsonElement JsonSchema => schema;

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            ran.Add($"{{{string.Join(',', arguments.Select(one => $"\"{one.Key}\":{((JsonElement)one.Value!).GetRawText()}"))}}}");
            return new("ok");
        }
    }
}
