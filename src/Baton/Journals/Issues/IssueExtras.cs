using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.Journals.Issues;

/// <summary>
/// What few entries about an issue have. Its properties are those of <see cref="IssueOpened"/> and <see cref="IssueChanged"/> with the same
/// names.
/// </summary>
internal sealed record IssueExtras
{
    public static readonly IssueExtras None = new();

    public Constraint? Constraints { get; init; }

    public bool? Sensitive { get; init; }

    public IReadOnlyList<string>? Notes { get; init; }

    public IReadOnlyList<Alternative>? Alternatives { get; init; }

    public IssuePriority? Priority { get; init; }

    public string? Outcome { get; init; }

    public string? Suggested { get; init; }

    public CallId? UpdateCall { get; init; }

    public bool? Stated { get; init; }

    public long? Routed { get; init; }

    public RouterOpinion? SecondOpinion { get; init; }

    public CallId? RepeatedBy { get; init; }

    public IReadOnlyList<string>? Dropped { get; init; }
}
