using Baton.Teams.Clearances;
using Baton.Teams.Histories;

namespace Baton.States.Histories;

/// <summary>Who reads a history after a handoff.</summary>
/// <param name="Access">What the receiver may see.</param>
/// <param name="Policy">How it wants to read.</param>
/// <param name="Window">Its context window in tokens.</param>
/// <param name="Overhead">The tokens of its instructions and tools, at most.</param>
internal sealed record HistoryReceiver(ReaderAccess Access, HistoryPolicy Policy, int Window, int Overhead)
{
    /// <summary>Whether the history may not be summarised (rule 8).</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Counts <see cref="Overhead"/> exactly. It is called only if the history is not short. Null for as it is given.</summary>
    public Func<int>? CountedOverhead { get; init; }
}
