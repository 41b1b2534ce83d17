using Baton.Teams.Deliveries;
using Baton.Texts.Clearances;

namespace Baton;

/// <content>How a desk is told of its tickets.</content>
public sealed partial class Desk
{
    /// <summary>
    /// Where a signed message goes for each of its tickets, and for each tool call that it is to approve. A system is sent the whole briefing and calls back
    /// (<see cref="TeamRuntime.AsSystem"/>); people are sent a notice. Default: null, nowhere.
    /// </summary>
    public Webhook? Webhook { get; init; }

    /// <summary>The addresses that an e-mail goes to for each of its tickets, and for each tool call that it is to approve. Default: none.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>
    /// The address at which a ticket is worked on, for notices: <c>{ticket}</c> and <c>{conversation}</c> in it are filled. Default: null, no link.
    /// </summary>
    public string? Link { get; init; }

    /// <summary>
    /// How sensitive what is told to the outside may be; what is more sensitive is masked. Default: null. Then a notice to people says nothing of
    /// what the customer or anybody else wrote, and a system is told what is <see cref="Clearance.Normal"/>.
    /// </summary>
    public Clearance? Clearance { get; init; }

    /// <summary>The link to a conversation in which no ticket is open, or null: one that names a ticket leads nowhere then.</summary>
    internal string? LinkTo(ConversationId conversation) =>
        Link?.Contains("{ticket}", StringComparison.Ordinal) == false ? LinkTo(default, conversation) : null;

    /// <summary>The link to a ticket, or null.</summary>
    internal string? LinkTo(TicketId ticket, ConversationId conversation) => Link?
        .Replace("{ticket}", Uri.EscapeDataString(ticket.Value ?? ""), StringComparison.Ordinal)
        .Replace("{conversation}", Uri.EscapeDataString(conversation.Value), StringComparison.Ordinal);
}
