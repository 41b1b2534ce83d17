using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>The process dies behind every single entry of a conversation, and another goes on.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task Cut_behind_any_entry_the_conversation_goes_on_to_the_same_end()
    {
        var whole = Stories();
        await TellAsync(whole);
        var entries = await whole.EntriesAsync();
        Assert.Contains(entries, entry => entry is AttemptFailed);

        for (var cut = 1; cut < entries.Count; cut++)
        {
            var resumed = Stories(await JournalOf(whole, entries.Take(cut)));
            await TellAsync(resumed);
            Assert.Equal(Lines(entries), Lines(await resumed.EntriesAsync()));
        }
    }

    [Fact]
    public async Task A_tool_that_must_run_once_is_never_run_again_and_its_outcome_is_told_as_unknown()
    {
        var whole = new SupportTeam(effect: ToolEffect.Once).WithTwoIssueScript();
        await whole.Runtime().RunAsync(SupportTeam.TwoIssues, whole.Conversation);
        var entries = await whole.EntriesAsync();
        var begun = entries.OfType<ToolCallBegun>().Single();

        var resumed = new SupportTeam(effect: ToolEffect.Once)
        {
            Journal = await JournalOf(whole, entries.Take((int)begun.Seq)),
        }.WithTwoIssueScript();
        var turn = await resumed.Runtime().ResumeAsync(resumed.Conversation);

        Assert.Equal(TurnOutcome.Replied, turn!.Outcome);
        Assert.Empty(resumed.LookedUp);
        var ended = (await resumed.EntriesAsync()).OfType<ToolCallEnded>().Single();
        Assert.Equal((begun.CallId, ToolOutcome.Unknown), (ended.CallId, ended.Outcome));
        Assert.Contains("is unknown whether", turn.FinalOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ToolEffect.Idempotent)]
    [InlineData(ToolEffect.ReadOnly)]
    public async Task A_tool_that_may_be_repeated_is_run_again_under_the_same_call_id(ToolEffect effect)
    {
        var whole = new SupportTeam(effect: effect).WithTwoIssueScript();
        var first = await whole.Runtime().RunAsync(SupportTeam.TwoIssues, whole.Conversation);
        var entries = await whole.EntriesAsync();
        var begun = entries.OfType<ToolCallBegun>().Single();

        var resumed = new SupportTeam(effect: effect)
        {
            Journal = await JournalOf(whole, entries.Take((int)begun.Seq)),
        }.WithTwoIssueScript();
        var turn = await resumed.Runtime().ResumeAsync(resumed.Conversation);

        Assert.Equal(first.FinalOutput, turn!.FinalOutput);
        Assert.Equal(whole.LookedUp, resumed.LookedUp);
        Assert.Single((await resumed.EntriesAsync()).OfType<ToolCallBegun>());
    }

    [Fact]
    public async Task A_conversation_with_nothing_to_finish_is_not_resumed()
    {
        var support = new SupportTeam().WithTwoIssueScript();
        await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Null(await support.Runtime().ResumeAsync(support.Conversation));
        Assert.Null(await support.Runtime().ResumeAsync(new ConversationId("nobody")));
    }

    // Three turns with everything in them: two transfers beside a wrong one, a question back, a bounce, a tool, a narrated transfer.
    private static SupportTeam Stories(IJournal? journal = null)
    {
        var support = new SupportTeam(effect: ToolEffect.Idempotent) { Journal = journal ?? new InMemoryJournal() };
        support.Models["triage"] = new ScriptedModel(request =>
            Ends(request, "not billing") ? Say("Please write to the shop.")
            : request.Text.Contains("refunds", StringComparison.Ordinal) ? Say("Both are on their way.")
            : request.Results.Count > 0 ? Say("Passed on.")
            : SupportTeam.BothTransfers.And(Call("transfer_to_refunds", """{"summary":"Refund."}"""))
        );
        support.Models["billing"] = new ScriptedModel(request =>
            request.Results is [var found] ? Say($"Found {found}. Shall I refund it?")
            : Ends(request, "yes, please") ? Say("Refunded.")
            : Ends(request, "something else") ? Say("I'll transfer you to triage.")
            : Ends(request, "call the tool now, or answer without promising a transfer.")
                ? Transfer("triage", "This is not billing", 0.7, "Something else")
            : Call("find_charge", """{"amount":"49.99"}""")
        );
        support.Models["technical"] = new ScriptedModel(_ => Say("The dashboard error is known."));
        return support;
    }

    private static bool Ends(ScriptedRequest request, string words) =>
        request.Messages[^1].Text.Split('\n').TakeLast(4).Any(line => line.Contains(words, StringComparison.OrdinalIgnoreCase));

    private static async Task TellAsync(SupportTeam support)
    {
        var runtime = support.Runtime();
        await runtime.RunAsync(SupportTeam.TwoIssues, support.Conversation, new MessageId("m1"));
        await runtime.RunAsync("Yes, please.", support.Conversation, new MessageId("m2"));
        await runtime.RunAsync("Something else.", support.Conversation, new MessageId("m3"));
    }

    private static async Task<IJournal> JournalOf(SupportTeam support, IEnumerable<JournalEntry> entries)
    {
        var journal = new InMemoryJournal();
        await journal.AppendAsync(support.Conversation, 0, [.. entries], due: null);
        return journal;
    }

    // A model that was being asked is asked again: the only trace that a crash may leave.
    private static List<string> Lines(IReadOnlyList<JournalEntry> entries)
    {
        var lines = new List<string>();
        foreach (var entry in entries)
        {
            if (entry is ModelCallBegun && lines.Count > 0 && lines[^1] == "model_call_begun")
                continue;
            lines.Add(
                entry switch
                {
                    ModelCallBegun => "model_call_begun",
                    ModelCallEnded ended =>
                        $"{ended.Participant}: {ended.Text} {string.Join(",", ended.Calls?.Select(call => call.Name) ?? [])}",
                    ToolCallEnded ended => $"{ended.Tool} {ended.Outcome} {ended.Result}",
                    IssueOpened opened => $"{opened.Issue} {opened.Title} {opened.Owner}",
                    IssueChanged changed => $"{changed.Issue} {changed.Owner} {changed.Status}",
                    HandedOff handed => $"{handed.From} {handed.To} {handed.Trigger} {string.Join(",", handed.Briefing.Issues)} "
                        + $"{string.Join(",", handed.Briefing.Task!.Tried?.Select(step => $"{step.By} {step.What} {step.Tool}") ?? [])}"
                        + $" {handed.Briefing.Classification!.DecidedBy}",
                    AttemptFailed failed => $"{failed.Participant} {failed.Cause} {failed.Told}",
                    Replied replied => $"{replied.Participant} {replied.Message} {replied.Text}",
                    _ => entry.GetType().Name,
                }
            );
        }

        return lines;
    }
}
