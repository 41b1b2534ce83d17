using Baton.Journals;
using Baton.Teams.SharedStates.Schemas;

namespace Baton.Tests.SharedStates;

/// <summary>The schemas of shared values: what they may say, and that they mean it.</summary>
public sealed class StateSchemaTests
{
    [Theory]
    [InlineData("""{"type":"strin"}""", "#/type must be one of")]
    [InlineData("""{"if":{"type":"string"},"then":{"minLength":3}}""", "#/if is not a keyword that is checked")]
    [InlineData("""{"properties":{"a":{"typ":"string"}}}""", "#/properties/a/typ is not a keyword that is checked")]
    [InlineData("""{"minimum":"x"}""", "#/minimum must be a number")]
    [InlineData("""{"items":[{"type":"string"}]}""", "#/items must be an object")]
    [InlineData("""{"anyOf":[]}""", "#/anyOf must be a list of schemas")]
    [InlineData("""{"anyOf":[{"type":"x"}]}""", "#/anyOf/0/type must be one of")]
    [InlineData("""{"pattern":"("}""", "#/pattern cannot be read as a pattern")]
    [InlineData("""{"required":"a"}""", "#/required must be a list of names")]
    [InlineData("""{"maxItems":1.5}""", "#/maxItems must be a whole number from 0")]
    [InlineData("""{"$ref":"http://127.0.0.1:9/schema.json"}""", "the reference 'http://127.0.0.1:9/schema.json' must lead to '#'")]
    [InlineData("""{"$ref":"/etc/hostname"}""", "the reference '/etc/hostname' must lead to '#'")]
    [InlineData("""{"$ref":"#/definitions/a"}""", "the reference '#/definitions/a' must lead to '#'")]
    [InlineData("""{"format":"ipv4"}""", "#/format must be one of date")]
    [InlineData("""{"pattern":"(?=a)"}""", "#/pattern needs lookarounds")]
    [InlineData("""{"patternProperties":{"(":{}}}""", "#/patternProperties/( cannot be read as a pattern")]
    [InlineData("""{"$ref":"#"}""", "the reference '#' leads back to itself")]
    [InlineData(
        """{"definitions":{"a":{"anyOf":[{"type":"string"},{"not":{"$ref":"#/definitions/b"}}]},"b":{"allOf":["""
            + """{"$ref":"#/definitions/a"}]}}}""",
        "the reference '#/definitions/b' leads back to itself"
    )]
    [InlineData("""{"$id":"http://example.com/a","type":"string"}""", "#/$id is not a keyword that is checked")]
    [InlineData("[1]", "# must be an object")]
    public void A_schema_that_would_not_be_held_as_it_is_written_is_refused(string schema, string problem)
    {
        var (read, found) = StateSchema.Read(JsonText.Parse(schema));

        Assert.Null(read);
        Assert.StartsWith(problem, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1")]
    [InlineData("""{"type":["string","null"]}""", "null", "1")]
    [InlineData("""{"type":"integer","minimum":0,"exclusiveMaximum":10}""", "9", "10")]
    [InlineData("""{"multipleOf":0.01}""", "0.07", "0.075")]
    [InlineData("""{"enum":["a",{"b":1}]}""", """{"b":1}""", "\"c\"")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""",
        """{"a":"x"}""",
        """{"a":"x","b":1}"""
    )]
    [InlineData("""{"type":"object","additionalProperties":{"type":"number"},"maxProperties":2}""", """{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"patternProperties":{"^n_":{"type":"number"}}}""", """{"n_a":1,"b":"x"}""", """{"n_a":"1"}""")]
    [InlineData(
        """{"type":"array","items":{"$ref":"#/definitions/line"},"definitions":{"line":{"type":"array","items":"""
            + """{"$ref":"#/definitions/one"}},"one":{"type":"string"}}}""",
        """[["a"]]""",
        "[[1]]"
    )]
    [InlineData(
        """{"$ref":"#/definitions/tree","definitions":{"tree":{"type":"object","properties":{"of":"""
            + """{"$ref":"#/definitions/tree"}},"additionalProperties":false}}}""",
        """{"of":{"of":{}}}""",
        """{"of":{"of":1}}"""
    )]
    [InlineData("""{"uniqueItems":true,"minItems":1}""", "[1,2]", "[1,1]")]
    [InlineData("""{"allOf":[{"minLength":2},{"pattern":"^a"}]}""", "\"ab\"", "\"a\"")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "1", "1.5")]
    [InlineData("""{"oneOf":[{"type":"number"},{"minimum":5}]}""", "1", "6")]
    [InlineData("""{"not":{"type":"string"}}""", "1", "\"a\"")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2026-01-31\"", "\"2026-02-31\"")]
    [InlineData("""{"type":"number","maximum":1e20}""", "12345678901234567890.5", "1e300")]
    [InlineData("""{"type":"integer"}""", "1.0", "1.5")]
    [InlineData("""{"const":{"a":1,"b":2}}""", """{"b":2.0,"a":1}""", """{"a":1}""")]
    [InlineData("""{"type":"string","enum":["a",null]}""", "\"a\"", "null")]
    [InlineData("""{"enum":["2026-11-23T10:00:00Z"]}""", "\"2026-11-23T10:00:00Z\"", "\"2026-11-23T11:00:00+01:00\"")]
    [InlineData(
        """{"properties":{"a":{"allOf":[{"$ref":"#/$defs/list"}],"minItems":1}},"$defs":{"list":{"type":"array"}}}""",
        """{"a":[1]}""",
        """{"a":[]}"""
    )]
    [InlineData("""{"properties":{"a":false}}""", """{"b":1}""", """{"a":1}""")]
    [InlineData(
        """{"pattern":"^(a+)+$"}""",
        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\""
    )]
    [InlineData("""{"maxLength":1}""", "\"😀\"", "\"ab\"")]
    [InlineData("""{"format":"date-time"}""", "\"2026-11-23T10:00:00.5+01:00\"", "\"2026-11-23T10:00:00\"")]
    [InlineData("""{"format":"uuid"}""", "\"0e4f8a9c-3a52-4a0e-9a55-1a9a6b1d7a11\"", "\"0e4f8a9c\"")]
    [InlineData("""{"format":"email"}""", "\"a@b.example\"", "\"a b@c\"")]
    [InlineData("""{"format":"uri"}""", "\"https://a.example/b\"", "\"a/b\"")]
    [InlineData("""{"minProperties":1,"required":["a"]}""", "1", "{}")]
    public void A_schema_is_held_to_values(string schema, string fits, string doesNot)
    {
        var (read, problem) = StateSchema.Read(JsonText.Parse(schema));

        Assert.Null(problem);
        Assert.Null(read!.Misfit(JsonText.Parse(fits).ToElement()));
        Assert.NotNull(read.Misfit(JsonText.Parse(doesNot).ToElement()));
    }
}
