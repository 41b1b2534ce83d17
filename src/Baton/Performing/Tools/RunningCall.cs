using System.Runtime.CompilerServices;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Performing.Sessions;
using Baton.Performing.SharedStates;
using Baton.Teams.SharedStates;
using Baton.Texts.Searches;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Tools;

/// <summary>
/// A tool call while its tool runs. Through it the tool reads and writes its own conversation, which waits for the tool and so lets nobody
/// else in. When the call is over nothing goes through it any more, even if the tool goes on.
/// </summary>
internal sealed class RunningCall
{
    private const int LongestReport = 500;
    private const int MostReports = 20;

    // Known to all that the tool calls, also through threads that it begins.
    private static readonly AsyncLocal<RunningCall?> Current = new();

    private readonly CallAccess access;
    private readonly LegSession session;
    private readonly ToolCall call;
    private readonly Tool tool;
    private readonly Audience? audience;
    private readonly CancellationToken stop;
    private readonly RunningCall? outer = Current.Value;
    private SemaphoreSlim? acting;
    private int isOver;
    private short writes;
    private short reports;

    /// <param name="access">What all running tools reach.</param>
    /// <param name="session">Where the tool was called.</param>
    /// <param name="call">The call.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="audience">Who watches the turn; null for nobody.</param>
    /// <param name="stop">Cancelled when the call's time runs out, or the turn is stopped.</param>
    public RunningCall(CallAccess access, LegSession session, ToolCall call, Tool tool, Audience? audience, CancellationToken stop)
    {
        (this.access, this.session, this.call, this.tool) = (access, session, call, tool);
        (this.audience, this.stop) = (audience, stop);
        call.RunningCall = this;
    }

    /// <summary>Refuses to work on a conversation for a tool that this conversation waits for.</summary>
    /// <exception cref="InvalidOperationException">The tool would wait for itself.</exception>
    public static void RefuseWithin(ConversationId conversation)
    {
        for (var running = Current.Value; running is not null; running = running.outer)
        {
            if (running.IsIn(conversation))
                running.Refuse();
        }
    }

    /// <summary>The call as its tool knows it.</summary>
    public ToolCall Call => call;

    /// <summary>Cancelled when the call's time runs out, or the turn is stopped.</summary>
    public CancellationToken Stop => stop;

    /// <summary>The function that runs.</summary>
    public AIFunction Function => tool.Function;

    /// <summary>From now on this flow of execution is the tool's.</summary>
    public void Enter() => Current.Value = this;

    /// <summary>Another attempt of the same call begins: it makes the same writes.</summary>
    public void BeginAttempt() => writes = 0;

    /// <summary>The call is over. What the tool does through it at the moment is done first.</summary>
    public async ValueTask EndAsync()
    {
        // A full fence: whoever does not see an act here is seen by that act.
        Interlocked.Exchange(ref isOver, 1);
        if (acting is not { } last)
            return;
        await last.WaitAsync().ConfigureAwait(false);
        last.Release();
    }

    /// <inheritdoc cref="ToolCallState.ReadStateAsync" />
    public Task<IReadOnlyDictionary<string, StateValue>> ReadStateAsync(IReadOnlyList<string>? keys, CancellationToken cancellationToken)
    {
        var asked = StateValues.Readable(access.Team.StateCatalog, StateKey.Orchestrator, keys);
        return ActAsync(
            stopped => StateValues.ReadAsync(access.Team.StateCatalog, access.Journal, session.Whole.State, asked, stopped),
            cancellationToken
        );
    }

    /// <inheritdoc cref="ToolCallState.WriteStateAsync" />
    public Task<StateEditing> WriteStateAsync(IReadOnlyList<StateEdit> edits, CancellationToken cancellationToken)
    {
        if (edits.Count == 0)
            throw new ArgumentException("There is nothing to write: give at least one key with its value.", nameof(edits));
        // The id of a look-up may come again for another call after a crash.
        if (tool.Effect == ToolEffect.ReadOnly)
            throw new InvalidOperationException($"{tool.Name} is declared as {nameof(ToolEffect.ReadOnly)}, so it may not write state.");
        return ActAsync(stopped => WriteAsync(edits, stopped), cancellationToken);
    }

    /// <inheritdoc cref="ToolCallState.ReadEntriesAsync" />
    public async IAsyncEnumerable<JournalEntry> ReadEntriesAsync(long fromSeq, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ActAsync(
                async _ =>
                {
                    await session.CommitAsync().ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        await foreach (var entry in access.Journal.ReadAsync(session.Id, fromSeq, cancellationToken).ConfigureAwait(false))
            yield return entry;
    }

    /// <inheritdoc cref="ToolCallProgress" />
    public Task<bool> ReportAsync(string text, bool isForCustomer, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return ActAsync(stopped => TellAsync(text, isForCustomer, stopped), cancellationToken);
    }

    private async ValueTask<StateEditing> WriteAsync(IReadOnlyList<StateEdit> edits, CancellationToken cancellationToken)
    {
        var whole = session.Whole;
        var id = $"{call.Id}:{++writes}";
        if (whole.State.Edits.TryGetValue(id, out var seq))
            return StateEditing.Made((StateWritten)await whole.ReadEntryAsync(seq, cancellationToken).ConfigureAwait(false), access.Author);
        return await access.StateWriter.EditAsync(edits, id, access.Author, by: null, whole, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> TellAsync(string text, bool isForCustomer, CancellationToken cancellationToken)
    {
        if (++reports > MostReports)
            return false;
        var told = access.Team.EverybodysAccess.Text(text.Length > LongestReport ? TextPart.First(text, LongestReport - 1) : text);
        if (!isForCustomer)
        {
            if (audience is null)
                return false;
            await audience.ReportAsync(session, new ToolReported(call.Agent, tool.Name, call.Id, told)).ConfigureAwait(false);
            return true;
        }

        if (await access.Guards.RefuseOutputAsync(session.Id, call.Agent, told, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            RuntimeLog.ReportRefused(access.Logger, tool.Name, call.Agent, refusal);
            return false;
        }

        var whole = session.Whole;
        lock (session.Sync)
        {
            // Whom a person has, or was promised, hears from that person next.
            if (whole.State is not { Ticket: null, Turn: { IsCustomerToldOfPerson: false } turn })
                return false;
            whole.Add(
                new StillWorking
                {
                    Participant = call.Agent,
                    CallId = call.Id,
                    Message = turn.Message,
                    Text = told,
                }
            );
        }

        await session.CommitAsync().ConfigureAwait(false);
        return true;
    }

    // One act at a time, and none when the call is over.
    private async Task<T> ActAsync<T>(Func<CancellationToken, ValueTask<T>> act, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        var gate = acting ?? Interlocked.CompareExchange(ref acting, new SemaphoreSlim(1, 1), null) ?? acting;
        await gate.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            return Volatile.Read(ref isOver) == 0
                ? await act(either.Token).ConfigureAwait(false)
                : throw new InvalidOperationException($"The call {call.Id} of {tool.Name} is over, so nothing can be done through it.");
        }
        finally
        {
            gate.Release();
        }
    }

    private bool IsIn(ConversationId conversation) => session.Id == conversation && Volatile.Read(ref isOver) == 0;

    private void Refuse() =>
        throw new InvalidOperationException(
            $"{tool.Name} runs for conversation {session.Id}, which waits for it, so the tool cannot wait for the conversation. It reads "
                + $"and writes the conversation through its {nameof(ToolCall)}."
        );
}
