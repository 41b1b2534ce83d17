using Baton.Journals.Entries;
using Baton.Performing.Sessions;

namespace Baton.Performing;

/// <summary>
/// A word to a customer who waits for long: once a turn, beside whatever the turn is waiting for. It is an entry like any other, on disk
/// before anybody reads it.
/// </summary>
internal sealed class InterimMessage : IAsyncDisposable
{
    private readonly Team team;
    private readonly LegSession session;
    private readonly Lock gate = new();
    private readonly ITimer? timer;
    private Task said = Task.CompletedTask;
    private bool isOver;

    /// <summary>Says the word when it is due, until it is disposed.</summary>
    public InterimMessage(Team team, LegSession session, TimeProvider time)
    {
        (this.team, this.session) = (team, session);
        if (team.Fallback.InterimAfter is not { } after || session.State.Turn is not { IsCustomerToldOfDelay: false } turn)
            return;
        var wait = turn.Since + after - time.GetUtcNow();
        timer = time.CreateTimer(_ => Say(), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says no word any more. What was said is on disk then, or why it could not be comes out.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
            isOver = true;
        if (timer is not null)
            await timer.DisposeAsync().ConfigureAwait(false);
        await said.ConfigureAwait(false);
    }

    private void Say()
    {
        lock (gate)
        {
            if (isOver)
                return;
            lock (session.Sync)
            {
                // Who is told of a person, or has been answered, is not kept waiting.
                if (session.State is not { Ticket: null, Turn: { IsCustomerToldOfPerson: false, IsCustomerToldOfDelay: false } turn })
                    return;
                session.Add(new StillWorking { Participant = session.State.Holder, Message = turn.Message, Text = team.Fallback.Texts.StillWorking });
            }

            said = session.CommitAsync().AsTask();
        }
    }
}
