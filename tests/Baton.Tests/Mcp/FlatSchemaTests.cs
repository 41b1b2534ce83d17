using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Mcp;

namespace Baton.Tests.Mcp;

public sealed class FlatSchemaTests
{
    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":["string","null"],"enum":["x",null]}},"title":"Args"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"integer"}]}}}}""")]
    public void A_schema_that_providers_accept_stays_as_it_is_to_the_byte(string schema) =>
        Assert.Equal(schema, FlatSchema.Of(JsonElement.Parse(schema)).Schema.GetRawText());

    [Theory]
    // Nothing said of the type or of the arguments.
    [InlineData("""{}""", """{"type":"object","properties":{}}""")]
    [InlineData("""{"type":["object","null"],"properties":{"a":true}}""", """{"type":"object","properties":{"a":{}}}""")]
    [InlineData(
        """{"$schema":"x","properties":{"a":{"type":"array"},"b":{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}]}}}""",
        """
            {"type":"object","properties":{"a":{"type":"array","items":{}},
             "b":{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"integer"}]}}}}
            """
    )]
    // References, to themselves too.
    [InlineData(
        """{"type":"object","properties":{"to":{"$ref":"#/$defs/To","description":"Where to."}},"$defs":{"To":{"type":"string"}}}""",
        """{"type":"object","properties":{"to":{"type":"string","description":"Where to."}}}"""
    )]
    [InlineData(
        """{"$ref":"#/definitions/Args","definitions":{"Args":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}}}""",
        """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}"""
    )]
    [InlineData(
        """
            {"type":"object","properties":{"node":{"$ref":"#/$defs/Node"}},
             "$defs":{"Node":{"type":"object","properties":{"next":{"$ref":"#/$defs/Node"}}}}}
            """,
        """
            {"type":"object","properties":{"node":{"type":"object","properties":
             {"next":{"description":"The same again: Node","type":"object"}}}}}
            """
    )]
    // Alternatives and parts at the top.
    [InlineData(
        """
            {"type":"object","properties":{"shop":{"type":"string"}},"required":["shop"],"anyOf":[
             {"properties":{"id":{"type":"string"}},"required":["id"]},{"properties":{"email":{"type":"string"}},"required":["email"]}]}
            """,
        """
            {"type":"object","properties":{"shop":{"type":"string"},"id":{"type":"string"},"email":{"type":"string"}},"required":["shop"],
             "description":"Needs one of: id; or email."}
            """
    )]
    [InlineData(
        """
            {"oneOf":[{"type":"object","properties":{"kind":{"const":"a"},"n":{"type":"integer"}},"required":["kind","n"]},
             {"type":"object","properties":{"kind":{"const":"b"},"n":{"type":"string"}},"required":["kind"]},{"type":"null"}]}
            """,
        """
            {"type":"object","properties":{"kind":{"enum":["a","b"]},"n":{"anyOf":[{"type":"integer"},{"type":"string"}]}},"required":["kind"],
             "description":"Needs one of: kind and n; or kind."}
            """
    )]
    [InlineData(
        """
            {"allOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]},{"properties":{"a":{"maxLength":3},"b":{}}}]}
            """,
        """{"type":"object","properties":{"a":{"type":"string","maxLength":3},"b":{}},"required":["a"]}"""
    )]
    [InlineData(
        """
            {"type":"object","properties":{"a":{"type":"string"}},"if":{"required":["a"]},"then":{"properties":{"b":{"type":"string"}},
             "required":["b"]},"not":{"required":["c"]},"dependentRequired":{"a":["b"]}}
            """,
        """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}}"""
    )]
    public void What_providers_refuse_is_written_another_way(string written, string flat)
    {
        var (schema, problem) = FlatSchema.Of(JsonElement.Parse(written));

        Assert.Null(problem);
        Assert.Equal(JsonNode.Parse(flat)!.ToJsonString(), Sorted(schema, flat));
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "its arguments are no JSON object")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"array"}]}""", "its arguments are no JSON object")]
    [InlineData("""7""", "its schema is no JSON object")]
    [InlineData(
        """{"type":"object","properties":{"a":{"$ref":"https://x.example/a.json"}}}""",
        "its schema refers to 'https://x.example/a.json', which is not in it"
    )]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/A"}}}""", "its schema refers to '#/$defs/A', which is not in it")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"object","properties":{"b c":{}}}}}""",
        "providers refuse the name of its argument 'b c': 1 to 64 letters, digits, '.', '-' and '_' are accepted"
    )]
    public void What_no_provider_can_be_offered_is_told(string written, string problem) =>
        Assert.Equal(problem, FlatSchema.Of(JsonElement.Parse(written)).Problem);

    [Fact]
    public void A_schema_that_would_grow_without_end_is_told()
    {
        var definitions = string.Join(
            ",",
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    $$$"""
                        "D{{{i}}}":{"type":"object","properties":{"a":{"$ref":"#/$defs/D{{{i + 1}}}"},"b":{"$ref":"#/$defs/D{{{i
                            + 1}}}"} } }
                        """
                )
        );

        var written = $$$"""{"properties":{"a":{"$ref":"#/$defs/D0"}},"$defs":{ {{{definitions}}},"D20":{"type":"string"} } }""";

        Assert.Equal("its schema is too large once every '$ref' is written out", FlatSchema.Of(JsonElement.Parse(written)).Problem);
    }

    // The order of keys says nothing.
    private static string Sorted(JsonElement schema, string like) =>
        JsonNode.DeepEquals(JsonNode.Parse(schema.GetRawText()), JsonNode.Parse(like))
            ? JsonNode.Parse(like)!.ToJsonString()
            : schema.GetRawText();
}
