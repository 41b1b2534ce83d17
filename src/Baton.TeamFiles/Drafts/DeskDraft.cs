using Baton.Teams.Hours;

namespace Baton.TeamFiles.Drafts;

/// <summary>A desk as it was written.</summary>
internal sealed record DeskDraft(Word Name)
{
    public Word? Description { get; init; }

    public bool IsSystem { get; init; }

    public required IReadOnlyList<Word> Skills { get; init; }

    public TimeSpan? FirstResponse { get; init; }

    public TimeSpan? Resolution { get; init; }

    public BusinessHours? Hours { get; init; }

    public required NewsDraft News { get; init; }

    private static readonly Desk Default = new() { Name = "" };

    public Desk ToDesk() =>
        new()
        {
            Name = Name.Text,
            Description = Description?.Text.Trim() ?? Default.Description,
            IsSystem = IsSystem,
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
