using Baton.Teams.Deliveries;
using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Drafts;

/// <summary>How a desk is told, as it was written.</summary>
internal sealed record NewsDraft
{
    public Webhook? Webhook { get; init; }

    /// <summary>The webhook's address as it stands in the file.</summary>
    public Word? Url { get; init; }

    public required IReadOnlyList<Word> Emails { get; init; }

    public Word? Link { get; init; }

    public Clearance? Clearance { get; init; }
}
