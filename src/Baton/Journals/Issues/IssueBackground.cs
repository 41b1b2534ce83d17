using System.Collections.Immutable;
using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;

namespace Baton.Journals.Issues;

/// <summary>What few changes of an issue touch. Its properties are those of <see cref="Issue"/> with the same names.</summary>
internal sealed record IssueBackground
{
    public static readonly IssueBackground None = new();

    public string? Category { get; init; }

    public double? Confidence { get; init; }

    public string? Summary { get; init; }

    public Constraint Constraints { get; init; } = Constraint.None;

    public IssuePriority? Priority { get; init; }

    public string RaisedBy { get; init; } = "";

    public MessageId? RaisedIn { get; init; }

    public long? RaisedAt { get; init; }

    public string? Suggested { get; init; }

    public CallId? GivenBy { get; init; }

    public long? RoutedBy { get; init; }

    public RouterOpinion? SecondOpinion { get; init; }

    public DecidedBy? DecidedBy { get; init; }

    public Newest<Alternative> Alternatives { get; init; } = Newest<Alternative>.None;

    public ImmutableHashSet<string> PassedOnBy { get; init; } = [];

    public ImmutableList<Permission> Granted { get; init; } = [];
}
