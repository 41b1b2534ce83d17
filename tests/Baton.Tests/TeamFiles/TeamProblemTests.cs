using System.Globalization;
using Baton.TeamFiles;

namespace Baton.Tests.TeamFiles;

public sealed class TeamProblemTests : ProblemTests
{
    [Fact]
    public void A_good_file_has_no_problems() => Assert.Empty(Check(Team));

    [Fact]
    public void Everything_is_reported_at_once_by_position()
    {
        var problems = Check(
            """
            name: support
            entry: triagge
            limits: {handofs: 3, model_calls: none}
            agents:
              triage:
                instrutions: Be kind.
                handoffs: [biling, triage]
              billing:
                model: antropic/claude
                tools: [fnd]
              lost:
                description: 3
            tools:
              find:
                table: {file: rows.csv, match: [amuont]}
                timeout: 30
            """
        );

        Assert.Equal(
            [
                "2:8: there is no agent 'triagge': did you mean 'triage'?",
                "3:10: unknown key 'handofs': did you mean 'handoffs'?",
                "3:35: 'model_calls' must be a whole number from 1 to 1000000, not 'none'",
                "6:5: unknown key 'instrutions': did you mean 'instructions'?",
                "7:16: there is no agent 'biling': did you mean 'billing'?",
                "7:24: 'triage' hands over to itself: remove that handoff",
                "9:12: 'antropic/claude' is not a model: did you mean 'anthropic'? (use anthropic/NAME, openai/NAME, ollama/NAME, "
                    + "offline or auto)",
                "10:13: there is no tool 'fnd': did you mean 'find'?",
                "11:3: nobody reaches 'lost' from 'triage': add it to the handoffs of an agent that is reached, or remove it",
                "12:18: 'description' must be text, not the number 3 (quote it to make it text)",
                "15:37: 'rows.csv' has no column 'amuont': did you mean 'amount'?",
                "16:14: 'timeout' must be a duration up to 24h, such as 500ms, 30s or 2m, not the number 30",
            ],
            problems
        );
    }

    [Theory]
    [InlineData("naem: x", "11:1: unknown key 'naem': did you mean 'name'?")]
    [InlineData(
        "zzz: x",
        "11:1: unknown key 'zzz': use 'name', 'entry', 'message', 'model', 'prices', 'limits', 'conversation_limits', 'history', "
            + "'clearance_policy', 'state', 'audited', 'sensitive_categories', 'sensitive_topics', 'strategy', 'strategy_by_triage', "
            + "'replies', 'update_issues', 'handoff_arguments', 'triage', 'desk', 'desks', 'deliveries', 'escalation', 'confidence', "
            + "'fallback', 'tools' or 'agents'"
    )]
    [InlineData(
        "handoff_arguments: [notes, reasons]",
        "11:28: 'reasons' is not a valid item of 'handoff_arguments': use 'category', 'confidence', 'priority', 'notes', "
            + "'alternatives' or 'limits'"
    )]
    [InlineData("name: again", "11:1: the key 'name' appears twice: the first is in line 1")]
    [InlineData("message:", "11:1: 'message' must be text, not nothing")]
    [InlineData("message: ' '", "11:10: 'message' is empty: write something or leave it out")]
    [InlineData("message: true", "11:10: 'message' must be text, not the truth value true (quote it to make it text)")]
    [InlineData("message: [a]", "11:10: 'message' must be text, not a list")]
    [InlineData("limits: {handoffs: 0}", "11:20: 'handoffs' must be a whole number from 1 to 1000000, not the number 0")]
    [InlineData("limits: {model_timeout: 0s}", "11:25: 'model_timeout' must be a duration up to 24h, such as 500ms, 30s or 2m, not '0s'")]
    [InlineData("limits: {model_timeout: 25h}", "11:25: 'model_timeout' must be a duration up to 24h, such as 500ms, 30s or 2m, not '25h'")]
    [InlineData(
        "limits: {model_timeout: 999999999h}",
        "11:25: 'model_timeout' must be a duration up to 24h, such as 500ms, 30s or 2m, not '999999999h'"
    )]
    [InlineData("limits: {model_timeout: 1d}", "11:25: 'model_timeout' must be a duration up to 24h, such as 500ms, 30s or 2m, not '1d'")]
    [InlineData("model: openai/", "11:8: 'openai/' is not a model (use anthropic/NAME, openai/NAME, ollama/NAME, offline or auto)")]
    [InlineData("message: &here hello", "11:10: anchors (&) are not allowed: write the value out where it is needed")]
    [InlineData("message: !!str hello", "11:10: tags (!) are not allowed: a team file holds plain data")]
    [InlineData("? [a, b]\n: c", "11:3: a key is one line of text, not a list")]
    public void A_bad_key_or_value_is_reported_where_it_stands(string line, string problem) => Assert.Equal([problem], Check(Team + line));

    [Theory]
    [InlineData("{}", "9:3: the tool 'find' needs exactly one of 'table', 'function' or 'mcp'; it has none")]
    [InlineData("{function: f, effect: readonly}", "9:31: 'readonly' is not a valid effect: did you mean 'read_only'?")]
    [InlineData("{table: {file: rows.csv, match: [amount]}, effect: once}", "9:52: a table is always read_only: leave 'effect' out")]
    [InlineData("{table: {file: none.csv, match: [amount]}}", "9:24: none.csv: there is no such file")]
    [InlineData("{table: {file: rows.txt, match: [amount]}}", "9:24: rows.txt: a table must be a .csv or .json file, not '.txt'")]
    [InlineData("{table: {match: [amount]}}", "9:17: the key 'file' is missing")]
    [InlineData("{mcp: {}}", "9:10: an MCP server needs either 'command' (a process to start) or 'url', and not both")]
    [InlineData("{mcp: {url: 'ftp://a'}}", "9:21: 'ftp://a' is not an address: it begins with https:// or http://")]
    [InlineData("{mcp: {url: 'http://a', arguments: [a]}}", "9:33: 'arguments' goes with 'command' only")]
    [InlineData("{mcp: {command: a, tools: [b, b]}}", "9:39: 'b' appears twice in 'tools'")]
    public void A_bad_tool_is_reported_where_it_stands(string tool, string problem) =>
        Assert.Equal([problem], Check(Team.Split("  find:\n")[0] + $"  find: {tool}\n"));

    [Theory]
    [InlineData("handoffs: billing", "5:15: 'handoffs' must be a list of agents, not 'billing'")]
    [InlineData("handoffs: [3]", "5:16: an item of 'handoffs' must be text, not the number 3 (quote it to make it text)")]
    [InlineData("handoffs: [xyz]", "5:16: there is no agent 'xyz': use 'triage' or 'billing'")]
    public void A_handoff_that_leads_nowhere_is_reported_and_not_whom_it_misses(string handoffs, string problem) =>
        Assert.Equal([problem], Check(Team.Replace("handoffs: [billing]", handoffs, StringComparison.Ordinal)));

    [Theory]
    [InlineData("triage: {handoffs: [billing]}", "7:3: the agent 'triage' appears twice: the first is in line 4")]
    [InlineData("Billing: {}", "7:3: the agents 'billing' and 'Billing' would share the tool name 'transfer_to_billing': rename one")]
    [InlineData(
        "'a!': {}",
        "7:3: 'a!' is not a name for an agent: use letters, digits, spaces, '-', '_' and '.', beginning with a letter or digit"
    )]
    public void A_bad_agent_name_is_reported_where_it_stands(string agent, string problem)
    {
        var problems = Check($"name: n\nentry: triage\nagents:\n  triage:\n    handoffs: [billing]\n  billing: {{}}\n  {agent}\n");

        Assert.Contains(problem, problems);
    }

    [Theory]
    [InlineData("say: '{charge.amount}'", "8:44: '{charge.amount}' names no look-up whose values are known here")]
    [InlineData("look_up: [{tool: fnd}], say: b", "8:56: 'billing' has no tool 'fnd': did you mean 'find'?")]
    [InlineData("look_up: [{tool: find, with: {amout: 1}}], say: b", "8:69: 'find' has no argument 'amout': did you mean 'amount'?")]
    [InlineData(
        "look_up: [{tool: find, with: {amount: '{amuont}'}}], say: b",
        "8:77: '{amuont}' is neither a look-up's name, a dot and a field, nor something that a message holds: did you mean 'amount'?"
    )]
    [InlineData(
        "look_up: [{tool: find, as: charge}], say: '{charg.amount}'",
        "8:81: '{charg.amount}' names no look-up whose values are known here: did you mean 'charge'?"
    )]
    [InlineData("look_up: [{tool: find}], say: '{find.amonut}'", "8:69: '{find.amonut}' names no field of 'find': did you mean 'amount'?")]
    [InlineData("look_up: [{tool: find}, {tool: find}], say: b", "8:70: two look-ups are named 'find': name one with 'as'")]
    [InlineData(
        "look_up: [{tool: find}], say: b, otherwise: '{find.amount}'",
        "8:83: '{find.amount}' names no look-up whose values are known here"
    )]
    [InlineData(
        "look_up: [{tool: find, as: a.b}], say: b",
        "8:66: 'a.b' is not a name for a look-up: use 1 to 64 letters, digits, '-' and '_'"
    )]
    public void An_answer_that_speaks_of_what_it_cannot_know_is_reported(string rest, string problem)
    {
        var file = Team.Replace(
            "    tools: [find]\n",
            $"    tools: [find]\n    answers: [{{when: [charged twice], {rest}}}]\n",
            StringComparison.Ordinal
        );

        Assert.Equal([problem], Check(file));
    }

    [Theory]
    [InlineData("{find.amount} {find.rows.1.invoice} { find.Amount } {find.count}")]
    [InlineData("You named {amount}, {amount2}, {number}, {identifier}, {email} and {text}.")]
    public void An_answer_may_speak_of_what_was_found_and_of_what_the_message_holds(string say)
    {
        var answer =
            $"    tools: [find]\n    answers: [{{when: [charged twice], look_up: [{{tool: "
            + $"find}}], say: '{say}', otherwise: '{{text}}'}}]\n";

        Assert.Empty(Check(Team.Replace("    tools: [find]\n", answer, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("name: [a\n", 2)]
    [InlineData("name: 'a\n", 1)]
    [InlineData("name: a\n\tentry: b\n", 2)]
    [InlineData("name: a: b\n", 1)]
    public void A_file_that_is_not_YAML_is_reported_with_its_line(string text, int line)
    {
        var problem = Assert.Single(TeamFile.Check(Write(text)));

        Assert.Equal(line, problem.Line);
        Assert.StartsWith("this is not YAML: ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clearance: top", "7:16: 'top' is not a valid clearance: use 'normal', 'sensitive' or 'secret'")]
    [InlineData("clearance: sensitiv", "7:16: 'sensitiv' is not a valid clearance: did you mean 'sensitive'?")]
    public void An_unknown_clearance_is_reported_where_it_stands(string line, string problem) =>
        Assert.Equal([problem], Check(Team.Replace("    tools: [find]\n", $"    {line}\n    tools: [find]\n", StringComparison.Ordinal)));

    [Theory]
    [InlineData(
        "patterns: [{name: a, pattern: 'b(?=c)'}]",
        "11:50: The pattern needs lookarounds, backreferences, atomic groups or too many states: leave them out, so that it takes "
            + "linear time"
    )]
    [InlineData(
        "patterns: [{name: a, pattern: b, sensitivity: normal}]",
        "11:53: everybody may see normal data: make it sensitive or secret"
    )]
    [InlineData(
        "patterns: [{name: '[a]', pattern: b}]",
        "11:38: '[a]' cannot stand in a mask: use 1 to 40 letters, digits, spaces, '-' and '_', beginning with a letter"
    )]
    [InlineData("patterns: [{name: a}]", "11:31: the key 'pattern' is missing")]
    [InlineData("fields: [{name: a, sensitivty: secret}]", "11:39: unknown key 'sensitivty': did you mean 'sensitivity'?")]
    [InlineData("feilds: []", "11:20: unknown key 'feilds': did you mean 'fields'?")]
    public void A_clearance_policy_that_cannot_be_kept_is_reported_where_it_stands(string policy, string problem) =>
        Assert.Equal([problem], Check(Team + $"clearance_policy: {{{policy}}}\n"));

    [Theory]
    [InlineData("mode: full", "'full' is not a valid mode: use 'auto', 'verbatim' or 'summary'", 7)]
    [InlineData("mode: sumary", "'sumary' is not a valid mode: did you mean 'summary'?", 7)]
    [InlineData("short_tokens: -1", "'short_tokens' must be a whole number from 0 to 100000000, not the number -1", 15)]
    [InlineData("short_tokens: 2.5", "'short_tokens' must be a whole number from 0 to 100000000, not the number 2.5", 15)]
    [InlineData("tail_tokens: many", "'tail_tokens' must be a whole number from 0 to 100000000, not 'many'", 14)]
    [InlineData("dense_facts: -0.1", "'dense_facts' must be a number from 0, not the number -0.1", 14)]
    [InlineData("dense_facts: .inf", "'dense_facts' must be a number from 0, not the number .inf", 14)]
    [InlineData("summary_share: 0", "'summary_share' must be a number above 0 and up to 1, not the number 0", 16)]
    [InlineData("summary_share: 1.01", "'summary_share' must be a number above 0 and up to 1, not the number 1.01", 16)]
    [InlineData("summary_share: .nan", "'summary_share' must be a number above 0 and up to 1, not the number .nan", 16)]
    [InlineData("summary_share: '0.5'", "'summary_share' must be a number above 0 and up to 1, not '0.5'", 16)]
    [InlineData("writer: biling", "'biling' is not a writer: did you mean 'billing'?", 9)]
    [InlineData("writer: reciever", "'reciever' is not a writer: did you mean 'receiver'?", 9)]
    [InlineData("writer: nobody", "'nobody' is not a writer: use 'extractive', 'receiver', 'triage' or 'billing'", 9)]
    [InlineData("writer: [billing]", "'writer' must be text, not a list", 9)]
    [InlineData("writer_timeout: 20", "'writer_timeout' must be a duration up to 24h, such as 500ms, 30s or 2m, not the number 20", 17)]
    [InlineData("writer_timeout: 0s", "'writer_timeout' must be a duration up to 24h, such as 500ms, 30s or 2m, not '0s'", 17)]
    [InlineData("room: 0.95", "'room' must be a number from 0 to 0.9, not the number 0.95", 7)]
    [InlineData("room: ~", "'room' must be a number from 0 to 0.9, not nothing", 1)]
    [InlineData("margin: 0.9", "'margin' must be a number from 1 to 5, not the number 0.9", 9)]
    [InlineData("margin: 1e2", "'margin' must be a number from 1 to 5, not the number 1e2", 9)]
    [InlineData(
        "tokens: 5",
        "unknown key 'tokens': use 'mode', 'short_tokens', 'most_tokens', 'dense_facts', 'tail_tokens', 'summary_share', "
            + "'writer', 'writer_timeout', "
            + "'room' or 'margin'",
        1
    )]
    public void A_history_that_cannot_be_given_is_reported_where_it_stands(string line, string problem, int at)
    {
        var history = $"history: {{{line}}}";

        Assert.Equal([$"11:{10 + at}: {problem}"], Check(Team + history + "\n"));
        Assert.Equal(
            [$"7:{14 + at}: {problem}"],
            Check(Team.Replace("    tools: [find]\n", $"    {history}\n    tools: [find]\n", StringComparison.Ordinal))
        );
        Assert.Equal(
            [$"5:{39 + at}: {problem}"],
            Check(Team.Replace("[billing]", $"[{{to: billing, {history}}}]", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("{phrases: [a]}", "11:20: the key 'name' is missing")]
    [InlineData(
        "{name: ill!, phrases: [a]}",
        "11:27: 'ill!' is not a name for a topic: use 1 to 40 letters, digits, spaces, '-' and '_', beginning with a letter"
    )]
    [InlineData("{name: ill}", "11:20: this topic has neither 'phrases' nor a 'pattern': add one")]
    [InlineData("{name: ill, phrases: []}", "11:20: this topic has neither 'phrases' nor a 'pattern': add one")]
    [InlineData("{name: ill, phrases: pain}", "11:41: 'phrases' must be a list of phrases, not 'pain'")]
    [InlineData("{name: ill, phrases: ['?']}", "11:42: '?' is not a phrase: write at least one letter or digit, or use a pattern")]
    [InlineData("{name: ill, phrases: [pain, pain]}", "11:48: 'pain' appears twice in 'phrases'")]
    [InlineData(
        "{name: ill, pattern: 'b(?=c)'}",
        "11:41: The pattern needs lookarounds, backreferences, atomic groups or too many states: leave them out, so that it takes "
            + "linear time"
    )]
    [InlineData(
        "{name: ill, pattern: 'b*'}",
        "11:41: The pattern matches the empty text, and so every text: make it match at least one character"
    )]
    [InlineData(
        "{name: ill, patern: b}",
        "11:32: unknown key 'patern': did you mean 'pattern'?|11:20: this topic has neither 'phrases' nor a 'pattern': add one"
    )]
    [InlineData("{name: ill, phrases: [a]}, {name: ill, pattern: b}", "11:54: 'ill' appears twice in 'sensitive_topics'")]
    [InlineData("medical", "11:20: an item of 'sensitive_topics' must be a map of keys and values, not 'medical'")]
    public void A_sensitive_topic_that_cannot_be_recognised_is_reported_where_it_stands(string topic, string problems) =>
        Assert.Equal(problems.Split('|').Order(), Check(Team + $"sensitive_topics: [{topic}]\n").Order());

    [Fact]
    public void A_second_document_is_refused() =>
        Assert.Equal(["11:1: a second document begins here: a team file holds one"], Check(Team + "---\nname: b\n"));

    [Fact]
    public void An_empty_file_is_reported() => Assert.Equal(["1:1: the file is empty"], Check("# nothing yet\n"));

    [Fact]
    public void Aliases_that_would_grow_to_gigabytes_are_refused_at_once()
    {
        var lines = Enumerable
            .Range(1, 30)
            .Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]");

        var problems = Check("a0: &a0 lol\n" + string.Join('\n', lines));

        Assert.Contains("2:10: aliases (*) are not allowed: write the value out where it is needed", problems);
        Assert.InRange(problems.Count, 1, 201);
    }

    [Theory]
    [InlineData("      - {0}\n")]
    [InlineData("      - {{to: {0}}}\n")]
    public void A_file_of_nothing_but_problems_is_given_up_soon(string line)
    {
        var targets = string.Concat(
            Enumerable.Range(0, 9_000).Select(number => string.Format(CultureInfo.InvariantCulture, line, $"{new string('b', 60)}{number}"))
        );

        var problems = Check(Team.Replace("    handoffs: [billing]\n", $"    handoffs:\n{targets}", StringComparison.Ordinal));

        Assert.Equal(201, problems.Count);
        Assert.Equal("0:0: there are more problems than these 200", problems[^1]);
    }

    [Fact]
    public void A_long_list_is_read_in_the_time_that_its_length_takes()
    {
        var examples = string.Concat(Enumerable.Range(0, 40_000).Select(number => $"      - example {number}\n"));

        Assert.Empty(Check(Team.Replace("    tools: [find]\n", $"    tools: [find]\n    examples:\n{examples}", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_of_ten_megabytes_is_refused_unread()
    {
        var path = Write(Team + "# " + new string('x', 10_000_000));

        Assert.Equal($"{path}: the file has 9765 kB; a team file may have 1024", Assert.Single(TeamFile.Check(path)).ToString());
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void A_file_that_is_nested_too_deep_is_refused(string opening)
    {
        var problem = Assert.Single(TeamFile.Check(Write(string.Concat(Enumerable.Repeat(opening, 50_000)))));

        Assert.StartsWith("this is not YAML: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_refused()
    {
        var path = Path.Combine(Folder, "team.yaml");
        File.WriteAllBytes(path, [0x6E, 0xFF, 0xFE]);

        Assert.Equal($"{path}: the file is not UTF-8 text", Assert.Single(TeamFile.Check(path)).ToString());
    }

    [Fact]
    public void A_missing_file_or_folder_is_reported()
    {
        var path = Path.Combine(Folder, "nowhere");

        Assert.Equal(
            $"{path}: there is no such file; a team is a YAML file, or a folder with a team.yaml",
            Assert.Single(TeamFile.Check(path)).ToString()
        );
    }

    [Fact]
    public async Task Loading_throws_the_same_problems_with_file_line_and_column()
    {
        var path = Write(Team + "naem: x\nlimts: {}\n");

        var refusal = await Assert.ThrowsAsync<TeamFileException>(() =>
            TeamFile.LoadAsync(path, cancellationToken: TestContext.Current.CancellationToken)
        );

        Assert.Equal(TeamFile.Check(path), refusal.Problems);
        Assert.Equal(
            $"{path}:11:1: unknown key 'naem': did you mean 'name'?\n{path}:12:1: unknown key 'limts': did you mean 'limits'?",
            refusal.Message
        );
    }

    [Fact]
    public async Task A_function_that_nobody_registered_is_reported_with_the_nearest_that_is()
    {
        var path = Write(Team.Replace("table: {file: rows.csv, match: [amount]}", "function: refnd", StringComparison.Ordinal));
        var options = new TeamFileOptions { Tools = { ["refund"] = Tool.Create(() => "done", "refund") } };

        var refusal = await Assert.ThrowsAsync<TeamFileException>(() =>
            TeamFile.LoadAsync(path, options, TestContext.Current.CancellationToken)
        );

        Assert.Equal(
            "no function 'refnd' is registered: did you mean 'refund'? (a program registers them in TeamFileOptions.Tools)",
            Assert.Single(refusal.Problems).Message
        );
        Assert.Empty(TeamFile.Check(path));
    }
}
