using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.TeamFiles;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;
using NJsonSchema;

namespace Baton.Tests.TeamFiles;

public sealed class TeamSchemaTests
{
    private static readonly string Corpus = Path.Combine(Repository.Root, "tests", "Baton.Tests", "TeamFiles", "Corpus");
    private static readonly string SchemaFile = Path.Combine(Repository.Root, "docs", "team.schema.json");
    private static readonly Lazy<Task<JsonSchema>> Schema = new(() => JsonSchema.FromFileAsync(SchemaFile));

    public static TheoryData<string> Good => Files("good");

    public static TheoryData<string> Bad => Files("bad");

    public static TheoryData<string> Unsayable => Files("unsayable");

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Parser_and_schema_accept_a_good_file(string file)
    {
        Assert.Empty(TeamFile.Check(PathOf("good", file)));
        Assert.Empty(await SchemaProblems(PathOf("good", file)));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Parser_and_schema_refuse_a_bad_file(string file)
    {
        Assert.NotEmpty(TeamFile.Check(PathOf("bad", file)));
        Assert.NotEmpty(await SchemaProblems(PathOf("bad", file)));
    }

    [Theory]
    [MemberData(nameof(Unsayable))]
    public async Task Only_the_parser_refuses_what_a_schema_cannot_say(string file)
    {
        Assert.NotEmpty(TeamFile.Check(PathOf("unsayable", file)));
        Assert.Empty(await SchemaProblems(PathOf("unsayable", file)));
    }

    [Fact]
    public async Task The_schema_accepts_the_support_sample() =>
        Assert.Empty(await SchemaProblems(Path.Combine(Repository.Root, "samples", "support", "team.yaml")));

    [Fact]
    public async Task The_whole_shape_in_the_documentation_is_a_good_file()
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "docs", "team-file.md"),
            TestContext.Current.CancellationToken
        );
        var shape = page.Split("## The whole shape")[1].Split("```yaml")[1].Split("```")[0];
        var folder = Directory.CreateTempSubdirectory("baton-docs-");
        try
        {
            var file = Path.Combine(folder.FullName, "team.yaml");
            await File.WriteAllTextAsync(file, shape, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(folder.CreateSubdirectory("data").FullName, "charges.csv"),
                "date,amount\n",
                TestContext.Current.CancellationToken
            );

            Assert.Empty(TeamFile.Check(file));
            Assert.Empty(await SchemaProblems(file));
            Assert.All(
                TeamKeys
                    .Team.Except(["desk"])
                    .Concat(TeamKeys.Limits)
                    .Concat(TeamKeys.Tool)
                    .Concat(TeamKeys.Table)
                    .Concat(TeamKeys.Mcp)
                    .Concat(TeamKeys.HandoffLimits)
                    .Concat(TeamKeys.History)
                    .Concat(TeamKeys.Topic)
                    .Concat(TeamKeys.Need)
                    .Concat(TeamKeys.Approval)
                    .Concat(TeamKeys.Desks)
                    .Concat(TeamKeys.Deliveries)
                    .Concat(TeamKeys.Webhook)
                    .Concat(TeamKeys.Email)
                    .Concat(TeamKeys.Escalation)
                    .Concat(TeamKeys.Rule)
                    .Concat(TeamKeys.RuleTool)
                    .Concat(TeamKeys.RuleCounts)
                    .Concat(TeamKeys.Confidence)
                    .Concat(TeamKeys.Fallback)
                    .Concat(TeamKeys.Validation)
                    .Concat(TeamKeys.FallbackTexts)
                    .Concat(TeamKeys.Triage)
                    .Concat(TeamKeys.Disagreement)
                    .Concat(TeamKeys.Hours)
                    .Concat(TeamKeys.Holds)
                    .Concat(TeamKeys.ClearancePolicy)
                    .Concat(TeamKeys.Pattern)
                    .Concat(TeamKeys.State),
                key => Assert.Contains(key + ":", shape, StringComparison.Ordinal)
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_key_that_the_parser_knows_is_in_the_schema_and_the_reverse()
    {
        var schema = JsonNode.Parse(File.ReadAllText(SchemaFile))!.AsObject();
        var definitions = schema["definitions"]!.AsObject();
        var places = new (string[] Keys, string[] Definitions)[]
        {
            (TeamKeys.Price, ["price"]),
            (TeamKeys.Limits, ["limits"]),
            (TeamKeys.Tool, ["tableTool", "functionTool", "mcpTool"]),
            (TeamKeys.Table, ["table"]),
            (TeamKeys.Mcp, ["mcpProcess", "mcpAddress"]),
            (TeamKeys.McpTool, ["mcpPick"]),
            (TeamKeys.Agent, ["agent"]),
            (TeamKeys.Model, ["modelChoice"]),
            (TeamKeys.Fallback, ["fallback"]),
            (TeamKeys.AgentFallback, ["agentFallback"]),
            (TeamKeys.Validation, ["validation"]),
            (TeamKeys.FallbackTexts, ["fallbackTexts"]),
            (TeamKeys.Handoff, ["handoff"]),
            (TeamKeys.HandoffLimits, ["handoffLimits"]),
            (TeamKeys.History, ["history"]),
            (TeamKeys.Topic, ["sensitiveTopic"]),
            (TeamKeys.Need, ["need"]),
            (TeamKeys.Approval, ["approvalOver"]),
            (TeamKeys.Desk, ["desk"]),
            (TeamKeys.Triage, ["triage"]),
            (TeamKeys.FastPath, ["fastPath"]),
            (TeamKeys.Disagreement, ["disagreement"]),
            (TeamKeys.Desks, ["namedDesk"]),
            (TeamKeys.Deliveries, ["deliveries"]),
            (TeamKeys.Webhook, ["webhook"]),
            (TeamKeys.Email, ["email"]),
            (TeamKeys.Escalation, ["escalation"]),
            (TeamKeys.Rule, ["rule"]),
            (TeamKeys.RuleRouter, ["ruleRouter"]),
            (TeamKeys.RuleTool, ["ruleTool"]),
            (TeamKeys.RuleCounts, ["ruleCounts"]),
            (TeamKeys.Confidence, ["confidence"]),
            (TeamKeys.Hours, ["hours"]),
            (TeamKeys.Holds, ["holds"]),
            (TeamKeys.Answer, ["answer"]),
            (TeamKeys.LookUp, ["lookUp"]),
            (TeamKeys.ClearancePolicy, ["clearancePolicy"]),
            (TeamKeys.Pattern, ["sensitivePattern"]),
            (TeamKeys.Field, ["sensitiveField"]),
            (TeamKeys.State, ["stateKey"]),
        };

        Assert.Equal(TeamKeys.Team.Order(), Keys(schema).Order());
        Assert.All(
            places,
            place => Assert.Equal(place.Keys.Order(), place.Definitions.SelectMany(name => Keys(definitions[name]!)).Distinct().Order())
        );
        Assert.Equal(TeamKeys.Clearances, definitions["clearance"]!["enum"]!.AsArray().Select(clearance => clearance!.GetValue<string>()));
        Assert.Equal(
            TeamKeys.HistoryModes,
            definitions["history"]!["properties"]!["mode"]!["enum"]!.AsArray().Select(mode => mode!.GetValue<string>())
        );
        Assert.Equal(
            TeamKeys.RuleOccasions,
            definitions["rule"]!["properties"]!["on"]!["items"]!["enum"]!.AsArray().Select(word => word!.GetValue<string>())
        );
        Assert.Equal(
            TeamKeys.Priorities,
            definitions["rule"]!["properties"]!["priority"]!["enum"]!.AsArray().Select(word => word!.GetValue<string>())
        );
        Assert.Equal(
            TeamKeys.ToolOutcomes,
            definitions["ruleTool"]!["properties"]!["outcomes"]!["items"]!["enum"]!.AsArray().Select(word => word!.GetValue<string>())
        );
        Assert.Equal(
            TeamKeys.DisagreementActions,
            definitions["disagreement"]!["properties"]!["then"]!["enum"]!.AsArray().Select(action => action!.GetValue<string>())
        );
        Assert.Equal(TeamKeys.Effects, definitions["effect"]!["enum"]!.AsArray().Select(effect => effect!.GetValue<string>()));

        // A definition with keys of its own that stands in no place above has escaped this test.
        var known = places.SelectMany(place => place.Definitions).ToHashSet();
        Assert.Equal(
            known.Order(),
            definitions.Where(definition => definition.Value!["properties"] is not null).Select(definition => definition.Key).Order()
        );
    }

    private static IEnumerable<string> Keys(JsonNode definition) => definition["properties"]!.AsObject().Select(property => property.Key);

    private static TheoryData<string> Files(string folder) =>
        new(
            Directory.EnumerateFiles(Path.Combine(Corpus, folder), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order()
        );

    private static string PathOf(string folder, string file) => Path.Combine(Corpus, folder, file + ".yaml");

    private static async Task<IEnumerable<string>> SchemaProblems(string file)
    {
        var schema = await Schema.Value;
        var problems = new ProblemList();
        var root = YamlText.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), problems);
        Assert.Equal(0, problems.Count);
        return schema.Validate(Json(root!)?.ToJsonString() ?? "null").Select(problem => problem.ToString());
    }

    /// <summary>The file as an editor's schema checker sees it.</summary>
    private static JsonNode? Json(YamlNode node) =>
        node switch
        {
            YamlMap map => new JsonObject(map.Pairs.Select(pair => KeyValuePair.Create(pair.Key.Text, Json(pair.Value)))),
            YamlList list => new JsonArray([.. list.Items.Select(Json)]),
            YamlScalar { Kind: YamlKind.Nothing } => null,
            YamlScalar { Kind: YamlKind.Truth } scalar => JsonValue.Create(bool.Parse(scalar.Text)),
            YamlScalar { Kind: YamlKind.Number } scalar => JsonNode.Parse(scalar.Text),
            YamlScalar scalar => JsonValue.Create(scalar.Text),
            _ => throw new JsonException($"A {node.GetType().Name} has no place in JSON."),
        };
}
