using Baton.Teams;
using Baton.Teams.Deliveries;
using Baton.Teams.Hours;

namespace Baton;

/// <summary>
/// People, or another system, who take over where no agent may or can go on. What is escalated waits there as a ticket, with the whole conversation word for
/// word, and agents are silent until it is handed back.
/// </summary>
public sealed partial class Desk
{
    internal const string DefaultDescription = "our support team";

    /// <summary>The desk's name, unlike any agent's in its team. Journals know it by this name, so keep it. 1 to 64 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>Who sits there, as customers are told: "I have passed this on to ...". Default: our support team.</summary>
    public string Description { get; init; } = DefaultDescription;

    /// <summary>Who works there. Default: <see cref="DeskKind.People"/>.</summary>
    public DeskKind Kind { get; init; }

    /// <summary>What everybody who takes its tickets has to know, beside the categories of their issues. Default: nothing.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>
    /// How long a ticket may wait until somebody takes it: then it goes to the ladder's next rung, or stays as overdue where there is none.
    /// Default: null, for ever.
    /// </summary>
    public TimeSpan? FirstResponse { get; init; }

    /// <summary>How long a ticket may be open until it is overdue. Default: null, for ever.</summary>
    public TimeSpan? Resolution { get; init; }

    /// <summary>
    /// When somebody is there: due times count open hours only, and customers are told when somebody will be. Default: null, always.
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

/// <summary>Who works at a desk.</summary>
public enum DeskKind
{
    /// <summary>People.</summary>
    People,

    /// <summary>Another system, by its own means: its tickets are claimed, answered and handed back as those of people are.</summary>
    System,
}
