using System.Text.Json;

namespace Baton.IntegrationTests.Cli;

public sealed class EvalHandoffTests : CliTests
{
    // One switch, before the third user turn. The room needs the town (said before, not again), the day (said again, so not needed), the
    // floor (a common word that only the agent said) and smoking (a truth value, so not needed). History: 7 + 7 + 4 + 11 words and marks,
    // of which the last two turns are 15.
    private const string Trip = """
        {"id": "one", "turns": [{"speaker": "user", "text": "A bus to Springfield on Friday.", "frames": [{"service": "Bus", "intent": "Ride", "slots": {}}]}, {"speaker": "system", "text": "Will you travel there by night?"}, {"speaker": "user", "text": "Yes, please.", "frames": [{"service": "Bus", "intent": "Ride", "slots": {}}, {"service": "Room", "intent": "NONE", "slots": {}}]}, {"speaker": "system", "text": "Done. The upper deck, seat 12, then."}, {"speaker": "user", "text": "And a room for Friday.", "frames": [{"service": "Room", "intent": "Stay", "slots": {"town": ["Springfield"], "day": ["Friday"], "floor": ["upper deck", "Upper"], "smoking": ["False"]}}]}, {"speaker": "system", "text": "Booked."}]}
        """;

    [Fact]
    public async Task The_frontier_holds_every_budget_and_the_windows()
    {
        var result = await RunAsync("eval", "handoff", "--data", await WriteAsync("trip.jsonl", Trip + "\n\n"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("1 switch, 2 needed values", result.Lines[0]);
        Assert.Contains("last 2 turns   0.500   0.517", result.Output, StringComparison.Ordinal);
        Assert.Contains("last 4 turns   1.000   1.000", result.Output, StringComparison.Ordinal);
        Assert.Contains("verbatim       1.000   1.000", result.Output, StringComparison.Ordinal);
        Assert.Contains("budget 0.60    1.000   0.", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            15,
            result.Lines.Count(line => line.Contains("  0.", StringComparison.Ordinal) || line.Contains("  1.", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task One_budget_is_measured_and_its_briefings_are_written_as_they_are_read()
    {
        var result = await RunAsync(
            "eval",
            "handoff",
            "--data",
            await WriteAsync("trip.jsonl", Trip),
            "--budget",
            "0.07",
            "--out",
            "briefings.jsonl",
            "--json"
        );

        // A fraction of 0.07 is two words: the day, which no briefing may leave out, and the town. The deck is left, so half is carried
        // over.
        using var figures = JsonDocument.Parse(result.Output);
        var figure = figures.RootElement.GetProperty("results")[0];
        using var briefing = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(Path.Combine(Folder, "briefings.jsonl"))));
        Assert.Equal(
            ("one", 4),
            (briefing.RootElement.GetProperty("dialogue").GetString(), briefing.RootElement.GetProperty("turn").GetInt32())
        );
        Assert.Equal(
            ("Springfield\nFriday", 2),
            (briefing.RootElement.GetProperty("text").GetString(), briefing.RootElement.GetProperty("tokens").GetInt32())
        );
        Assert.Equal(
            (1, 2),
            (figures.RootElement.GetProperty("switches").GetInt32(), figures.RootElement.GetProperty("needed").GetInt32())
        );
        Assert.Equal(0.07, figure.GetProperty("budget").GetDouble());
        Assert.Equal(0.5, figure.GetProperty("recall").GetDouble());
        Assert.Equal(2 / 29.0, figure.GetProperty("compression").GetDouble(), 6);
    }

    [Theory]
    [InlineData("eval handoff", "--data")]
    [InlineData("eval handoff --data nowhere.jsonl", "nowhere.jsonl: there is no such file.")]
    [InlineData("eval handoff --data .", "this is a folder")]
    [InlineData("eval handoff --data broken.jsonl", "broken.jsonl:2: this is not a valid dialogue")]
    [InlineData(
        "eval handoff --data frameless.jsonl",
        "frameless.jsonl:1: this is not a valid dialogue: a user turn needs at least one frame."
    )]
    [InlineData("eval handoff --data empty.jsonl", "empty.jsonl: there are no dialogues in it.")]
    [InlineData("eval handoff --data quiet.jsonl", "nothing to measure")]
    [InlineData("eval handoff --data trip.jsonl --budget 0", "--budget must be greater than 0")]
    [InlineData("eval handoff --data trip.jsonl --budget NaN", "--budget must be greater than 0")]
    [InlineData("eval handoff --data trip.jsonl --out nowhere/briefings.jsonl", "the briefings cannot be written")]
    public async Task Bad_input_gets_one_clear_message(string command, string message)
    {
        await WriteAsync("trip.jsonl", Trip);
        await WriteAsync("broken.jsonl", Trip + "\n{\"id\": \"two\"");
        await WriteAsync("frameless.jsonl", """{"id": "one", "turns": [{"speaker": "user", "text": "Hello."}]}""");
        await WriteAsync("empty.jsonl", "\n");
        await WriteAsync("quiet.jsonl", """{"id": "one", "turns": []}""");

        var result = await RunAsync(command.Split(' '));

        AssertClear(result);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
    }
}
