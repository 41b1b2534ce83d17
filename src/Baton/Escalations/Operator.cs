using Baton.Conversations;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.SharedStates;
using Baton.Teams;

namespace Baton.Escalations;

/// <summary>
/// A person who acts in conversations: approves or refuses tool calls that wait, answers customers whose conversation is at a desk, and
/// hands it back. Each act is an entry under the person's name, and the agents go on at once where it lets them.
/// </summary>
public sealed class Operator
{
    private const int LongestName = 64;

    private readonly Func<Arrival, ConversationId, CancellationToken, Task<Turn?>> serve;

    private readonly StateAccess state;

    internal Operator(string name, Team team, Func<Arrival, ConversationId, CancellationToken, Task<Turn?>> serve, StateAccess state)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Length > LongestName || name.Any(char.IsControl))
            throw new ArgumentException($"An operator's name has 1 to {LongestName} characters on one line.", nameof(name));
        if (team.Find(name) is not null)
            throw new ArgumentException($"'{name}' is an agent of the team: people need other names.", nameof(name));
        (Name, this.serve, this.state) = (name, serve, state);
    }

    /// <summary>Who it is.</summary>
    public string Name { get; }

    /// <summary>Lets a tool call run that waits for approval.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="call">The call, as <c>approval_asked</c> names it.</param>
    /// <param name="note">Kept in the journal. Default: nothing.</param>
    /// <param name="cancellationToken">Stops the agents where they are; the decision stays.</param>
    /// <returns>What came of the customer's message that waited.</returns>
    /// <exception cref="InvalidOperationException">No such call waits, or somebody decided otherwise before.</exception>
    public Task<Turn?> ApproveAsync(ConversationId conversation, CallId call, string? note = null, CancellationToken cancellationToken = default) =>
        Act(new ApprovalDecided { CallId = call, Approved = true, By = Name, Note = note }, conversation, cancellationToken);

    /// <summary>Refuses a tool call that waits for approval; the agent is told so and goes on without it.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="call">The call, as <c>approval_asked</c> names it.</param>
    /// <param name="note">Why, for the agent. Default: nothing.</param>
    /// <param name="cancellationToken">Stops the agents where they are; the decision stays.</param>
    /// <returns>What came of the customer's message that waited.</returns>
    /// <exception cref="InvalidOperationException">No such call waits, or somebody decided otherwise before.</exception>
    public Task<Turn?> RefuseAsync(ConversationId conversation, CallId call, string? note = null, CancellationToken cancellationToken = default) =>
        Act(new ApprovalDecided { CallId = call, Approved = false, By = Name, Note = note }, conversation, cancellationToken);

    /// <summary>Answers the customer of a conversation that is at a desk.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="text">What the customer reads.</param>
    /// <param name="cancellationToken">Not looked at once the answer is being written.</param>
    /// <returns>The turn that this answered, or null when the customer had asked nothing since the last answer.</returns>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket.</exception>
    public Task<Turn?> ReplyAsync(ConversationId conversation, string text, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return Act(new OperatorReplied { Ticket = default, Operator = Name, Text = text }, conversation, cancellationToken);
    }

    /// <summary>Closes the ticket and gives the conversation to an agent, which answers what the customer still waits for.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="report">What was done: the agent reads it in its briefing.</param>
    /// <param name="to">The agent. Default: the one that could not go on.</param>
    /// <param name="resolved">Whether the ticket's issues are solved. Default: no, and the agent goes on with them.</param>
    /// <param name="cancellationToken">Stops the agents where they are; the ticket stays closed.</param>
    /// <returns>What came of the customer's message that waited, or null when none did.</returns>
    /// <exception cref="ArgumentException">The report is empty.</exception>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket, or the team no such agent.</exception>
    public Task<Turn?> HandBackAsync(ConversationId conversation, string report, string? to = null, bool resolved = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(report);
        return Act(new TicketClosed { Ticket = default, By = Name, To = to ?? "", Report = report, Resolved = resolved }, conversation, cancellationToken);
    }

    /// <summary>Reads shared values whose keys everybody may read, or <c>desk</c>.</summary>
    /// <inheritdoc cref="TeamRuntime.ReadStateAsync" path="/param|/returns|/exception" />
    public Task<IReadOnlyDictionary<string, StateValue>> ReadStateAsync(ConversationId conversation, IReadOnlyList<string>? keys = null, CancellationToken cancellationToken = default) =>
        state.ReadAsync(StateKey.Desk, conversation, keys, cancellationToken);

    /// <summary>
    /// Writes shared values whose keys name <c>desk</c> as a writer, under the person's name: all of them or none, with the checks that agents'
    /// writes have.
    /// </summary>
    /// <inheritdoc cref="TeamRuntime.WriteStateAsync" path="/param|/returns|/exception" />
    public Task<StateEditing> WriteStateAsync(ConversationId conversation, IReadOnlyList<StateEdit> edits, string? id = null, CancellationToken cancellationToken = default) =>
        state.WriteAsync(StateKey.Desk, Name, conversation, edits, id, cancellationToken);

    private Task<Turn?> Act(JournalEntry act, ConversationId conversation, CancellationToken cancellationToken) =>
        serve(new Arrival(act), conversation, cancellationToken);
}
