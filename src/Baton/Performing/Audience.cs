using Baton.Performing.Sessions;

namespace Baton.Performing;

/// <summary>
/// Shows a turn's text to its reader while the turn runs. Words follow deeds: the entries that led to a text are on disk before the text is
/// shown. A text that was shown but does not count is withdrawn before the next one is shown.
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

    /// <summary>Passes on what a tool reports.</summary>
    public async ValueTask ReportAsync(LegSession session, ToolReported report)
    {
        await session.CommitAsync().ConfigureAwait(false);
        tell(report);
    }

    /// <summary>A new reply begins. What was shown before is no longer withdrawn.</summary>
    public void Begin() => shownBy = null;

    /// <summary>Withdraws what was shown since <see cref="Begin"/>.</summary>
    public void Withdraw()
    {
        if (shownBy is { } participant)
            tell(new TextWithdrawn(participant));
        shownBy = null;
    }
}
