using Baton.Teams.Escalations;
using Baton.Teams.Files.Yaml;
using Baton.Teams.Hours;

namespace Baton.Teams.Files;

/// <summary>A desk as it was written.</summary>
internal sealed record DeskDraft(Word Name)
{
    public Word? Description { get; init; }

    public int? Kind { get; init; }

    public required IReadOnlyList<Word> Skills { get; init; }

    public TimeSpan? FirstResponse { get; init; }

    public TimeSpan? Resolution { get; init; }

    public BusinessHours? Hours { get; init; }

    public required NewsDraft News { get; init; }

    public Desk ToDesk() => new()
    {
        Name = Name.Text,
        Description = Description?.Text.Trim() ?? Desk.DefaultDescription,
        Kind = (DeskKind)(Kind ?? 0),
        Skills = [.. Skills.Select(skill => skill.Text.Trim())],
        FirstResponse = FirstResponse,
        Resolution = Resolution,
        Hours = Hours,
        Webhook = News.Webhook,
        Emails = [.. News.Emails.Select(address => address.Text)],
        Link = News.Link?.Text,
        Clearance = News.Clearance,
    };
}

/// <summary>An escalation policy as it was written; null is what was not.</summary>
internal sealed record EscalationDraft
{
    public IReadOnlyList<Word>? Ladder { get; init; }

    /// <summary>Where the ladder stands.</summary>
    public required Position LadderAt { get; init; }

    public bool SkipsClosed { get; init; }

    public bool? ByAgents { get; init; }

    public bool? ByCustomers { get; init; }

    public IReadOnlyList<RuleDraft> Rules { get; init; } = [];

    /// <summary>Everybody whom escalations go to, by the names that were written.</summary>
    public IEnumerable<Word> Targets => (Ladder ?? []).Concat(Rules.Select(rule => rule.Target).OfType<Word>());

    public EscalationPolicy ToPolicy() => new()
    {
        Ladder = [.. (Ladder ?? []).Select(name => name.Text)],
        SkipsClosed = SkipsClosed,
        ByAgents = ByAgents ?? EscalationPolicy.Default.ByAgents,
        ByCustomers = ByCustomers ?? EscalationPolicy.Default.ByCustomers,
        Rules = [.. Rules.Select(rule => rule.Rule)],
    };
}
