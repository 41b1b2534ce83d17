using Baton.Tests;

namespace Baton.IntegrationTests.Cli;

/// <summary>Whole escalations as scripts: those of the sample, and what is said of one that goes wrong.</summary>
public sealed class ScenarioTests(ScenarioTests.SharedFolder shared) : CliTests, IClassFixture<ScenarioTests.SharedFolder>
{
    private static readonly string Team = Path.Combine(Repository.Root, "samples", "support", "escalation.yaml");

    public static TheoryData<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "samples", "support", "scenarios"), "*.jsonl")
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_scenario_of_the_sample_happens_as_it_says(string file)
    {
        var result = await RunAsync(
            "run",
            Team,
            "--model",
            "offline",
            "--store",
            shared.Store,
            "--script",
            Path.Combine(Repository.Root, "samples", "support", "scenarios", file)
        );

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task What_did_not_happen_is_told_beside_what_did_and_nothing_follows()
    {
        var result = await ScriptAsync(
            """
            {"customer": "I want to speak to a human."}
            {"expect": {"holder": "chief", "entries": [{"type": "escalated", "to": "records"}], "tickets": []}}
            {"customer": "Are you there?"}
            """
        );

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("script.jsonl:2: the expectation is not met:", result.ErrorLines[0]);
        Assert.Equal(
            [
                "  holder",
                "  - expected chief",
                "  + actual   people",
                "  entries",
                """  - expected {"type": "escalated", "to": "records"}""",
            ],
            result.ErrorLines[1..6]
        );
        Assert.Contains("\"to\":\"people\"", result.ErrorLines[6], StringComparison.Ordinal);
        Assert.DoesNotContain("Are you there?", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"operator": {"as": "maria", "clam": true}}""", "unknown field 'clam' in operator")]
    [InlineData("""{"operator": {"as": "maria"}}""", "needs exactly one action")]
    [InlineData("""{"operator": {"as": "maria", "claim": true, "note": "Mine."}}""", "needs exactly one action")]
    [InlineData("""{"operator": {"claim": true}}""", "'as' is missing in operator")]
    [InlineData("""{"operator": {"as": "maria", "grant": "everything <= much"}}""", "is not a permission")]
    [InlineData("""{"operator": {"as": "maria", "hand_back": {"note": "Done.", "for": "billing"}}}""", "unknown field 'for' in hand_back")]
    [InlineData(
        """{"operator": {"as": "maria", "resolve": {"issue": "one", "outcome": "Done."}}}""",
        "'issue' must be the number of an issue."
    )]
    [InlineData("""{"advance": "15 minutes"}""", "ISO 8601")]
    [InlineData("""{"advance": "-PT1M"}""", "ISO 8601")]
    [InlineData("""{"expect": {"holders": "people"}}""", "unknown field 'holders' in expect")]
    [InlineData("""{"expect": {"issues": [1]}}""", "'issues' must be a list of JSON objects.")]
    [InlineData("""{"customer": "Hello", "advance": "PT1M"}""", "unknown field 'advance' in the line")]
    [InlineData("""{"customer": "Hello", "attributes": {"tier": 1}}""", "'tier' must be")]
    [InlineData("[]", "the line must be a JSON object")]
    public async Task A_bad_line_is_found_before_anything_is_done(string line, string problem)
    {
        var result = await ScriptAsync("{\"customer\": \"Hello\"}\n" + line);

        AssertClear(result);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("script.jsonl:2: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_act_that_does_not_fit_is_refused_by_its_line()
    {
        var result = await ScriptAsync("{\"customer\": \"I need help.\"}\n{\"operator\": {\"as\": \"maria\", \"reply\": \"Hello.\"}}");

        AssertClear(result);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("script.jsonl:2: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("maria", "nobody", "not refused")]
    [InlineData("billing", "nobody", "'billing' is an agent of the team. Choose another name.")]
    public async Task An_act_that_must_be_refused_for_a_reason_and_is_not_ends_the_script(string name, string reason, string actual)
    {
        var result = await ScriptAsync(
            $"{{\"customer\": \"I want to speak to a "
                + $"human.\"}}\n{{\"operator\": {{\"as\": \"{name}\", \"claim\": true}}, \"refused\": \"{reason}\"}}\n"
                + $"{{\"customer\": \"Hello?\"}}"
        );

        Assert.Equal(name == "maria" ? 1 : 2, result.ExitCode);
        Assert.Contains(actual, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Hello?", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_of_a_script_is_its_own_and_other_conversations_do_not_feel_it()
    {
        await RunAsync("run", Team, "--model", "offline", "--conversation", "other", "--message", "I want to speak to a human.");

        var result = await ScriptAsync("{\"customer\": \"I want to speak to a human.\"}\n{\"advance\": \"PT15M\"}");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("timer due at", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("timer_fired", (await RunAsync("show", "other", "--json")).Output, StringComparison.Ordinal);
    }

    private async Task<CliResult> ScriptAsync(string text)
    {
        await WriteAsync("script.jsonl", text);
        return await RunAsync("run", Team, "--model", "offline", "--script", "script.jsonl");
    }

    /// <summary>
    /// One store for all scenarios: what the offline model learned from the sample is kept beside it, and none feels the others' time.
    /// </summary>
    public sealed class SharedFolder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("baton-scenarios-");

        /// <summary>The store's file.</summary>
        public string Store => Path.Combine(folder.FullName, "baton.db");

        public void Dispose() => folder.Delete(recursive: true);
    }
}
