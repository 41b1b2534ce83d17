using System.Text.Json;

namespace Baton.IntegrationTests.Cli;

public sealed class EvalRoutingTests : CliTests
{
    private const string Texts = """
        {"text": "where is my invoice", "routes": ["billing"], "intent": "invoice"}
        {"text": "send me the invoice of May", "routes": ["billing"], "intent": "invoice"}
        {"text": "I was charged twice", "routes": ["billing"], "intent": "charge"}
        {"text": "the page shows an error", "routes": ["technical"], "intent": "error"}
        {"text": "an error again on every page", "routes": ["technical"], "intent": "error"}
        {"text": "sing me a song about the sea", "routes": [], "intent": "none"}
        """;

    private const string Talk = """
        {"id": 1, "caps": ["a", "b"], "turns": [{"user": "I need an invoice", "task": "a"}, {"user": "hm", "task": null}, {"user": "of May", "task": "a"}, {"user": "and a hotel", "task": "b"}]}
        {"id": 2, "turns": [{"user": "a hotel in Rome", "task": "b"}, {"user": "for two", "task": "b"}, {"user": "and an invoice", "task": "a"}]}
        """;

    [Fact]
    public async Task Routing_is_measured_and_each_prediction_and_plot_is_written()
    {
        var file = await WriteAsync("texts.jsonl", Texts);
        var result = await RunAsync(
            "eval",
            "routing",
            "--train",
            file,
            "--val",
            file,
            "--test",
            file,
            "--json",
            "--predictions",
            "said.jsonl",
            "--out",
            "plots"
        );

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var figures = JsonDocument.Parse(result.Output);
        var figure = figures.RootElement.GetProperty("figures");
        Assert.Equal(1, figure.GetProperty("accuracy").GetDouble());
        Assert.Equal(1, figure.GetProperty("out_of_scope_auroc").GetDouble());
        Assert.Equal(JsonValueKind.Null, figure.GetProperty("person_recall").ValueKind);

        var lines = await File.ReadAllLinesAsync(Path.Combine(Folder, "said.jsonl"));
        Assert.Equal(6, lines.Length);
        using var said = JsonDocument.Parse(lines[3]);
        Assert.Equal("the page shows an error", said.RootElement.GetProperty("text").GetString());
        Assert.Equal("technical", said.RootElement.GetProperty("routes")[0].GetProperty("route").GetString());
        Assert.True(said.RootElement.GetProperty("routes")[0].GetProperty("score").GetDouble() > 0.5);
        Assert.False(said.RootElement.GetProperty("out_of_scope").GetBoolean());
        Assert.False(said.RootElement.GetProperty("wants_person").GetBoolean());
        foreach (var plot in new[] { "reliability", "risk", "confusion" })
            Assert.StartsWith("<svg", await File.ReadAllTextAsync(Path.Combine(Folder, "plots", plot + ".svg")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switching_is_measured_on_parts_in_turn()
    {
        var result = await RunAsync("eval", "switching", "--data", await WriteAsync("talk.jsonl", Talk), "--folds", "2", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var figures = JsonDocument.Parse(result.Output);
        Assert.Equal(
            (6, 2),
            (figures.RootElement.GetProperty("messages").GetInt32(), figures.RootElement.GetProperty("switches").GetInt32())
        );
    }

    [Theory]
    [InlineData("eval routing --train texts.jsonl", "--test")]
    [InlineData("eval routing --train nowhere.jsonl --test texts.jsonl", "nowhere.jsonl: there is no such file.")]
    [InlineData("eval routing --train broken.jsonl --test texts.jsonl", "broken.jsonl:1: this is not a valid text")]
    [InlineData("eval routing --train texts.jsonl --test texts.jsonl --by name", "--by must be 'routes' or 'intent'.")]
    [InlineData("eval routing --train texts.jsonl --test texts.jsonl --keep 2", "--keep must be greater than 0")]
    [InlineData("eval routing --train texts.jsonl --test texts.jsonl --shots 0", "--shots must be at least 1.")]
    [InlineData("eval routing --train texts.jsonl --test texts.jsonl --person-route desk", "no training text has the route desk")]
    [InlineData(
        "eval routing --train texts.jsonl --test texts.jsonl --predictions nowhere/said.jsonl",
        "the predictions cannot be written"
    )]
    [InlineData("eval switching", "Give either --data, or --train and --test.")]
    [InlineData("eval switching --data talk.jsonl --folds 3", "--folds must be at least 2")]
    [InlineData("eval switching --data broken.jsonl", "broken.jsonl:1: this is not a valid dialogue")]
    public async Task Bad_input_gets_one_clear_message(string command, string message)
    {
        await WriteAsync("texts.jsonl", Texts);
        await WriteAsync("talk.jsonl", Talk);
        await WriteAsync("broken.jsonl", """{"text": "hello"}""");

        var result = await RunAsync(command.Split(' '));

        AssertClear(result);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
    }
}
