using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Tests.Leases;

/// <summary>Messages that arrive while another process works on their conversation: durable at once, and answered once (rule 2).</summary>
public sealed class InboxTests : IDisposable
{
    private static readonly TimeSpan LeaseTime = new RuntimeOptions().LeaseTime;

    private readonly PaymentShop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public async Task A_message_waits_durably_and_the_process_at_work_answers_it()
    {
        var first = await shop.BeginPaymentAsync(shop.Process());
        var second = shop.Process().RunAsync("Thank you.", shop.Conversation, new MessageId("m2"), cancellationToken: shop.Limit);
        await shop.UntilAsync(async () => (await shop.HeadAsync()).HasInbox);
        Assert.Equal("m2", (await shop.Journal.ReadInboxAsync(shop.Conversation)).Single().Received.Message.Value);

        shop.Bank.SetResult();

        Assert.Equal("Result: paid", (await first).FinalOutput);
        var turn = await second;
        Assert.Equal(("You said: Thank you.", "m2"), (turn.FinalOutput, turn.Message.Value));
        Assert.Equal(["m1", "m2"], await AnsweredAsync());
        await shop.UntilAsync(async () => await shop.HeadAsync() is { Lease: null, HasInbox: false });
    }

    [Fact]
    public async Task A_timer_that_waits_for_another_process_keeps_no_message_of_its_own_process_waiting()
    {
        var first = await shop.BeginPaymentAsync(shop.Process());
        var other = shop.Process();
        var due = other.ServeDueAsync(shop.Conversation, shop.Limit);
        var second = other.RunAsync("Thank you.", shop.Conversation, new MessageId("m2"), cancellationToken: shop.Limit);

        await shop.UntilAsync(async () => (await shop.HeadAsync()).HasInbox);

        Assert.False(due.IsCompleted);
        shop.Bank.SetResult();
        Assert.Equal("Result: paid", (await first).FinalOutput);
        Assert.Equal("You said: Thank you.", (await second).FinalOutput);
        await shop.PassUntilAsync(due, LeaseTime / 20);
    }

    [Fact]
    public async Task A_message_sent_to_two_processes_under_one_id_is_answered_once()
    {
        var first = await shop.BeginPaymentAsync(shop.Process());
        var twice = Enumerable
            .Range(0, 2)
            .Select(_ => shop.Process().RunAsync("Thank you.", shop.Conversation, new MessageId("m2"), cancellationToken: shop.Limit))
            .Append(shop.Process().RunAsync("Please pay.", shop.Conversation, new MessageId("m1"), cancellationToken: shop.Limit))
            .ToList();
        await shop.UntilAsync(async () => (await shop.Journal.ReadInboxAsync(shop.Conversation)).Count == 2);

        shop.Bank.SetResult();

        var turns = await Task.WhenAll(twice);
        Assert.Equal(["You said: Thank you.", "You said: Thank you.", (await first).FinalOutput], turns.Select(turn => turn.FinalOutput));
        Assert.Equal(["m1", "m2"], await AnsweredAsync());
        await shop.UntilAsync(async () => await shop.HeadAsync() is { Lease: null, HasInbox: false });
    }

    [Fact]
    public async Task A_message_left_with_a_process_that_dies_is_answered_by_its_own()
    {
        var mortal = new MortalJournal(shop.Journal);
        var first = await shop.BeginPaymentAsync(shop.Process(mortal));
        var second = shop.Process().RunAsync("Thank you.", shop.Conversation, new MessageId("m2"), cancellationToken: shop.Limit);
        await shop.UntilAsync(async () => (await shop.HeadAsync()).HasInbox);

        mortal.Kill();
        await shop.PassUntilAsync(second, LeaseTime / 20);

        Assert.Equal("You said: Thank you.", (await second).FinalOutput);
        Assert.Equal(["m1", "m2"], await AnsweredAsync());
        Assert.Single(shop.Paid);
        shop.Bank.SetResult();
        await Assert.ThrowsAsync<JournalException>(() => first);
    }

    [Fact]
    public async Task A_message_whose_processes_all_died_is_answered_by_the_timekeeper_of_any_other()
    {
        var (mortal, sender) = (new MortalJournal(shop.Journal), new MortalJournal(shop.Journal));
        var first = await shop.BeginPaymentAsync(shop.Process(mortal));
        using var gone = new CancellationTokenSource();
        var second = shop.Process(sender).RunAsync("Thank you.", shop.Conversation, new MessageId("m2"), cancellationToken: gone.Token);
        await shop.UntilAsync(async () => (await shop.HeadAsync()).HasInbox);
        mortal.Kill();
        sender.Kill();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        using var stop = new CancellationTokenSource();
        var keeping = shop.Process().RunDueAsync(stop.Token);

        await shop.PassUntilAsync(shop.UntilAsync(async () => (await AnsweredAsync()).Count == 2), new RuntimeOptions().DueInterval);

        Assert.Equal(["m1", "m2"], await AnsweredAsync());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => keeping);
        shop.Bank.SetResult();
        await Assert.ThrowsAsync<JournalException>(() => first);
    }

    [Fact]
    public async Task A_message_that_does_not_fit_is_refused_to_its_sender_and_holds_up_nobody()
    {
        var process = shop.Process();
        await process.RunAsync("Hello.", shop.Conversation, customer: new CustomerId("ana"));
        var first = await shop.BeginPaymentAsync(process);
        var foreign = shop.Process()
            .RunAsync("Who am I?", shop.Conversation, new MessageId("m2"), new CustomerId("bo"), cancellationToken: shop.Limit);
        var fitting = shop.Process().RunAsync("Thank you.", shop.Conversation, new MessageId("m3"), cancellationToken: shop.Limit);
        await shop.UntilAsync(async () => (await shop.Journal.ReadInboxAsync(shop.Conversation)).Count == 2);

        shop.Bank.SetResult();
        await shop.PassUntilAsync(Task.WhenAll(first, fitting), LeaseTime / 20);
        await shop.PassUntilAsync(Task.WhenAny(foreign), LeaseTime / 20);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => foreign);
        Assert.Equal("Conversation c1 belongs to another customer.", refused.Message);
        Assert.DoesNotContain("m2", await AnsweredAsync());
        Assert.Equal("You said: Thank you.", (await fitting).FinalOutput);
    }

    [Fact]
    public async Task A_process_that_stops_leaves_the_inbox_to_another()
    {
        using var stop = new CancellationTokenSource();
        var first = await shop.BeginPaymentAsync(shop.Process(), stop.Token);
        using var gone = new CancellationTokenSource();
        var second = shop.Process().RunAsync("Thank you.", shop.Conversation, new MessageId("m2"), cancellationToken: gone.Token);
        await shop.UntilAsync(async () => (await shop.HeadAsync()).HasInbox);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal((null, true), ((await shop.HeadAsync()).Lease, (await shop.HeadAsync()).HasInbox));

        await shop.Process().ServeDueAsync();

        Assert.Equal(["m1", "m2"], await AnsweredAsync());
        Assert.Equal((null, false), ((await shop.HeadAsync()).Lease, (await shop.HeadAsync()).HasInbox));
    }

    [Fact]
    public async Task A_reader_follows_what_another_process_does_for_its_message()
    {
        var first = await shop.BeginPaymentAsync(shop.Process());
        var updates = new List<TurnUpdate>();
        var reading = ReadAsync();
        await shop.UntilAsync(async () => (await shop.HeadAsync()).HasInbox);

        shop.Bank.SetResult();
        await first;
        await reading;

        var told = updates.OfType<EntryAppended>().Select(update => update.Entry).ToList();
        Assert.Equal(told.Select(entry => entry.Seq).Order().Distinct(), told.Select(entry => entry.Seq));
        Assert.Equal("m2", told.OfType<MessageReceived>().Last().Message.Value);
        Assert.Equal("You said: Thank you.", Assert.IsType<TurnEnded>(updates[^1]).Turn.FinalOutput);

        async Task ReadAsync()
        {
            await foreach (
                var update in shop.Process()
                    .RunStreamingAsync("Thank you.", shop.Conversation, new MessageId("m2"), cancellationToken: shop.Limit)
            )
                updates.Add(update);
        }
    }

    private async Task<List<string>> AnsweredAsync() =>
        [
            .. (await shop.EntriesAsync())
                .OfType<Replied>()
                .Select(replied => replied.Message.Value)
                .Where(id => id[0] == 'm' && id.Length == 2),
        ];
}
