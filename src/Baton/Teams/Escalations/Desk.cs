using Baton.Teams;
using Baton.Teams.Deliveries;
using Baton.Teams.Hours;

namespace Baton;

/// <summary>
/// People, or another system, who take over when no agent can or may go on. An escalated conversation waits there as a ticket, word for
/// word, and agents are silent until it is handed back.
/// </summary>
public sealed partial class Desk
{
    internal const string DefaultDescription = "our support team";

    /// <summary>
    /// The desk's name, different from every agent's in its team. Journals store this name, so do not change it. 1 to 64 characters on one
    /// line.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>How customers are told of it: "I have passed this on to ...". Default: our support team.</summary>
    public string Description { get; init; } = DefaultDescription;

    /// <summary>
    /// Whether another system works there instead of people. It claims, answers and hands back its tickets as people do. Default: no.
    /// </summary>
    public bool IsSystem { get; init; }

    /// <summary>Skills that all its tickets need, in addition to the categories of their issues. Default: none.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>
    /// How long a ticket may wait until somebody takes it. After that it goes to the ladder's next rung, or stays as overdue if there is
    /// none. Default: null, no limit.
    /// </summary>
    public TimeSpan? FirstResponse { get; init; }

    /// <summary>How long a ticket may be open until it is overdue. Default: null, no limit.</summary>
    public TimeSpan? Resolution { get; init; }

    /// <summary>
    /// Its opening hours. Due times count open hours only, and customers are told when somebody will be there. Default: null, always open.
    /// </summary>
    public BusinessHours? Hours { get; init; }

    /// <summary>What is wrong with a desk's name, or null.</summary>
    public static string? CheckName(string name) => DeskRules.CheckName(name);

    /// <summary>What is wrong with an e-mail address of a desk, or null.</summary>
    public static string? CheckEmail(string address) => DeliveryRules.CheckEmail(address);

    /// <summary>What is wrong with the link to a desk's tickets, or null.</summary>
    public static string? CheckLink(string link) => DeliveryRules.CheckLink(link);

    /// <inheritdoc />
    public override string ToString() => Name;
}
