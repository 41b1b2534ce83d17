using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs;

/// <summary>The forms in which models write the arguments of a call: what was meant is kept, and only the bad rest is left out.</summary>
public sealed class TransferFormTests
{
    private readonly ScriptedModels models = new();
    private readonly InMemoryJournal journal = new();
    private readonly ConversationId conversation = new("c1");

    [Theory]
    [InlineData("0.9", 0.9)]
    [InlineData("1", 1.0)]
    [InlineData("95", 0.95)]
    [InlineData("\"95\"", 0.95)]
    [InlineData("\"90%\"", 0.9)]
    [InlineData("\"90 percent\"", 0.9)]
    [InlineData("\"0,9\"", 0.9)]
    [InlineData("\"~0.9 (sure)\"", 0.9)]
    [InlineData("\"9/10\"", 0.9)]
    [InlineData("\"9 out of 10\"", 0.9)]
    [InlineData("\"High\"", 0.9)]
    [InlineData("\"low\"", 0.3)]
    [InlineData("""{"value":0.9}""", 0.9)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"None\"", null)]
    public async Task A_confidence_is_read_in_any_form(string confidence, double? meant)
    {
        var opened = await TransferAsync($$"""{"summary":"A refund.","confidence":{{confidence}}}""");

        Assert.Equal(meant, opened.Confidence);
        Assert.Null(opened.Dropped);
    }

    [Theory]
    [InlineData("\"very\"")]
    [InlineData("7")]
    [InlineData("-0.5")]
    [InlineData("\"140%\"")]
    [InlineData("[0.9]")]
    [InlineData("true")]
    public async Task A_confidence_that_says_nothing_is_left_out_and_noted(string confidence)
    {
        var opened = await TransferAsync($$"""{"summary":"A refund.","confidence":{{confidence}}}""");

        Assert.Null(opened.Confidence);
        Assert.Equal(["confidence"], opened.Dropped);
    }

    [Theory]
    [InlineData("\"HIGH\"", IssuePriority.High)]
    [InlineData("\"medium\"", IssuePriority.Normal)]
    [InlineData("\"Critical\"", IssuePriority.Urgent)]
    [InlineData("\"very high\"", IssuePriority.Urgent)]
    [InlineData("\"n/a\"", null)]
    [InlineData("null", null)]
    public async Task A_priority_is_read_in_another_case_or_word(string priority, IssuePriority? meant)
    {
        var opened = await TransferAsync($$"""{"summary":"A refund.","priority":{{priority}}}""");

        Assert.Equal(meant, opened.Priority);
        Assert.Null(opened.Dropped);
    }

    [Theory]
    [InlineData("""["A refund","A login"]""", "A refund|A login")]
    [InlineData("\"A refund\"", "A refund")]
    [InlineData("\"Refund, please\"", "Refund, please")]
    [InlineData("\"A refund; a login\"", "A refund|a login")]
    [InlineData("\"- A refund\\n- A login\"", "A refund|A login")]
    [InlineData("""[{"title":"A refund"},{"Name":"A login"}]""", "A refund|A login")]
    [InlineData("""{"title":"A refund"}""", "A refund")]
    [InlineData("""{"issues":["A refund"]}""", "A refund")]
    [InlineData("""{"1":"A refund","2":"A login"}""", "A refund|A login")]
    [InlineData("\"[\\\"A refund\\\",\\\"A login\\\"]\"", "A refund|A login")]
    [InlineData("\"[{\\\"title\\\":\\\"A refund\\\"}]\"", "A refund")]
    [InlineData("""[["A refund"],null,""]""", "A refund")]
    [InlineData("null", "It is about money.")]
    [InlineData("\"none\"", "It is about money.")]
    [InlineData("[]", "It is about money.")]
    [InlineData("\"request\"", "It is about money.")]
    [InlineData("4", "It is about money.")]
    [InlineData("\"#2, #3\"", "It is about money.")]
    public async Task Issues_are_read_in_any_shape(string issues, string meant)
    {
        await TransferAsync($$"""{"summary":"It is about money.","issues":{{issues}}}""");

        Assert.Equal(meant.Split('|'), (await EntriesAsync()).OfType<IssueOpened>().Select(issue => issue.Title));
    }

    [Theory]
    [InlineData("\"Calm.\"", "Calm.")]
    [InlineData("""["Calm.","French."]""", "Calm.|French.")]
    [InlineData("""[{"note":"Calm."}]""", "Calm.")]
    [InlineData("""{"mood":"calm","order":55}""", "mood: calm|order: 55")]
    [InlineData("\"[\\\"Calm.\\\"]\"", "Calm.")]
    [InlineData("[1]", "1")]
    [InlineData("{}", "")]
    [InlineData("\"none\"", "")]
    public async Task Notes_are_read_in_any_shape(string notes, string meant)
    {
        var opened = await TransferAsync($$"""{"summary":"A refund.","notes":{{notes}}}""");

        Assert.Equal(meant, string.Join('|', opened.Notes ?? []));
        Assert.Null(opened.Dropped);
    }

    [Theory]
    [InlineData("""[{"agent":"chief","confidence":0.2}]""", 0.2)]
    [InlineData("""[{"agent":"Chief","confidence":"20%"}]""", 0.2)]
    [InlineData("""{"agent":"chief"}""", null)]
    [InlineData("""{"chief":0.2}""", 0.2)]
    [InlineData("""["chief"]""", null)]
    [InlineData("\"chief, nobody\"", null)]
    [InlineData("\"transfer_to_chief\"", null)]
    [InlineData("\"[\\\"chief\\\"]\"", null)]
    public async Task Alternatives_are_read_in_any_shape(string alternatives, double? confidence)
    {
        var opened = await TransferAsync($$"""{"summary":"A refund.","alternatives":{{alternatives}}}""");

        Assert.Equal([("chief", confidence)], opened.Alternatives!.Select(other => (other.To, other.Confidence)));
        Assert.Null(opened.Dropped);
    }

    [Theory]
    [InlineData("""{"minutes":0}""", "limits.minutes")]
    [InlineData("""{"minutes":-5,"turns":0}""", "limits.minutes|limits.turns")]
    [InlineData("""{"minutes":1e-9,"turns":1.5}""", "limits.minutes|limits.turns")]
    [InlineData("""{"tools":[],"permissions":[],"clearance":"none","minutes":null}""", "")]
    [InlineData("""{"tools":["no_such_tool"]}""", "limits.tools")]
    [InlineData("""{"tools":["update_issue"]}""", "limits.tools")]
    [InlineData("""{"permissions":["everything!"]}""", "limits.permissions")]
    [InlineData("""{"permissions":"all"}""", "limits.permissions")]
    [InlineData("""{"permissions":["account.close"]}""", "limits.permissions")]
    [InlineData("""{"clearance":"top"}""", "limits.clearance")]
    [InlineData("""{"clearance":2}""", "limits.clearance")]
    [InlineData("[5]", "limits")]
    [InlineData("\"as usual\"", "limits")]
    public async Task Limits_that_cannot_have_been_meant_take_nothing_away(string limits, string dropped)
    {
        var opened = await TransferAsync($$"""{"summary":"A refund.","limits":{{limits}}}""");

        Assert.Null(opened.Constraints);
        Assert.Equal(dropped, string.Join('|', opened.Dropped ?? []));
        Assert.Contains("refund", models["billing"].Requests[0].Tools);
    }

    [Theory]
    [InlineData(
        """{"tools":["Find","nothing"],"turns":"2","minutes":"30 minutes","clearance":"Normal","permissions":"billing.refund <= 20"}"""
    )]
    [InlineData(
        "\"{\\\"tools\\\":\\\"find\\\",\\\"turns\\\":2,\\\"minutes\\\":30,"
            + "\\\"clearance\\\":\\\"normal\\\",\\\"permissions\\\":[\\\"x\\\",\\\"billing.refund <= 20\\\"]}\""
    )]
    public async Task Limits_are_read_in_other_forms_and_still_narrow(string limits)
    {
        var opened = await TransferAsync($$"""{"summary":"A refund.","limits":{{limits}}}""");

        var read = opened.Constraints!;
        Assert.Equal(["find"], read.Tools);
        Assert.Equal(["billing.refund <= 20"], read.Permissions!.Select(permission => permission.ToString()));
        Assert.Equal((2, Clearance.Normal, true), (read.LastTurn, read.Clearance, read.Deadline is not null));
        Assert.DoesNotContain("refund", models["billing"].Requests[0].Tools);
    }

    [Theory]
    [InlineData("""{"Summary":"A refund.","ISSUES":["A"],"Confidence":0.9}""", null)]
    [InlineData("""{"arguments":{"summary":"A refund.","issues":["A"],"confidence":0.9}}""", "arguments")]
    [InlineData("""{"Input":{"summary":"A refund.","issues":["A"],"confidence":0.9}}""", "Input")]
    [InlineData("""{"parameters":"{\"summary\":\"A refund.\",\"issues\":[\"A\"],\"confidence\":0.9}"}""", "parameters")]
    [InlineData("""{"name":"transfer_to_billing","parameters":{"summary":"A refund.","issues":["A"],"confidence":0.9}}""", "parameters")]
    public async Task Keys_in_another_case_and_one_wrapper_are_read(string arguments, string? wrapped)
    {
        var opened = await TransferAsync(arguments);

        Assert.Equal(("A", "A refund.", 0.9), (opened.Title, opened.Summary, opened.Confidence));
        Assert.Equal(wrapped, (await CallAsync()).Wrapped);
    }

    [Theory]
    [InlineData("""{"issues":["A refund"]}""", "A refund", null)]
    [InlineData("""{"summary":null,"issues":["A refund","A login"]}""", "A refund", "A refund; A login")]
    [InlineData("{}", "I want my money back.", null)]
    [InlineData("", "I want my money back.", null)]
    [InlineData("null", "I want my money back.", null)]
    [InlineData("""{"summary":"","issues":["request"]}""", "I want my money back.", null)]
    public async Task A_missing_summary_is_derived(string arguments, string title, string? summary)
    {
        var opened = await TransferAsync(arguments);

        Assert.Equal((title, summary), (opened.Title, opened.Summary));
    }

    [Theory]
    [InlineData("request", "request", "The bill.|The login.")]
    [InlineData("Help", "help!", "The bill.|The login.")]
    [InlineData("It is broken", "It is broken", "It is broken|The login.")]
    [InlineData("1", "1", "The bill.|The login.")]
    [InlineData("1", "2", "The bill.|The login.")]
    public async Task One_title_for_two_targets_is_two_issues(string first, string second, string titles)
    {
        models["triage"] = new ScriptedModel(
            Transfer("billing", "The bill.", null, first).And(Transfer("chief", "The login.", null, second))
        );
        models["billing"] = new ScriptedModel(_ => Say("Done."));
        models["chief"] = new ScriptedModel(_ => Say("Done too."));

        await Runtime().RunAsync("Two things.", conversation);

        var opened = (await EntriesAsync()).OfType<IssueOpened>().ToList();
        Assert.Equal(titles.Split('|'), opened.Select(issue => issue.Title));
        Assert.Equal(["billing", "chief"], opened.Select(issue => issue.Owner));
    }

    [Fact]
    public async Task One_title_twice_for_one_target_is_one_issue()
    {
        models["triage"] = new ScriptedModel(
            Transfer("billing", "The bill.", null, "A refund").And(Transfer("billing", "Now.", null, "A refund"))
        );
        models["billing"] = new ScriptedModel(_ => Say("Done."));

        await Runtime().RunAsync("A refund.", conversation);

        Assert.Single((await EntriesAsync()).OfType<IssueOpened>());
    }

    [Theory]
    [InlineData("""{"issue":1,"status":"Closed"}""", IssueStatus.Resolved)]
    [InlineData("""{"id":"1","Status":"in progress"}""", IssueStatus.InProgress)]
    [InlineData("""{"status":"done"}""", IssueStatus.Resolved)]
    [InlineData("""{"input":{"issue":"1","status":"resolved","priority":{}}}""", IssueStatus.Resolved)]
    public async Task An_issue_is_updated_in_any_form(string arguments, IssueStatus status)
    {
        models["triage"] = new ScriptedModel(Transfer("billing", "A refund."));
        models["billing"] = new ScriptedModel(Call("update_issue", arguments), Say("Done."));

        await Runtime().RunAsync("A refund.", conversation);

        var changed = (await EntriesAsync()).OfType<IssueChanged>().First(change => change.UpdateCall is not null);
        Assert.Equal((1, status), (changed.Issue.Value, changed.Status));
        Assert.Null(changed.Dropped);
    }

    [Fact]
    public async Task A_status_that_is_none_is_left_out_and_the_rest_is_kept()
    {
        models["triage"] = new ScriptedModel(Transfer("billing", "A refund."));
        models["billing"] = new ScriptedModel(Call("update_issue", """{"issue":"1","status":"blue","reason":"Looked."}"""), Say("Done."));

        await Runtime().RunAsync("A refund.", conversation);

        var changed = (await EntriesAsync()).OfType<IssueChanged>().First(change => change.UpdateCall is not null);
        Assert.Equal(["Looked."], changed.Notes);
        Assert.Equal(["status"], changed.Dropped);
        Assert.Contains("could not be read: status.", Assert.Single(models["billing"].Requests[1].Results), StringComparison.Ordinal);
    }

    private async Task<IssueOpened> TransferAsync(string arguments)
    {
        models["triage"] = new ScriptedModel(Call("transfer_to_billing", arguments));
        models["billing"] = new ScriptedModel(_ => Say("Done."));
        await Runtime().RunAsync("I want my money back.", conversation);
        var entries = await EntriesAsync();
        Assert.Empty(entries.OfType<AttemptFailed>());
        var opened = entries.OfType<IssueOpened>().First();
        Assert.Equal("billing", opened.Owner);
        return opened;
    }

    private async Task<ModelToolCall> CallAsync() => (await EntriesAsync()).OfType<ModelCallEnded>().First().Calls![0];

    private TeamRuntime Runtime()
    {
        var find = Tool.Create(() => "found", "find", effect: ToolEffect.ReadOnly);
        var refund = Tool.Create((decimal amount) => "refunded", "refund", needs: "billing.refund", argument: "amount");
        var close = Tool.Create(() => "closed", "close", needs: "account.close");
        var chief = new Agent
        {
            Name = "chief",
            Tools = [close],
            Permissions = ["account.close"],
        };
        var billing = new Agent
        {
            Name = "billing",
            Tools = [find, refund],
            Permissions = ["billing.refund"],
            Handoffs = [chief],
        };
        var triage = new Agent { Name = "triage", Handoffs = [billing, chief] };
        return new TeamRuntime(new Team("forms", triage), models.For, journal);
    }

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(conversation).ToListAsync();
}
