using System.Text.Json;

namespace Baton.IntegrationTests.Cli;

public sealed class EvalConfidenceTests : CliTests
{
    // Acting from 0.7 on is right three times of four; from 0.9 on, always.
    private const string Chosen = """
        {"text": "one", "confidence": 0.95, "correct": true}
        {"confidence": 0.9, "correct": true}
        {"confidence": 0.8, "correct": false}
        {"confidence": 0.7, "correct": true}
        {"confidence": 0.2, "correct": false}
        """;

    private const string Judged = """
        {"confidence": 0.91, "correct": true}
        {"confidence": 0.75, "correct": false}
        {"confidence": 0.6, "correct": true}
        {"confidence": 0.5, "correct": false}
        """;

    [Fact]
    public async Task A_threshold_comes_from_the_validation_and_is_judged_on_the_test()
    {
        var result = await RunAsync(
            "eval",
            "confidence",
            "--val",
            await WriteAsync("val.jsonl", Chosen),
            "--test",
            await WriteAsync("test.jsonl", Judged),
            "--precision",
            "0.75",
            "--json",
            "--out",
            "plots"
        );

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var figures = JsonDocument.Parse(result.Output);
        var suggestion = figures.RootElement.GetProperty("suggestion");
        Assert.Equal(0.7, suggestion.GetProperty("threshold").GetDouble());
        Assert.Equal(0.25, suggestion.GetProperty("validation").GetProperty("risk").GetDouble());
        var test = suggestion.GetProperty("test");
        Assert.Equal((0.5, 0.5), (test.GetProperty("coverage").GetDouble(), test.GetProperty("risk").GetDouble()));
        Assert.Equal(
            (2, 1, 1),
            (test.GetProperty("held").GetInt32(), test.GetProperty("held_rightly").GetInt32(), test.GetProperty("held_wrongly").GetInt32())
        );
        Assert.Equal(
            [0.5, 0.8, 0.9, 0.95],
            figures.RootElement.GetProperty("coverages").EnumerateArray().Select(row => row.GetProperty("wanted").GetDouble())
        );
        foreach (var plot in new[] { "reliability", "risk" })
            Assert.StartsWith("<svg", await File.ReadAllTextAsync(Path.Combine(Folder, "plots", plot + ".svg")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_precision_that_no_threshold_reaches_is_said()
    {
        var wrong = await WriteAsync("wrong.jsonl", """{"confidence": 0.9, "correct": false}""");
        var result = await RunAsync("eval", "confidence", "--val", wrong, "--test", wrong);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("No threshold reaches a precision of 95.00 %", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_router_is_judged_by_what_it_should_take()
    {
        var texts = await WriteAsync(
            "texts.jsonl",
            """
            {"text": "where is my invoice", "routes": ["billing"]}
            {"text": "send me the invoice of May", "routes": ["billing"]}
            {"text": "an error again on every page", "routes": ["technical"]}
            {"text": "sing me a song about the sea", "routes": []}
            """
        );
        var result = await RunAsync("eval", "confidence", "--train", texts, "--val", texts, "--test", texts, "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var figures = JsonDocument.Parse(result.Output);
        var test = figures.RootElement.GetProperty("suggestion").GetProperty("test");
        Assert.Equal((3, 1), (test.GetProperty("acted").GetInt32(), test.GetProperty("held_rightly").GetInt32()));
    }

    [Theory]
    [InlineData("--val val.jsonl", "--test")]
    [InlineData("--val nowhere.jsonl --test val.jsonl", "nowhere.jsonl: there is no such file.")]
    [InlineData(
        "--val broken.jsonl --test val.jsonl",
        "broken.jsonl:2: this is not a valid prediction: 'confidence' must be a number from 0 to 1."
    )]
    [InlineData("--val val.jsonl --test val.jsonl --precision 0", "--precision must be greater than 0")]
    [InlineData("--val val.jsonl --test val.jsonl --by intent", "--by can only be used with --train.")]
    [InlineData("--val val.jsonl --test val.jsonl --train val.jsonl", "val.jsonl:1: this is not a valid text")]
    public async Task Bad_input_gets_one_clear_message(string command, string message)
    {
        await WriteAsync("val.jsonl", Chosen);
        await WriteAsync(
            "broken.jsonl",
            """
            {"confidence": 0.4, "correct": true}
            {"confidence": 1.4, "correct": true}
            """
        );

        var result = await RunAsync(["eval", "confidence", .. command.Split(' ')]);

        AssertClear(result);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
    }
}
