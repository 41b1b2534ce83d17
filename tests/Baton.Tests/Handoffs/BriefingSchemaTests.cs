using System.Buffers;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Testing.Journals;
using Baton.Tests.Conversations;
using NJsonSchema;

namespace Baton.Tests.Handoffs;

/// <summary>The published schema says what briefings are, no less and no more.</summary>
public sealed class BriefingSchemaTests
{
    private static readonly string SchemaFile = Path.Combine(Repository.Root, "docs", "briefing.schema.json");
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(SchemaFile))!.AsObject();

    [Fact]
    public async Task Briefings_of_real_runs_fit_the_schema()
    {
        var support = new SupportTeam().WithTwoIssueScript();
        await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);
        var handed = (await support.EntriesAsync()).OfType<HandedOff>().ToList();

        Assert.Equal(2, handed.Count);
        foreach (var handoff in handed)
            Assert.Empty(await ProblemsOf(BriefingOf(Written(handoff))));
    }

    [Fact]
    public async Task Briefings_of_random_teams_fit_the_schema()
    {
        for (var seed = 0u; seed < 20; seed++)
        {
            var journal = new InMemoryJournal();
            var conversation = new ConversationId("c1");
            var runtime = new RandomTeam(seed, journal).Runtime();
            for (var message = 0; message < 3; message++)
                await runtime.RunAsync($"Message {message}: I have a problem.", conversation);
            foreach (
                var handoff in await journal.ReadAsync(conversation).OfType<HandedOff>().ToListAsync(TestContext.Current.CancellationToken)
            )
                Assert.Empty(await ProblemsOf(BriefingOf(Written(handoff))));
        }
    }

    [Fact]
    public async Task The_sample_and_the_fixture_of_each_version_fit_the_schema()
    {
        var sample = Written(SampleEntries.EveryType(new ConversationId("c1")).OfType<HandedOff>().Single());
        var fixtures = await File.ReadAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "Journals", "Fixtures", "format-1.jsonl"),
            TestContext.Current.CancellationToken
        );
        var briefings = fixtures
            .Append(sample)
            .Where(line => line.Contains("\"type\":\"handed_off\"", StringComparison.Ordinal))
            .Select(BriefingOf)
            .ToList();

        Assert.Equal([1, 2, 2, 2, 2, 2], briefings.Select(briefing => briefing["version"]!.GetValue<int>()).Order());
        foreach (var briefing in briefings)
            Assert.Empty(await ProblemsOf(briefing));
    }

    [Theory]
    [InlineData("task")]
    [InlineData("classification")]
    [InlineData("summary")]
    public async Task A_briefing_without_a_part_does_not_fit(string part)
    {
        var briefing = BriefingOf(Written(SampleEntries.EveryType(new ConversationId("c1")).OfType<HandedOff>().Single()));
        briefing.Remove(part);

        Assert.NotEmpty(await ProblemsOf(briefing));
    }

    [Fact]
    public void Schema_and_records_have_the_same_properties_and_words_and_nothing_else_is_allowed()
    {
        var compared = new HashSet<Type>();
        Compare(typeof(Briefing), Schema, "briefing", compared);

        // Every definition with properties of its own is a record's.
        Assert.Equal(
            compared.Count - 1,
            Schema["definitions"]!.AsObject().Count(definition => definition.Value!["properties"] is not null)
        );
    }

    private static void Compare(Type type, JsonObject schema, string place, HashSet<Type> compared)
    {
        if (!compared.Add(type))
            return;
        var properties = JournalJson.Default.Options.GetTypeInfo(type).Properties.Where(property => property.Get is not null).ToList();
        Assert.Equal(
            $"{place}: {Listed(properties.Select(property => property.Name))}",
            $"{place}: {Listed(schema["properties"]!.AsObject().Select(property => property.Key))}"
        );
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        foreach (var property in properties)
        {
            var described = Resolved(schema["properties"]![property.Name]!.AsObject());
            var inner = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (inner.IsGenericType)
                (inner, described) = (inner.GetGenericArguments()[0], Resolved(described["items"]!.AsObject()));
            if (inner.IsEnum)
                Assert.Equal(
                    $"{place}.{property.Name}: {Listed(WordsOf(inner))}",
                    $"{place}.{property.Name}: {Listed(described["enum"]!.AsArray().Select(word => word!.GetValue<string>()))}"
                );
            else if (JournalJson.Default.Options.GetTypeInfo(inner).Kind == JsonTypeInfoKind.Object)
                Compare(inner, described, $"{place}.{property.Name}", compared);
        }
    }

    private static JsonObject Resolved(JsonObject schema) =>
        schema["$ref"] is { } reference ? Schema["definitions"]![reference.GetValue<string>().Split('/')[^1]]!.AsObject() : schema;

    private static IEnumerable<string> WordsOf(Type type) =>
        type.GetFields()
            .SelectMany(field => field.GetCustomAttributes(typeof(JsonStringEnumMemberNameAttribute), inherit: false))
            .Select(name => ((JsonStringEnumMemberNameAttribute)name).Name);

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private static JsonObject BriefingOf(string line) => JsonNode.Parse(line)!["briefing"]!.AsObject();

    private static string Written(JournalEntry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        return System.Text.Encoding.UTF8.GetString(line.WrittenSpan);
    }

    private static async Task<IEnumerable<string>> ProblemsOf(JsonObject briefing)
    {
        var schema = await JsonSchema.FromFileAsync(SchemaFile, TestContext.Current.CancellationToken);
        return schema.Validate(briefing.ToJsonString()).Select(problem => problem.ToString());
    }
}
