using Baton.Journals;
using Baton.States;

namespace Baton.Performing;

/// <summary>
/// The run of a turn in one process: its reader and its deadline. A turn's time counts from the customer's message, or from the act of a
/// person that it waited for. A process that continues after a crash has at least a quarter of that time.
/// </summary>
internal sealed class TurnRun
{
    private readonly TimeProvider time;
    private readonly TimeSpan reserve;
    private CancellationTokenSource? spare;

    private TurnRun(Audience? audience, DateTimeOffset deadline, TimeSpan reserve, TimeProvider time) =>
        (Audience, Deadline, this.reserve, this.time) = (audience, deadline, reserve, time);

    /// <summary>Who reads the text while it is written; null if nobody does. Then models need not stream.</summary>
    public Audience? Audience { get; }

    /// <summary>When the turn must be over.</summary>
    public DateTimeOffset Deadline { get; }

    public static TurnRun Begin(Team team, ConversationState state, Audience? audience, TimeProvider time)
    {
        var (now, whole) = (time.GetUtcNow(), team.Limits.Time);
        // An entry may be of a clock that was wrong: no turn has more than its whole time.
        var (least, most) = (now.Later(whole / 4), now.Later(whole));
        var due = state.Turn?.Since.Later(whole) ?? most;
        // Kept for the last rungs, which append a few entries and call no model.
        var reserve = whole / 20 < TimeSpan.FromSeconds(1) ? whole / 20 : TimeSpan.FromSeconds(1);
        return new TurnRun(
            audience,
            due < least ? least
                : due > most ? most
                : due,
            reserve,
            time
        );
    }

    /// <summary>The run of one of its legs: without a reader, and with the leg's own, earlier deadline.</summary>
    public TurnRun ForLeg(DateTimeOffset deadline) => new(audience: null, deadline, TimeSpan.Zero, time);

    /// <summary>
    /// Cancels the call that begins now after this time. A conversation or leg calls one model at a time, and most calls end in time: then
    /// the next call gets the same source.
    /// </summary>
    public CancellationTokenSource BeginTimeout(TimeSpan after)
    {
        if (spare is not { } timeout || after <= TimeSpan.Zero)
            return new CancellationTokenSource(after, time);
        spare = null;
        timeout.CancelAfter(after);
        return timeout;
    }

    /// <summary>The call has ended, and nothing cancels it any more.</summary>
    public void EndTimeout(CancellationTokenSource timeout)
    {
        if (timeout.TryReset())
            spare = timeout;
        else
            timeout.Dispose();
    }

    /// <summary>One of these equal shares of the time left; zero if the time is over.</summary>
    public TimeSpan TimeLeft(int shares = 1)
    {
        var left = Deadline - reserve - time.GetUtcNow();
        return left > TimeSpan.Zero ? left / shares : TimeSpan.Zero;
    }
}
