using System.Text.Json;
using Baton.Journals.Entries;

namespace Baton.IntegrationTests.Cli;

public sealed class RunTests : CliTests
{
    [Fact]
    public async Task The_sample_serves_both_issues_with_amounts_that_were_looked_up()
    {
        var result = await RunProcessAsync("run", Sample, "--model", "offline");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var reply = result.Output[result.Output.IndexOf("reply to the customer:", StringComparison.Ordinal)..];
        Assert.All(
            ["$49.99", "$29.99", "$20.00", "INV-20417", "INC-731", "DSH-502"],
            found => Assert.Contains(found, reply, StringComparison.Ordinal)
        );
        Assert.Matches(@"#1 +resolved +billing ", reply);
        Assert.Matches(@"#2 +resolved +technical ", reply);
    }

    [Fact]
    public async Task A_reader_sees_who_holds_the_baton_why_it_moved_and_what_tools_found()
    {
        var result = await RunSampleAsync("--conversation", "seen");

        Assert.All(
            [
                "triage holds the baton (offline model)",
                "triage -> billing  routed, billing, confidence ",
                "billing -> technical  continued, technical, confidence ",
                "  find_charge amount: 49.99",
                "  find_charge ok rows: [{invoice: INV-20417, ",
                "  issue #1 resolved (answered by billing)",
                "The offline model is not a language model",
            ],
            shown => Assert.Contains(shown, result.Output, StringComparison.Ordinal)
        );
        Assert.Matches(@"triage +\d+ +\d+ +offline model", result.Output);
        Assert.Equal($"continue: baton run {Sample} --conversation seen --model offline --message \"...\"", result.Lines[^1]);
    }

    [Fact]
    public async Task Redirected_output_has_no_escape_codes_and_no_boxes()
    {
        var result = await RunProcessAsync("run", Sample, "--model", "offline");

        Assert.DoesNotContain(result.Output, letter => (char.IsControl(letter) && letter != '\n') || letter is >= '\u2500' and <= '\u259f');
    }

    [Fact]
    public async Task Json_is_the_journal_line_by_line_and_nothing_else()
    {
        var result = await RunSampleAsync("--json", "--conversation", "lines");

        var entries = Entries(result);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(seq => (long)seq), entries.Select(entry => entry.Seq));
        Assert.IsType<ConversationOpened>(entries[0]);
        Assert.IsType<Replied>(entries[^1]);
        Assert.Subset(
            new HashSet<string>
            {
                "conversation_opened",
                "message_received",
                "issue_opened",
                "issue_changed",
                "model_call_begun",
                "model_call_ended",
                "tool_call_begun",
                "tool_call_ended",
                "handed_off",
                "reply_drafted",
                "replied",
            },
            result.Lines.Select(TypeOf).ToHashSet()
        );
        Assert.Equal(result.Output, (await RunAsync("show", "lines", "--json")).Output);
    }

    [Fact]
    public async Task A_conversation_goes_on_where_it_was()
    {
        var first = Entries(await RunSampleAsync("--json", "--conversation", "on"));
        var second = Entries(await RunSampleAsync("--json", "--conversation", "on", "--message", "What are your opening hours?"));

        Assert.Equal(first.Count + 1, second[0].Seq);
        Assert.Equal("What are your opening hours?", Assert.IsType<MessageReceived>(second[0]).Text);
        Assert.Contains("8:00 to 20:00", Assert.IsType<Replied>(second[^1]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_sent_twice_under_one_id_counts_once_and_is_answered_twice()
    {
        string[] again = ["--conversation", "twice", "--message-id", "m1", "--message", "What are your opening hours?"];
        await RunSampleAsync(again);
        var second = await RunSampleAsync(again);
        var lines = await RunSampleAsync([.. again, "--json"]);

        Assert.Contains("reply to the customer (same as before):\n  We answer from Monday", second.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (lines.ExitCode, lines.Output));
    }

    [Fact]
    public async Task A_script_is_served_message_by_message()
    {
        var script = await WriteAsync(
            "script.jsonl",
            """
            {"customer": "What are your opening hours?"}

            {"customer": "Where is your office?"}
            """
        );

        var result = await RunSampleAsync("--script", script, "--json");

        Assert.Equal(0, result.ExitCode);
        var entries = Entries(result);
        Assert.Equal(
            ["What are your opening hours?", "Where is your office?"],
            entries.OfType<MessageReceived>().Select(received => received.Text)
        );
        Assert.Equal(2, entries.OfType<Replied>().Count());
    }

    [Fact]
    public async Task Nothing_that_a_customer_writes_steers_the_terminal()
    {
        var result = await RunSampleAsync("--message", "\u001b[31mhello\u0007 \u009b2J [red]there[/] \u202eolleh");

        Assert.Contains(@"  \x1b[31mhello\x07 \x9b2J [red]there[/] \u202eolleh", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Output, letter => (char.IsControl(letter) && letter != '\n') || letter == '\u202e');
    }

    [Fact]
    public async Task Chat_answers_each_line_until_an_empty_one()
    {
        await using var chat = CliProcess.Start(Folder, ["chat", Sample, "--model", "offline", "--json"]);
        await chat.Input.WriteAsync("What are your opening hours?\nWhere is your office?\n\nnot read any more\n");
        var result = await chat.EndAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(2, Entries(result).OfType<Replied>().Count());
    }

    [Fact]
    public async Task Chat_ends_where_its_input_does()
    {
        var result = await CliInProcess.RunAsync(Folder, ["chat", Sample, "--model", "offline"], input: "What are your opening hours?");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("8:00 to 20:00", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("continue: baton run", result.Lines[^1], StringComparison.Ordinal);
    }

    private static string TypeOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("type").GetString()!;
    }
}
