using Baton.Journals;

namespace Baton;

/// <summary>
/// Tells how far a tool is while it runs. A call may report 20 times, 500 characters each; what is sensitive is masked as for anybody.
/// </summary>
public static class ToolCallProgress
{
    /// <summary>
    /// Tells the customer. It passes the team's guards for output, and is in the journal before anybody reads it. A customer who was told
    /// of a person is told nothing else.
    /// </summary>
    /// <param name="call">The tool's call.</param>
    /// <param name="text">What the customer reads.</param>
    /// <param name="cancellationToken">Gives up telling, as the call's end does.</param>
    /// <returns>Whether it was told.</returns>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    /// <exception cref="InvalidOperationException">The call is over, or no runtime made it.</exception>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public static Task<bool> TellCustomerAsync(this ToolCall call, string text, CancellationToken cancellationToken = default) =>
        ToolCallState.Of(call).ReportAsync(text, isForCustomer: true, cancellationToken);

    /// <summary>
    /// Reports to those who watch the turn, as a <see cref="ToolReported"/>: whoever reads its stream. Nobody watches a leg.
    /// </summary>
    /// <param name="call">The tool's call.</param>
    /// <param name="text">What they read.</param>
    /// <param name="cancellationToken">Gives up reporting, as the call's end does.</param>
    /// <returns>Whether anybody watches.</returns>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    /// <exception cref="InvalidOperationException">The call is over, or no runtime made it.</exception>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public static Task<bool> ReportAsync(this ToolCall call, string text, CancellationToken cancellationToken = default) =>
        ToolCallState.Of(call).ReportAsync(text, isForCustomer: false, cancellationToken);
}
