using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Tests.Conversations;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Peers;

public sealed class GuardTests
{
    // Input guardrails run for the first agent only (openai-agents docs/handoffs.md).
    [Fact]
    public async Task Guards_check_what_goes_into_and_comes_out_of_every_agent()
    {
        var seen = new List<string>();
        var support = new SupportTeam().WithTwoIssueScript();
        var runtime = Guarded(
            support,
            new Guard
            {
                Name = "watch",
                Input = (text, _) => Note("in", text),
                Output = (text, _) => Note("out", text),
            }
        );

        var turn = await runtime.RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        Assert.Equal(["in triage", "in billing", "in billing", "out billing", "in technical", "out technical"], seen);

        ValueTask<string?> Note(string way, GuardedText text)
        {
            seen.Add($"{way} {text.Agent}");
            return default;
        }
    }

    [Fact]
    public async Task A_second_agent_s_input_that_is_refused_never_reaches_its_model()
    {
        var support = new SupportTeam().WithTwoIssueScript();
        var runtime = Guarded(
            support,
            new Guard
            {
                Name = "results",
                Input = (text, _) => new(text.Text.Contains("invoice 7", StringComparison.Ordinal) ? "It names an invoice." : null),
            }
        );

        var turn = await runtime.RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Single(support.Models["billing"].Requests);
        Assert.Equal(
            (FailureCause.InputRefused, "results: It names an invoice."),
            (await support.EntriesAsync()).OfType<AttemptFailed>().Select(failed => (failed.Cause, failed.Detail)).Single()
        );
    }

    [Fact]
    public async Task A_reply_that_is_refused_is_told_once_and_never_shown()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(Say("You fool."), Say("Dear customer."));
        var runtime = Guarded(
            support,
            new Guard
            {
                Name = "manners",
                Output = (text, _) => new(text.Text.Contains("fool", StringComparison.Ordinal) ? "Be polite." : null),
            }
        );
        var shown = new List<string>();

        await foreach (var update in runtime.RunStreamingAsync("Hello.", support.Conversation))
        {
            if (update is TextDelta delta)
                shown.Add(delta.Text);
        }

        Assert.Equal(["Dear customer."], shown);
        Assert.Equal("Dear customer.", (await support.EntriesAsync()).OfType<Replied>().Single().Text);
        Assert.Contains("Be polite.", support.Models["triage"].Requests[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guard_that_fails_refuses()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(_ => Say("Hello."));
        var runtime = Guarded(support, new Guard { Name = "broken", Output = (_, _) => throw new InvalidOperationException("secret") });

        var turn = await runtime.RunAsync("Hello.", support.Conversation);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.DoesNotContain(
            await support.EntriesAsync(),
            entry => entry is AttemptFailed failed && failed.Detail.Contains("secret", StringComparison.Ordinal)
        );
    }

    private static TeamRuntime Guarded(SupportTeam support, Guard guard) =>
        new(new Team("guarded", support.Team.Entry) { Guards = [guard] }, support.Models.For, support.Journal);
}
