using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;

namespace Baton.Performing;

/// <summary>
/// Tells a customer who has waited long that the answer is still in progress: once a turn, while the turn goes on. The message is an entry,
/// and on disk before anybody reads it.
/// </summary>
internal sealed class InterimMessage : IAsyncDisposable
{
    private readonly Team team;
    private readonly LegSession session;
    private readonly Lock gate = new();
    private readonly ITimer? timer;
    private Task said = Task.CompletedTask;
    private bool isOver;

    /// <summary>Sends the message when it is due, until this is disposed.</summary>
    public InterimMessage(Team team, LegSession session, TimeProvider time)
    {
        (this.team, this.session) = (team, session);
        if (team.Fallback.InterimAfter is not { } after || session.State.Turn is not { IsCustomerToldOfDelay: false } turn)
            return;
        var left = turn.Since.Later(after) - time.GetUtcNow();
        timer = time.CreateTimer(
            static message => ((InterimMessage)message!).Say(),
            this,
            (left < after ? left : after).AsWait(),
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Stops. A message that was sent is on disk afterwards; an error of writing it is thrown.</summary>
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
                // A customer who was told of a person, or answered, needs no such message.
                if (session.State is not { Ticket: null, Turn: { IsCustomerToldOfPerson: false, IsCustomerToldOfDelay: false } turn })
                    return;
                session.Add(
                    new StillWorking
                    {
                        Participant = session.State.Holder,
                        Message = turn.Message,
                        Text = team.Fallback.Texts.StillWorking,
                    }
                );
            }

            said = session.CommitAsync().AsTask();
        }
    }
}
