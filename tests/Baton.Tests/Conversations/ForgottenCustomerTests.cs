using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Runtime;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>A customer whose data is erased is forgotten by every process, and starts anew.</summary>
public sealed class ForgottenCustomerTests
{
    private static readonly CustomerId Anna = new("anna");
    private static readonly CustomerId Bert = new("bert");
    private static readonly ConversationId Conversation = new("c1");

    private readonly InMemoryJournal journal = new();
    private readonly List<string> seen = [];

    [Fact]
    public async Task A_process_that_has_the_conversation_in_memory_forgets_it_too()
    {
        var (one, two) = (Process(), Process());
        await one.RunAsync("My name is Mandelbrot.", Conversation, customer: Anna);
        await ForgetAsync(Anna);
        // It has as many entries again, so that its length does not give it away.
        await two.RunAsync("Hello.", Conversation, customer: Anna);
        seen.Clear();

        await one.RunAsync("What is my name?", Conversation, customer: Anna);

        Assert.DoesNotContain(seen, text => text.Contains("Mandelbrot", StringComparison.Ordinal));
        Assert.Contains(seen, text => text.Contains("Hello.", StringComparison.Ordinal));
        var opened = Assert.Single(await journal.ReadAsync(Conversation).OfType<ConversationOpened>().ToListAsync());
        Assert.Equal(Anna, opened.Customer);
        Assert.True((await journal.VerifyAsync(Conversation)).IsWhole);
    }

    [Fact]
    public async Task A_forgotten_customer_who_writes_again_starts_anew_in_the_same_process()
    {
        var process = Process();
        await process.RunAsync("My name is Mandelbrot.", Conversation, new MessageId("m1"), Anna);
        await ForgetAsync(Anna);
        seen.Clear();

        var turn = await process.RunAsync("Hello.", Conversation, new MessageId("m1"), Anna);

        Assert.Equal("Reply 2", turn.FinalOutput);
        Assert.DoesNotContain(seen, text => text.Contains("Mandelbrot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_customers_and_their_conversations_stay()
    {
        var process = Process();
        await process.RunAsync("Hello.", Conversation, customer: Anna);
        await process.RunAsync("My name is Mandelbrot.", new ConversationId("c2"), customer: Bert);
        var before = await journal.VerifyAsync(new ConversationId("c2"));

        await ForgetAsync(Anna);
        await process.RunAsync("What is my name?", new ConversationId("c2"), customer: Bert);

        Assert.Contains(seen, text => text.Contains("Mandelbrot", StringComparison.Ordinal));
        Assert.True(before.Entries > 0);
        Assert.True((await journal.VerifyAsync(new ConversationId("c2"))).Entries > before.Entries);
        Assert.Equal([new ConversationId("c2")], await journal.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task An_open_conversation_is_erased_only_when_that_was_asked_for()
    {
        var process = Process();
        await process.RunAsync("Hello.", Conversation, customer: Anna);
        var records = new CustomerRecords(journal);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => records.ForgetAsync(Anna, "lea"));
        await process.CloseAsync(Conversation, "done");
        var erasure = await records.ForgetAsync(Anna, "lea");

        Assert.Contains("Conversation c1 is open, so nothing was erased.", refusal.Message, StringComparison.Ordinal);
        Assert.Single(erasure!.Conversations);
        Assert.Null(await records.ForgetAsync(Anna, "lea"));
        Assert.Empty(await records.ListAsync(Anna));
    }

    private Task ForgetAsync(CustomerId customer) => new CustomerRecords(journal).ForgetAsync(customer, "lea", evenOpen: true);

    private TeamRuntime Process()
    {
        var replies = 0;
        var model = new ScriptedModel(request =>
        {
            seen.AddRange(request.Messages.Select(message => message.Text));
            return Say($"Reply {++replies}");
        });
        return new TeamRuntime(new Team("support", new Agent { Name = "triage" }), model, journal);
    }
}
