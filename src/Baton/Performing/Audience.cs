using Baton.Performing.Sessions;

namespace Baton.Performing;

/// <summary>
/// Whoever reads a turn as it runs. Words follow deeds: what led to a text is on disk before anybody reads it. A text that was shown and
/// does not count is taken back before another one is shown.
/// </summary>
internal sealed class Audience(Action<TurnUpdate> tell)
{
    private string? shownBy;

    /// <summary>Shows a piece of text as it is written.</summary>
    public async ValueTask ShowAsync(LegSession session, string participant, string text)
    {
        await session.CommitAsync().ConfigureAwait(false);
        shownBy = participant;
        tell(new TextDelta(participant, text));
    }

    /// <summary>What was shown since the last reply counts, or is judged by what follows.</summary>
    public void Begin() => shownBy = null;

    /// <summary>What was shown since <see cref="Begin"/> does not count.</summary>
    public void Withdraw()
    {
        if (shownBy is { } participant)
            tell(new TextWithdrawn(participant));
        shownBy = null;
    }
}
