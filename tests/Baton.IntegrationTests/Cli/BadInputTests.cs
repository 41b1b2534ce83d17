namespace Baton.IntegrationTests.Cli;

public sealed class BadInputTests : CliTests
{
    public static TheoryData<string, string> Commands =>
        new()
        {
            { "frob", "frob" },
            { "run", "TEAM" },
            { "run nowhere", "nowhere: there is no such file" },
            { "run SAMPLE --frob", "--frob" },
            { "run SAMPLE --message", "--message" },
            { "run SAMPLE --message EMPTY", "The message is empty." },
            { "run SAMPLE --message BLANK", "The message is empty." },
            { "run SAMPLE --message hello --message-id EMPTY", "The message id is empty." },
            { "run SAMPLE --message hello --script script.jsonl", "--script" },
            { "run SAMPLE --script nowhere.jsonl", "nowhere.jsonl: there is no such script." },
            { "run SAMPLE --script script.jsonl", "script.jsonl:3: " },
            { "run SAMPLE --script blank.jsonl", "blank.jsonl: the script has no messages." },
            { "run SAMPLE --resume", "--conversation" },
            { "run SAMPLE --resume --conversation nobody", "There is no conversation nobody in .baton/baton.db" },
            { "run SAMPLE --resume --conversation nobody --message hello", "--resume cannot be combined with --message" },
            { "run SAMPLE --conversation not/an/id", "'not/an/id' is not a conversation id" },
            { "run SAMPLE --model frob", "'frob' is not a model" },
            { "run SAMPLE --model openai/gpt-6-luna", "OPENAI_API_KEY" },
            { "run SAMPLE --model anthropic/claude", "ANTHROPIC_API_KEY" },
            { "run SAMPLE --model offline --store text.db", "text.db' is damaged or is not a Baton journal" },
            { "run SAMPLE --model offline --store .", "is a folder" },
            { "run SAMPLE --model offline --store EMPTY", "--store needs the path of a file." },
            { "run quiet.yaml --model offline", "--message" },
            { "chat nowhere", "nowhere: there is no such file" },
            { "check nowhere", "nowhere: there is no such file" },
            { "check strange.yaml", "strange.yaml:3:8: 'frob/x' is not a model" },
            { "desk", "TEAM" },
            { "desk nowhere --conversation c", "nowhere: there is no such file" },
            { "desk SAMPLE --model offline --claim --as maria", "--conversation is missing" },
            { "desk SAMPLE --conversation c --grant much! --as maria", "'much!' is not a permission" },
            { "desk SAMPLE --conversation c --resolve done --as maria", "--issue is missing" },
            { "desk SAMPLE --conversation c --decline BLANK --as maria", "--decline is missing or empty." },
            { "desk SAMPLE --model offline --conversation nobody", "There is no conversation nobody in .baton/baton.db" },
            { "desk SAMPLE --model offline --conversation not/an/id", "'not/an/id' is not a conversation id" },
            { "desk SAMPLE --conversation c --approve", "--as is missing" },
            { "desk SAMPLE --conversation c --approve --as BLANK", "--as is missing" },
            { "desk SAMPLE --conversation c --approve --refuse --as maria", "Only one action at a time" },
            { "desk SAMPLE --conversation c --reply hello --hand-back --note done --as maria", "Only one action at a time" },
            { "desk SAMPLE --conversation c --reply EMPTY --as maria", "--reply is missing or empty." },
            { "desk SAMPLE --conversation c --hand-back --as maria", "--note is missing or empty." },
            { "desk SAMPLE --conversation c --hand-back --note BLANK --as maria", "--note is missing or empty." },
            { "desk SAMPLE --conversation c --reply hello --note done --as maria", "--note can only be used with" },
            { "desk SAMPLE --conversation c --reply hello --to billing --as maria", "--to can only be used with --hand-back." },
            { "desk SAMPLE --conversation c --approve --resolved --as maria", "--resolved can only be used with --hand-back." },
            { "desk SAMPLE --conversation c --call c_1_1", "--call can only be used with --approve or --refuse." },
            { "show", "There is no journal at" },
            { "show nobody --store nowhere.db", "There is no journal at" },
            { "show not/an/id", "'not/an/id' is not a conversation id" },
            { "verify nobody --store nowhere.db", "There is no journal at" },
        };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Bad_input_gets_one_clear_message(string command, string message)
    {
        await WriteAsync("script.jsonl", "{\"customer\": \"hello\"}\n\n{\"custmer\": \"hello\"}\n");
        await WriteAsync("blank.jsonl", "\n");
        await WriteAsync("text.db", "This is no database.");
        await WriteAsync("quiet.yaml", "name: quiet\nentry: one\nagents:\n  one:\n    instructions: You answer.\n");
        await WriteAsync("strange.yaml", "name: strange\nentry: one\nmodel: frob/x\nagents:\n  one:\n    instructions: You answer.\n");

        var result = await RunAsync([
            .. command
                .Split(' ')
                .Select(word =>
                    word switch
                    {
                        "SAMPLE" => Sample,
                        "EMPTY" => "",
                        "BLANK" => "  ",
                        _ => word,
                    }
                ),
        ]);

        AssertClear(result);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("show")]
    [InlineData("verify")]
    public async Task An_unknown_conversation_is_bad_input(string command)
    {
        await RunSampleAsync("--conversation", "known", "--message", "hello");

        var result = await RunAsync(command, "nobody");

        AssertClear(result);
        Assert.Contains("There is no conversation nobody", result.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task A_conversation_of_another_team_is_not_taken()
    {
        await RunSampleAsync("--conversation", "theirs", "--message", "hello");
        await WriteAsync("other.yaml", "name: other\nentry: one\nagents:\n  one:\n    instructions: You answer.\n");

        var result = await RunAsync("run", "other.yaml", "--model", "offline", "--conversation", "theirs", "--message", "hello");

        AssertClear(result);
        Assert.Contains("belongs to the team 'support', not to 'other'", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("chat")]
    [InlineData("check")]
    public async Task A_bad_team_file_is_refused_with_every_problem_by_line_and_column(string command)
    {
        await WriteAsync("team.yaml", "name: x\nentrie: one\nagents:\n  one:\n    instructions: You answer.\n    handofs: [two]\n");

        var result = await RunAsync(command, "team.yaml");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal(
            ["team.yaml:1:1:", "team.yaml:2:1:", "team.yaml:6:5:"],
            result.ErrorLines.Select(line => line[..(line.IndexOf(' ', StringComparison.Ordinal))])
        );
    }

    [Fact]
    public async Task Without_a_command_there_is_help_and_with_help_there_is_all()
    {
        var bare = await RunProcessAsync();
        var help = await RunAsync("run", "--help");
        var version = await RunProcessAsync("--version");

        Assert.Equal(2, bare.ExitCode);
        Assert.All(["run", "chat", "desk", "check", "show", "verify"], command => Assert.Matches($@"(?m)^  {command} ", bare.Output));
        Assert.Equal(0, help.ExitCode);
        Assert.All(
            [
                "--message",
                "--script",
                "--conversation",
                "--resume",
                "--store",
                ".baton/baton.db",
                "--json",
                "--model",
                "2  bad input",
                "ANTHROPIC_BASE_URL",
                "OPENAI_BASE_URL",
                "OLLAMA_HOST",
            ],
            documented => Assert.Contains(documented, help.Output, StringComparison.Ordinal)
        );
        Assert.Matches(@"\A\d+\.\d+\.\d+", version.Output);
    }
}
