namespace Baton.Journals;

/// <summary>
/// A journal that also keeps what waits for a person in its conversations, as one with each append, so that a list of it costs no reading of
/// the past. Baton's journals do; in another one everything is read. The conformance suite in <c>Baton.Testing</c> has the checks.
/// </summary>
public interface IWaitingJournal : IJournal
{
    /// <summary>Lists the tickets and approvals that are open, those of one conversation together, in the order of their coming.</summary>
    IAsyncEnumerable<Waiting> WaitingAsync(CancellationToken cancellationToken = default);
}
