using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Performing.SharedStates;
using Baton.Runtime;
using Baton.Teams.SharedStates;

namespace Baton;

/// <summary>
/// A person who acts in conversations: approves or refuses waiting tool calls, works on tickets, and hands conversations back. Each act is
/// an entry under the person's name, and agents go on at once if it allows them to. Of several people who act at once one is first: the
/// same act of that person again has the same result, and the others' exceptions say who was first. A ticket has one claimant: the first
/// act on a ticket that nobody has claims it, and nobody else can act on it until it is released.
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
            throw new ArgumentException($"An operator's name must be one line of 1 to {LongestName} characters.", nameof(name));
        if (team.Find(name) is not null)
            throw new ArgumentException($"'{name}' is an agent of the team. Choose another name.", nameof(name));
        (Name, this.serve, this.state) = (name, serve, state);
    }

    /// <summary>The person's name.</summary>
    public string Name { get; }

    /// <summary>Approves a tool call that waits, so that it runs.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="call">The call's id, from <c>approval_asked</c>.</param>
    /// <param name="note">Kept in the journal. Default: none.</param>
    /// <param name="cancellationToken">Stops the agents where they are; the decision stays.</param>
    /// <returns>The turn of the customer's message that waited.</returns>
    /// <exception cref="InvalidOperationException">No such call waits, or somebody decided before: the message names who.</exception>
    public Task<Turn?> ApproveAsync(
        ConversationId conversation,
        CallId call,
        string? note = null,
        CancellationToken cancellationToken = default
    ) =>
        Act(
            new ApprovalDecided
            {
                CallId = call,
                Approved = true,
                By = Name,
                Note = note,
            },
            conversation,
            cancellationToken
        );

    /// <summary>Refuses a tool call that waits for approval. The agent is told so and goes on without it.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="call">The call's id, from <c>approval_asked</c>.</param>
    /// <param name="note">Why, for the agent. Default: none.</param>
    /// <param name="cancellationToken">Stops the agents where they are; the decision stays.</param>
    /// <returns>The turn of the customer's message that waited.</returns>
    /// <exception cref="InvalidOperationException">No such call waits, or somebody decided before: the message names who.</exception>
    public Task<Turn?> RefuseAsync(
        ConversationId conversation,
        CallId call,
        string? note = null,
        CancellationToken cancellationToken = default
    ) =>
        Act(
            new ApprovalDecided
            {
                CallId = call,
                Approved = false,
                By = Name,
                Note = note,
            },
            conversation,
            cancellationToken
        );

    /// <summary>Claims the ticket of a conversation. Claiming it twice changes nothing.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="cancellationToken">Stops waiting for the conversation; the ticket is then not claimed.</param>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket, or somebody else has it: the message names
    /// who.</exception>
    public Task ClaimAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        Act(new TicketClaimed { Ticket = default, By = Name }, conversation, cancellationToken);

    /// <summary>Releases the ticket, so that somebody else at the desk can take it.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="note">A note for colleagues. Default: none.</param>
    /// <param name="cancellationToken">Stops waiting for the conversation; the ticket is then not released.</param>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket, or this person does not have it.</exception>
    public Task ReleaseAsync(ConversationId conversation, string? note = null, CancellationToken cancellationToken = default) =>
        Act(
            new TicketReleased
            {
                Ticket = default,
                By = Name,
                Note = note,
            },
            conversation,
            cancellationToken
        );

    /// <summary>
    /// Declines the ticket for the desk. The next rung of the ladder is asked; after the last rung an agent gets the conversation again.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the agents where they are; the ticket stays declined.</param>
    /// <returns>The turn of the customer's message that waited, or null if none did.</returns>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket, or somebody else has it.</exception>
    public Task<Turn?> DeclineAsync(ConversationId conversation, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return Act(
            new TicketDeclined
            {
                Ticket = default,
                By = Name,
                Reason = reason,
            },
            conversation,
            cancellationToken
        );
    }

    /// <summary>Answers the customer of a conversation that is at a desk.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="text">What the customer reads.</param>
    /// <param name="cancellationToken">Ignored once the answer is being written.</param>
    /// <returns>The turn that this answered, or null if the customer had asked nothing since the last answer.</returns>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket, or somebody else has it.</exception>
    public Task<Turn?> ReplyAsync(ConversationId conversation, string text, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return Act(
            new OperatorReplied
            {
                Ticket = default,
                Operator = Name,
                Text = text,
            },
            conversation,
            cancellationToken
        );
    }

    /// <summary>Asks the customer something. The ticket waits for the answer, which comes to the desk.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="question">What the customer reads.</param>
    /// <param name="cancellationToken">Ignored once the question is being written.</param>
    /// <returns>The turn that this answered, or null if the customer had asked nothing since the last answer.</returns>
    /// <exception cref="ArgumentException">The question is empty.</exception>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket, or somebody else has it.</exception>
    public Task<Turn?> AskAsync(ConversationId conversation, string question, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(question);
        return Act(
            new OperatorReplied
            {
                Ticket = default,
                Operator = Name,
                Text = question,
                Asks = true,
            },
            conversation,
            cancellationToken
        );
    }

    /// <summary>Adds a note for colleagues and for the agent that gets the conversation later. The customer never reads it.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="text">The note.</param>
    /// <param name="cancellationToken">Stops waiting for the conversation; the note is then not written.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket.</exception>
    public Task NoteAsync(ConversationId conversation, string text, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return Act(
            new TicketNoted
            {
                Ticket = default,
                By = Name,
                Text = text,
            },
            conversation,
            cancellationToken
        );
    }

    /// <summary>Grants agents a permission beyond their grants and limits (rule 4), from now on.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="permission">The permission, optionally with a bound.</param>
    /// <param name="issue">The issue for which it is granted. Default: the whole conversation.</param>
    /// <param name="cancellationToken">Stops waiting for the conversation; nothing is granted then.</param>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket or no such issue, or somebody else has the
    /// ticket.</exception>
    public Task GrantAsync(
        ConversationId conversation,
        Permission permission,
        IssueId? issue = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(permission.Name, nameof(permission));
        return Act(
            new PermissionGranted
            {
                Ticket = default,
                By = Name,
                Permission = permission,
                Issue = issue,
            },
            conversation,
            cancellationToken
        );
    }

    /// <summary>Ends an issue as solved.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="cancellationToken">Stops waiting for the conversation; the issue is then not ended.</param>
    /// <exception cref="ArgumentException">The outcome is empty.</exception>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket or no such issue, it has ended, or somebody else has
    /// the ticket.</exception>
    public Task ResolveIssueAsync(
        ConversationId conversation,
        IssueId issue,
        string outcome,
        CancellationToken cancellationToken = default
    ) => End(conversation, issue, IssueStatus.Resolved, outcome, cancellationToken);

    /// <summary>Ends an issue as declined.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops waiting for the conversation; the issue is then not ended.</param>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket or no such issue, it has ended, or somebody else has
    /// the ticket.</exception>
    public Task DeclineIssueAsync(
        ConversationId conversation,
        IssueId issue,
        string reason,
        CancellationToken cancellationToken = default
    ) => End(conversation, issue, IssueStatus.Declined, reason, cancellationToken);

    /// <summary>
    /// Closes the ticket and hands the conversation to an agent, which answers what the customer still waits for. The agent goes on at once
    /// with issues that are not solved, even if the customer was answered, unless the person's last words to the customer were a question.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="report">What was done. The agent reads it in its briefing.</param>
    /// <param name="to">The agent. Default: the one that could not go on.</param>
    /// <param name="resolved">Whether the ticket's issues are solved. Default: no, and the agent goes on with them.</param>
    /// <param name="cancellationToken">Stops the agents where they are; the ticket stays closed.</param>
    /// <returns>The agent's turn, or null if it had nothing to do.</returns>
    /// <exception cref="ArgumentException">The report is empty.</exception>
    /// <exception cref="InvalidOperationException">The conversation has no open ticket, the team no such agent, or somebody else has the
    /// ticket.</exception>
    public Task<Turn?> HandBackAsync(
        ConversationId conversation,
        string report,
        string? to = null,
        bool resolved = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(report);
        return Act(
            new TicketClosed
            {
                Ticket = default,
                By = Name,
                To = to ?? "",
                Report = report,
                Resolved = resolved,
            },
            conversation,
            cancellationToken
        );
    }

    /// <summary>Reads shared values whose keys everybody may read, or <c>desk</c>.</summary>
    /// <inheritdoc cref="TeamRuntime.ReadStateAsync" path="/param|/returns|/exception" />
    public Task<IReadOnlyDictionary<string, StateValue>> ReadStateAsync(
        ConversationId conversation,
        IReadOnlyList<string>? keys = null,
        CancellationToken cancellationToken = default
    ) => state.ReadAsync(StateKey.Desk, conversation, keys, cancellationToken);

    /// <summary>
    /// Writes shared values whose keys name <c>desk</c> as a writer, under the person's name: all of them or none, with the checks that
    /// apply to agents' writes.
    /// </summary>
    /// <inheritdoc cref="TeamRuntime.WriteStateAsync" path="/param|/returns|/exception" />
    public Task<StateEditing> WriteStateAsync(
        ConversationId conversation,
        IReadOnlyList<StateEdit> edits,
        string? id = null,
        CancellationToken cancellationToken = default
    ) => state.WriteAsync(StateKey.Desk, Name, conversation, edits, id, cancellationToken);

    private Task End(ConversationId conversation, IssueId issue, IssueStatus status, string outcome, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outcome);
        return Act(
            new IssueChanged
            {
                Issue = issue,
                Title = "",
                Owner = "",
                Status = status,
                Reason = outcome,
                Outcome = outcome,
                By = Name,
            },
            conversation,
            cancellationToken
        );
    }

    private Task<Turn?> Act(JournalEntry act, ConversationId conversation, CancellationToken cancellationToken) =>
        serve(new Arrival(act), conversation, cancellationToken);
}
