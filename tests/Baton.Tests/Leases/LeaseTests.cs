using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Timers;
using Baton.Performing.Leases;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Leases;

/// <summary>One process works on a conversation at a time. The others wait for it, or go on when it is dead.</summary>
public sealed class LeaseTests : IDisposable
{
    private static readonly TimeSpan LeaseTime = new RuntimeOptions().LeaseTime;
    private static readonly TimeSpan Look = LeaseTime / 20;
    private static readonly TimeSpan DueInterval = new RuntimeOptions().DueInterval;

    private readonly PaymentShop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public async Task A_turn_without_a_long_step_leaves_no_lease()
    {
        var turn = await shop.Process().RunAsync("Hello.", shop.Conversation);

        Assert.Equal("You said: Hello.", turn.FinalOutput);
        Assert.Null((await shop.HeadAsync()).Lease);
    }

    [Fact]
    public async Task A_call_that_runs_is_not_taken_for_one_that_a_dead_process_left()
    {
        var first = await shop.BeginPaymentAsync(shop.Process());
        var resumed = shop.Process().ResumeAsync(shop.Conversation, shop.Limit);
        var waiting = shop.Process().ReadStateAsync(shop.Conversation, cancellationToken: shop.Limit);

        Assert.False(resumed.IsCompleted || waiting.IsCompleted);
        shop.Bank.SetResult();

        Assert.Equal("Result: paid", (await first).FinalOutput);
        Assert.Null(await resumed);
        Assert.Empty(await waiting);
        Assert.Single(shop.Paid);
        Assert.Equal(ToolOutcome.Ok, (await shop.EntriesAsync()).OfType<ToolCallEnded>().Single().Outcome);
        Assert.Null((await shop.HeadAsync()).Lease);
    }

    [Fact]
    public async Task A_process_that_lives_keeps_its_lease_however_long_a_step_takes()
    {
        var first = await shop.BeginPaymentAsync(shop.Process());
        var resumed = shop.Process().ResumeAsync(shop.Conversation, shop.Limit);
        var before = (await shop.HeadAsync()).Lease!.Value;

        for (var look = 0; look < 80; look++)
        {
            Assert.True(await shop.Time.WaitsAsync(Look, resumed, shop.Limit));
            shop.Time.Advance(Look);
        }

        var after = (await shop.HeadAsync()).Lease!.Value;
        Assert.Equal(before.Owner, after.Owner);
        Assert.InRange(after.Beat, before.Beat + 8, before.Beat + 12);
        Assert.False(resumed.IsCompleted);
        shop.Bank.SetResult();
        await shop.PassUntilAsync(Task.WhenAll((Task)first, resumed), Look);
        Assert.Single(shop.Paid);
    }

    [Fact]
    public async Task The_work_of_a_dead_process_goes_on_when_its_lease_has_stood_still_and_not_before()
    {
        var mortal = new MortalJournal(shop.Journal);
        var first = await shop.BeginPaymentAsync(shop.Process(mortal));
        mortal.Kill();
        var began = shop.Time.GetTimestamp();

        var resumed = shop.Process().ResumeAsync(shop.Conversation, shop.Limit);
        await shop.PassUntilAsync(resumed, Look);

        Assert.InRange(shop.Time.GetElapsedTime(began), LeaseTime, 2 * LeaseTime);
        Assert.StartsWith("Result: Error: pay was interrupted.", (await resumed)!.FinalOutput, StringComparison.Ordinal);
        Assert.Single(shop.Paid);
        shop.Bank.SetResult();
        await Assert.ThrowsAsync<JournalException>(() => first);
    }

    [Fact]
    public async Task A_process_that_was_paused_finds_its_lease_taken_over_and_gives_the_answer_of_the_other()
    {
        var paused = new PausedJournal(shop.Journal);
        var first = await shop.BeginPaymentAsync(shop.Process(paused));
        paused.Pause();
        var resumed = shop.Process().ResumeAsync(shop.Conversation, shop.Limit);
        await shop.PassUntilAsync(resumed, Look);

        shop.Bank.SetResult();
        paused.Continue();
        await shop.PassUntilAsync(first, Look);

        Assert.Equal((await resumed)!.FinalOutput, (await first).FinalOutput);
        Assert.Single(shop.Paid);
        Assert.Equal(ToolOutcome.Unknown, (await shop.EntriesAsync()).OfType<ToolCallEnded>().Single().Outcome);
    }

    [Fact]
    public async Task Whoever_takes_over_has_the_lease_before_it_repeats_a_call()
    {
        using var other = new PaymentShop(ToolEffect.Idempotent);
        var mortal = new MortalJournal(other.Journal);
        var first = await other.BeginPaymentAsync(other.Process(mortal));
        mortal.Kill();
        var before = (await other.HeadAsync()).Lease!.Value.Owner;

        var resumed = other.Process().ResumeAsync(other.Conversation, other.Limit);
        await other.PassUntilAsync(other.UntilAsync(() => Task.FromResult(other.Paid.Count == 2)), Look);

        Assert.NotEqual(before, (await other.HeadAsync()).Lease!.Value.Owner);
        other.Bank.SetResult();
        Assert.Equal("Result: paid", (await resumed)!.FinalOutput);
        Assert.Single(other.Paid.Distinct());
        await Assert.ThrowsAsync<JournalException>(() => first);
    }

    [Fact]
    public async Task The_timekeeper_of_another_process_goes_on_with_the_work_of_a_dead_one_within_seconds()
    {
        var mortal = new MortalJournal(shop.Journal);
        var first = await shop.BeginPaymentAsync(shop.Process(mortal));
        mortal.Kill();
        using var stop = new CancellationTokenSource();
        var keeping = shop.Process().RunDueAsync(stop.Token);
        var answered = shop.UntilAsync(async () => (await shop.EntriesAsync())[^1] is Replied);

        // It looks once more than the lease has seconds: with the first look it begins to watch.
        for (var look = TimeSpan.Zero; look <= LeaseTime; look += DueInterval)
        {
            Assert.True(await shop.Time.WaitsAsync(DueInterval, answered, shop.Limit) || look == LeaseTime);
            shop.Time.Advance(DueInterval);
        }

        await answered;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => keeping);
        shop.Bank.SetResult();
        await Assert.ThrowsAsync<JournalException>(() => first);
    }

    [Fact]
    public async Task A_turn_that_is_stopped_leaves_its_lease_and_is_due_at_once()
    {
        using var stop = new CancellationTokenSource();
        var first = await shop.BeginPaymentAsync(shop.Process(), stop.Token);
        Assert.NotNull((await shop.HeadAsync()).Lease);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Assert.Null((await shop.HeadAsync()).Lease);
        Assert.Equal(1, await shop.Process().ServeDueAsync());
        Assert.Equal(DueKind.Unfinished, (await shop.EntriesAsync()).OfType<TimerFired>().Single().Of);
        Assert.IsType<Replied>((await shop.EntriesAsync())[^1]);
    }

    [Fact]
    public async Task A_process_reads_what_another_appended_before_it_says_anything()
    {
        var (one, other) = (shop.Process(), shop.Process());
        shop.Model = new ScriptedModel(request => Say($"{request.Messages.Count} messages"));
        await one.RunAsync("One.", shop.Conversation, new MessageId("m1"));
        var second = await other.RunAsync("Two.", shop.Conversation, new MessageId("m2"));

        Assert.Equal(second.FinalOutput, (await one.RunAsync("Two.", shop.Conversation, new MessageId("m2"))).FinalOutput);
        await other.CloseAsync(shop.Conversation, "Done.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => one.RunAsync("Three.", shop.Conversation));
    }

    [Fact]
    public void A_process_of_this_machine_that_is_gone_is_known_to_be()
    {
        var (mine, parts) = (LeaseOwner.New(), LeaseOwner.New().Split('/'));

        Assert.False(LeaseOwner.IsGone(mine));
        Assert.NotEqual(mine, string.Join('/', parts));
        Assert.Equal(OperatingSystem.IsLinux(), LeaseOwner.IsGone($"{parts[0]}/{parts[1]}/1/{parts[3]}"));
        Assert.Equal(OperatingSystem.IsLinux(), LeaseOwner.IsGone($"{parts[0]}/{int.MaxValue}/{parts[2]}/{parts[3]}"));
        Assert.False(LeaseOwner.IsGone($"another machine/{int.MaxValue}/{parts[2]}/{parts[3]}"));
        Assert.False(LeaseOwner.IsGone("somebody"));
    }
}
