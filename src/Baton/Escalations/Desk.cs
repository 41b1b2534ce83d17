using Baton.Escalations.Hours;

namespace Baton.Escalations;

/// <summary>
/// People who take over where no agent may or can go on. What is escalated waits there as a ticket, with the whole conversation word for
/// word, and agents are silent until a person hands back.
/// </summary>
public sealed class Desk
{
    internal const string DefaultDescription = "our support team";

    /// <summary>The desk's name, unlike any agent's in its team. Journals know it by this name, so keep it. 1 to 64 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>Who sits there, as customers are told: "I have passed this on to ...". Default: our support team.</summary>
    public string Description { get; init; } = DefaultDescription;

    /// <summary>
    /// When somebody is there: due times count open hours only, and customers are told when somebody will be. Default: null, always.
    /// </summary>
    public BusinessHours? Hours { get; init; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
