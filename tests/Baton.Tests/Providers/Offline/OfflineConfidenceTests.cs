using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Providers.Offline;
using Baton.States.Confidences;
using Baton.Teams.Confidences;

namespace Baton.Tests.Providers.Offline;

/// <summary>The offline model says how sure it is of its answers where that is asked of it.</summary>
public sealed class OfflineConfidenceTests
{
    private const string Refund = "How long does a refund take until it is back on my card?";
    private static readonly ConversationId Conversation = new("c1");

    [Fact]
    public async Task It_reports_its_confidence_beside_the_answer_and_goes_on_in_the_next_turn()
    {
        var journal = new InMemoryJournal();
        var runtime = Runtime(journal, atLeast: 0.3);

        var first = await runtime.RunAsync(Refund, Conversation);
        var second = await runtime.RunAsync(Refund, Conversation);

        Assert.Equal((TurnOutcome.Replied, "A refund takes five days."), (first.Outcome, first.FinalOutput));
        Assert.Equal(first.FinalOutput, second.FinalOutput);
        var reports = (await journal.ReadAsync(Conversation).ToListAsync())
            .OfType<ModelCallEnded>()
            .SelectMany(ended => ended.Calls ?? [])
            .ToList();
        Assert.All(reports, report => Assert.Equal("report", report.Name));
        Assert.Equal(2, reports.Count);
        Assert.InRange(ConfidenceReport.Read(reports[0]).Report!.Confidence, 0.3, 0.99);
    }

    [Fact]
    public async Task What_fits_none_of_its_examples_it_is_not_sure_enough_of()
    {
        var journal = new InMemoryJournal();

        var turn = await Runtime(journal, atLeast: 0.3).RunAsync("Zebras graze quietly under violet moons.", Conversation);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        var escalated = Assert.Single((await journal.ReadAsync(Conversation).ToListAsync()).OfType<Escalated>());
        Assert.Equal(FailureCause.LowConfidence, escalated.Trigger);
        Assert.InRange(escalated.Confidence!.Value, 0, 0.29);
    }

    [Fact]
    public async Task Nobody_who_does_not_ask_hears_of_its_confidence()
    {
        var journal = new InMemoryJournal();

        await Runtime(journal, atLeast: 0).RunAsync(Refund, Conversation);

        Assert.DoesNotContain(await journal.ReadAsync(Conversation).ToListAsync(), entry => entry is ModelCallEnded { Calls: not null });
    }

    [Fact]
    public async Task Of_the_issues_that_it_was_given_it_resolves_those_that_it_could_answer()
    {
        var journal = new InMemoryJournal();
        var billing = Billing();
        var triage = new Agent
        {
            Name = "triage",
            Handoffs = [billing],
            Answers = [new Answer { When = ["Hello there, good morning"], Say = "Hello." }],
        };
        var runtime = new TeamRuntime(
            new Team("offline", triage) { Confidence = new ConfidencePolicy { AtLeast = 0.01 } },
            agent => new OfflineChatClient(agent),
            journal
        );

        var turn = await runtime.RunAsync(Refund, Conversation);

        Assert.Equal("A refund takes five days.", turn.FinalOutput);
        Assert.Equal(IssueStatus.Resolved, Assert.Single(turn.Issues).Status);
        var report = (await journal.ReadAsync(Conversation).ToListAsync())
            .OfType<ModelCallEnded>()
            .Last()
            .Calls!.Single(call => call.Name == "report");
        Assert.Equal(["1"], ConfidenceReport.Read(report).Report!.Resolves);
    }

    [Fact]
    public async Task An_answer_that_asks_something_back_resolves_nothing()
    {
        var billing = new Agent
        {
            Name = "billing",
            Answers =
            [
                new Answer
                {
                    When = ["My invoice is wrong", "There is a mistake on my invoice"],
                    Say = "I am sorry. What is wrong with it?",
                },
            ],
        };
        var triage = new Agent
        {
            Name = "triage",
            Handoffs = [billing],
            Answers = [new Answer { When = ["Hello there, good morning"], Say = "Hello." }],
        };
        var runtime = new TeamRuntime(
            new Team("offline", triage) { Confidence = new ConfidencePolicy { AtLeast = 0.01 } },
            agent => new OfflineChatClient(agent),
            new InMemoryJournal()
        );

        var turn = await runtime.RunAsync("My invoice is wrong.", Conversation);

        Assert.Equal("I am sorry. What is wrong with it?", turn.FinalOutput);
        Assert.Equal(IssueStatus.WaitingOnCustomer, Assert.Single(turn.Issues).Status);
    }

    private static TeamRuntime Runtime(IJournal journal, double atLeast) =>
        new(
            new Team("offline", Billing()) { Confidence = new ConfidencePolicy { AtLeast = atLeast } },
            agent => new OfflineChatClient(agent),
            journal
        );

    private static Agent Billing() =>
        new()
        {
            Name = "billing",
            Answers =
            [
                new Answer
                {
                    When = [Refund, "When is my refund on my card?", "How long until the refund?"],
                    Say = "A refund takes five days.",
                },
            ],
        };
}
