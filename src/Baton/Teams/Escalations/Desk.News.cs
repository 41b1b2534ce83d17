using Baton.Teams.Deliveries;
using Baton.Texts.Clearances;

namespace Baton;

/// <content>How a desk is told of its tickets.</content>
public sealed partial class Desk
{
    /// <summary>
    /// Where a signed message goes for each of its tickets and for each tool call that it may approve. A system gets the whole briefing and
    /// calls back (<c>SystemCallbacks</c> of package Baton.Webhooks); people get a notice. Default: null, none.
    /// </summary>
    public Webhook? Webhook { get; init; }

    /// <summary>
    /// The addresses that get an e-mail for each of its tickets and for each tool call that it may approve. Default: none.
    /// </summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>
    /// The address where people work on a ticket, for notices; <c>{ticket}</c> and <c>{conversation}</c> in it are filled in. Default:
    /// null, no link.
    /// </summary>
    public string? Link { get; init; }

    /// <summary>
    /// The most sensitive data that deliveries may contain; anything above is masked. Default: null. A notice to people then contains
    /// nothing that anybody wrote, and a system gets what is <see cref="Clearance.Normal"/>.
    /// </summary>
    public Clearance? Clearance { get; init; }

    /// <summary>The link to a conversation without an open ticket; null if the link needs a ticket.</summary>
    internal string? LinkTo(ConversationId conversation) =>
        Link?.Contains("{ticket}", StringComparison.Ordinal) == false ? LinkTo(default, conversation) : null;

    /// <summary>The link to a ticket, or null.</summary>
    internal string? LinkTo(TicketId ticket, ConversationId conversation) =>
        Link
            ?.Replace("{ticket}", Uri.EscapeDataString(ticket.Value ?? ""), StringComparison.Ordinal)
            .Replace("{conversation}", Uri.EscapeDataString(conversation.Value), StringComparison.Ordinal);
}
