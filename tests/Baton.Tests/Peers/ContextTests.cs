using System.Text.RegularExpressions;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Testing.ChatClients;
using Baton.Tests.Conversations;
using Baton.Tokenizers;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Peers;

/// <summary>What breaks elsewhere in what a receiver is given to read.</summary>
public sealed partial class ContextTests
{
    private const int SmallWindow = 4000;
    private static readonly ConversationId Conversation = new("c1");

    // An orphan reasoning item is refused after filtering, and reasoning sent to another model fails (openai-agents 2503, 569).
    [Fact]
    public async Task A_model_s_reasoning_goes_back_to_it_with_its_call_and_never_to_another_model_or_into_a_later_turn()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(Transfer("billing", "Wrong charge.", 0.9) with { Thought = "triage thinks" });
        support.Models["billing"] = new ScriptedModel(
            Call("find_charge", """{"amount":"49.99"}""") with
            {
                Thought = "billing thinks",
            },
            Transfer("technical", "It is the dashboard's fault.", 0.8) with
            {
                Thought = "billing thinks on",
            },
            Say("Paid back.")
        );
        support.Models["technical"] = new ScriptedModel(Transfer("billing", "It was the charge after all.", 0.8), Say("Good bye."));
        var runtime = support.Runtime();

        await runtime.RunAsync("Wrong charge.", support.Conversation);

        var billing = support.Models["billing"].Requests;
        Assert.Equal([], Thoughts(billing[0]));
        Assert.Equal(["billing thinks"], Thoughts(billing[1]));
        Assert.Equal([], Thoughts(billing[2]));
        Assert.All(support.Models["technical"].Requests, request => Assert.Empty(Thoughts(request)));
        Assert.DoesNotContain(support.Models.Requests, asked => asked.Request.Text.Contains("thinks", StringComparison.Ordinal));
        Assert.Equal(3, (await support.EntriesAsync()).OfType<ModelCallEnded>().Count(ended => ended.Private is not null));
    }

    // Summary and raw items both present, compounding at each hop (openai-agents 2171, 3791).
    [Fact]
    public async Task Over_a_chain_of_handoffs_nothing_stands_both_in_the_summary_and_word_for_word()
    {
        var chain = await ChainAsync(length: 4, messages: 40);

        for (var agent = 1; agent < 4; agent++)
        {
            var read = chain.Models[$"a{agent}"].Requests[0].Text;
            Assert.Single(SummaryMark().Matches(read));
            foreach (var number in Enumerable.Range(1, 40 * agent))
                Assert.Single(Regex.Matches(read, $@"\bINV-{1000 + number}\b"));
        }
    }

    // The receiver gets no context at all (langgraph-supervisor 205, semantic-kernel 12898) or only the last message (110).
    [Fact]
    public async Task The_receiver_reads_all_that_was_said_and_found_before_it_whatever_the_sender_says()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(Say("What is it about?"), Transfer("billing", "?"));
        support.Models["billing"] = new ScriptedModel(Call("find_charge", """{"amount":"49.99"}"""), Transfer("technical", "?"));
        support.Models["technical"] = new ScriptedModel(Say("Done."));
        var runtime = support.Runtime();
        await runtime.RunAsync("I am Ada Moreau, customer 4711.", support.Conversation);

        await runtime.RunAsync("I was charged 49.99.", support.Conversation);

        var read = Assert.Single(support.Models["technical"].Requests).Text;
        foreach (
            var words in new[]
            {
                "I am Ada Moreau, customer 4711.",
                "What is it about?",
                "I was charged 49.99.",
                "find_charge",
                "invoice 7 over 49.99",
            }
        )
            Assert.Contains(words, read, StringComparison.Ordinal);
        Assert.Equal(
            2,
            (await support.EntriesAsync())
                .OfType<HandedOff>()
                .Count(handed => handed.Briefing.History is { Mode: HistoryMode.Verbatim, From: 1 })
        );
    }

    // Context bloat through chains of agents (adk-python 1047, 4070); the receiver's window overflows on its first turn (opencode-swarm
    // 2122).
    [Fact]
    public async Task However_long_the_chain_each_receiver_s_first_view_is_within_its_window()
    {
        var chain = await ChainAsync(length: 6, messages: 25);

        var lengths = Enumerable.Range(1, 5).Select(agent => TokensOf(chain.Models[$"a{agent}"].Requests[0])).ToList();
        Assert.All(lengths, length => Assert.InRange(length, 1, SmallWindow));
        Assert.All(chain.Entries.OfType<HandedOff>(), handed => Assert.True(handed.Briefing.History.Reason != HistoryReason.TooLong));
        Assert.Equal(5, chain.Entries.OfType<HandedOff>().Count());
    }

    private static List<string?> Thoughts(ScriptedRequest request) =>
        [
            .. request
                .Messages.SelectMany(message => message.Contents)
                .OfType<TextReasoningContent>()
                .Select(thought => thought.ProtectedData),
        ];

    // Each agent hears so many messages and hands on to the next, which reads little at once.
    private static async Task<(ScriptedModels Models, List<JournalEntry> Entries)> ChainAsync(int length, int messages)
    {
        var models = new ScriptedModels();
        var agents = Enumerable.Range(0, length).Select(number => new Agent { Name = $"a{number}", ContextWindow = SmallWindow }).ToList();
        for (var number = 0; number < length; number++)
        {
            var next = $"a{number + 1}";
            if (number + 1 < length)
                agents[number].Handoffs.Add(new Handoff(agents[number + 1]));
            models[$"a{number}"] = new ScriptedModel(request =>
                request.Messages[^1].Text.Contains("Next, please.", StringComparison.Ordinal)
                && !request.Messages[^1].Text.Contains("<baton:briefing", StringComparison.Ordinal)
                    ? Transfer(next, "Go on with it.")
                    : Say("I see.")
            );
        }

        var journal = new InMemoryJournal();
        var runtime = new TeamRuntime(new Team("chain", agents[0]) { UpdatesIssues = false }, models.For, journal);
        var invoice = 1000;
        for (var agent = 0; agent < length; agent++)
        {
            for (var message = 0; message < messages; message++)
                await runtime.RunAsync(
                    $"Well then, as I said to you before, there is one more that I mean, and that is INV-{++invoice}, thanks a lot.",
                    Conversation
                );
            if (agent + 1 < length)
                await runtime.RunAsync("Next, please.", Conversation);
        }

        return (models, await journal.ReadAsync(Conversation).ToListAsync());
    }

    private static int TokensOf(ScriptedRequest request) => request.Messages.Sum(message => O200kTokens.Count(message.Text));

    [GeneratedRegex("<baton:summary ")]
    private static partial Regex SummaryMark();
}
