using System.Collections.Concurrent;
using Baton.Journals;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Leases;

/// <summary>
/// A shop whose payments take as long as a test wants, and whose runtimes stand for processes: they share the store and nothing else.
/// </summary>
internal sealed class PaymentShop : IDisposable
{
    private readonly ConcurrentQueue<string> paid = [];
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));

    public PaymentShop(ToolEffect effect = ToolEffect.Once)
    {
        var cashier = new Agent { Name = "cashier", Tools = [Tool.Create(PayAsync, "pay", effect: effect)] };
        Team = new Team("shop", cashier);
        Model = new ScriptedModel(request =>
            request.Results is [var result] ? Say($"Result: {result}")
            : request.Messages[^1].Text.Contains("pay", StringComparison.Ordinal) ? Call("pay", "{}")
            : Say($"You said: {request.Messages[^1].Text}")
        );
    }

    public Team Team { get; }

    public ScriptedModel Model { get; set; }

    public IJournal Journal { get; init; } = new InMemoryJournal();

    public LookingTime Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public ConversationId Conversation { get; } = new("c1");

    /// <summary>Ends payments that run. They never end before.</summary>
    public TaskCompletionSource Bank { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The calls that began to pay.</summary>
    public IReadOnlyCollection<string> Paid => paid;

    public CancellationToken Limit => limit.Token;

    public RuntimeOptions Options => new() { TimeProvider = Time };

    /// <summary>A process of its own.</summary>
    public TeamRuntime Process(IJournal? journal = null) => new(Team, Model, journal ?? Journal, Options);

    /// <summary>Begins a payment in a process, and returns while it runs.</summary>
    public async Task<Task<Turn>> BeginPaymentAsync(TeamRuntime process, CancellationToken cancellationToken = default)
    {
        var before = paid.Count;
        var turn = process.RunAsync("Please pay.", Conversation, new MessageId("m1"), cancellationToken: cancellationToken);
        await UntilAsync(() => Task.FromResult(paid.Count > before));
        return turn;
    }

    /// <summary>Waits for what other threads do.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            Limit.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Lets time pass until something is done: each time when a process waits for its next look, up to that look.</summary>
    public async Task PassUntilAsync(Task done, TimeSpan look)
    {
        while (await Time.WaitsAsync(look, done, Limit))
            Time.Advance(look);
    }

    public async Task<ConversationHead> HeadAsync() => await Journal.ReadHeadAsync(Conversation);

    public async Task<List<JournalEntry>> EntriesAsync() => await Journal.ReadAsync(Conversation).ToListAsync();

    public void Dispose() => limit.Dispose();

    private async Task<string> PayAsync(ToolCall call, CancellationToken cancellationToken)
    {
        paid.Enqueue(call.Id.Value);
        await Bank.Task.WaitAsync(cancellationToken);
        return "paid";
    }
}
