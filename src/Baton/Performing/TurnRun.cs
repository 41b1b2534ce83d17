using Baton.States;

namespace Baton.Performing;

/// <summary>
/// One stretch of work on a turn, in one process: who reads it, and until when it has to be over. A turn has its time from the customer's
/// message on, or from a person's act that it waited for; whoever takes up what another process left has a quarter of it at least.
/// </summary>
internal sealed class TurnRun
{
    private readonly TimeProvider time;
    private readonly TimeSpan reserve;

    private TurnRun(Audience? audience, DateTimeOffset deadline, TimeSpan reserve, TimeProvider time) =>
        (Audience, Deadline, this.reserve, this.time) = (audience, deadline, reserve, time);

    /// <summary>Who reads text as it is written, or null when nobody does and the model need not stream.</summary>
    public Audience? Audience { get; }

    /// <summary>When the turn is to be over.</summary>
    public DateTimeOffset Deadline { get; }

    public static TurnRun Begin(Team team, ConversationState state, Audience? audience, TimeProvider time)
    {
        var (now, whole) = (time.GetUtcNow(), team.Limits.Time);
        var due = (state.Turn?.Since ?? now) + whole;
        var least = now + (whole / 4);
        // What is kept for the last rungs: they write a few entries and ask nobody.
        var reserve = whole / 20 < TimeSpan.FromSeconds(1) ? whole / 20 : TimeSpan.FromSeconds(1);
        return new TurnRun(audience, due > least ? due : least, reserve, time);
    }

    /// <summary>The same turn for a leg, which nobody reads, and which is stopped at its own deadline: within that of whoever waits for it.</summary>
    public TurnRun ForLeg(DateTimeOffset deadline) => new(audience: null, deadline, TimeSpan.Zero, time);

    /// <summary>What is left for work, in so many equal shares; zero when the time is over.</summary>
    public TimeSpan Left(int shares = 1)
    {
        var left = Deadline - reserve - time.GetUtcNow();
        return left > TimeSpan.Zero ? left / shares : TimeSpan.Zero;
    }
}
