using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Providers.Offline;
using Baton.TeamFiles;

namespace Baton.Tests.Routers;

/// <summary>The sample team with the offline model: what the fast path saves its customers.</summary>
public sealed class SampleFastPathTests
{
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "support");

    private static readonly ConversationId Conversation = new("c1");

    [Fact]
    public async Task The_customer_with_two_issues_is_served_with_one_model_call_fewer()
    {
        var (without, slow) = await ServeAsync(null);
        var (with, fast) = await ServeAsync(0.9);

        Assert.Equal(without.FinalOutput, with.FinalOutput);
        Assert.Equal(Calls(slow) - 1, Calls(fast));
        Assert.DoesNotContain(fast, entry => entry is ModelCallBegun { Participant: "triage" });
        Assert.DoesNotContain(slow, entry => entry is MessageRouted);
        var routed = Assert.Single(fast.OfType<MessageRouted>());
        Assert.Equal(["billing", "technical"], routed.Parts.Select(part => part.Routes[0].To));
        Assert.All(routed.Parts, part => Assert.InRange(part.Routes[0].Confidence, 0.9, 1));
        Assert.Equal(slow.OfType<HandedOff>().Select(Moved), fast.OfType<HandedOff>().Select(Moved));
        Assert.Equal(
            without.Issues.Select(issue => (issue.Title, issue.Owner, issue.Status)),
            with.Issues.Select(issue => (issue.Title, issue.Owner, issue.Status))
        );

        static int Calls(IEnumerable<JournalEntry> entries) => entries.Count(entry => entry is ModelCallBegun);

        static (string, string, HandoffTrigger) Moved(HandedOff handed) => (handed.From, handed.To, handed.Trigger);
    }

    [Theory]
    [InlineData(IssueStrategy.OneSpecialist)]
    [InlineData(IssueStrategy.Coordinator)]
    public async Task Under_other_strategies_the_same_call_is_saved(IssueStrategy strategy)
    {
        var (_, slow) = await ServeAsync(null, strategy: strategy);
        var (turn, fast) = await ServeAsync(0.9, strategy: strategy);

        Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
        Assert.Equal(slow.Count(entry => entry is ModelCallBegun) - 1, fast.Count(entry => entry is ModelCallBegun));
    }

    [Fact]
    public async Task Two_issues_joined_by_a_bare_and_are_told_apart_with_the_fast_path_and_without()
    {
        foreach (var fastPath in new double?[] { null, 0.5 })
        {
            var (turn, entries) = await ServeAsync(fastPath, "my bill is too high and I can't sign in");

            Assert.Equal(["My bill is too high", "I can't sign in"], turn.Issues.Select(issue => issue.Title));
            Assert.Equal(fastPath is not null, entries.Exists(entry => entry is IssueOpened { Routed: not null }));
        }
    }

    [Theory]
    [InlineData("thank you very much")]
    [InlineData("I have two problems")]
    [InlineData("Xyzzy quux frobnicate")]
    [InlineData("I want to talk to a real person about my bill")]
    public async Task What_is_not_for_a_specialist_is_left_to_triage(string message)
    {
        var (_, entries) = await ServeAsync(0.5, message);

        Assert.Equal("triage", entries.OfType<ModelCallBegun>().First().Participant);
    }

    private static async Task<(Turn Turn, List<JournalEntry> Entries)> ServeAsync(
        double? fastPath,
        string? message = null,
        IssueStrategy? strategy = null
    )
    {
        var journal = new InMemoryJournal();
        await using var file = await TeamFile.LoadAsync(
            Sample,
            new TeamFileOptions { FastPathConfidence = fastPath },
            TestContext.Current.CancellationToken
        );
        var runtime = new TeamRuntime(
            file.Team,
            agent => new OfflineChatClient(agent),
            journal,
            new RuntimeOptions { Strategy = strategy }
        );
        var turn = await runtime.RunAsync(message ?? file.Message!, Conversation, cancellationToken: TestContext.Current.CancellationToken);
        return (turn, await journal.ReadAsync(Conversation).ToListAsync(TestContext.Current.CancellationToken));
    }
}
