using System.Text.Json;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Arguments;
using Baton.Teams.Issues;
using Baton.Texts.Searches;

namespace Baton.Deciding.Handoffs;

/// <summary>The arguments of a transfer call.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Target">The receiver.</param>
/// <param name="Summary">The sender's summary in one sentence; empty if it gave none, until one is derived.</param>
/// <param name="Issues">The issues: numbers of known ones or titles of new ones.</param>
/// <param name="Category">What kind of issue it is.</param>
/// <param name="Confidence">The sender's confidence, from 0 to 1.</param>
/// <param name="Limits">What the sender limits the receiver to.</param>
/// <param name="Notes">Notes for the receiver.</param>
/// <param name="Alternatives">Other agents that the sender considered, by the names that it gave.</param>
/// <param name="Priority">The issues' priority, if given.</param>
/// <param name="Strategy">How several issues are worked on, if given.</param>
internal sealed record Transfer(
    CallId CallId,
    string Target,
    string Summary,
    IReadOnlyList<string> Issues,
    string? Category,
    double? Confidence,
    HandoffLimits Limits,
    IReadOnlyList<string> Notes,
    IReadOnlyList<Alternative> Alternatives,
    IssuePriority? Priority = null,
    IssueStrategy? Strategy = null
)
{
    /// <summary>The most issues of one transfer. The rest is noted, and the customer's message still names them.</summary>
    public const int MostIssues = 20;

    /// <summary>The longest summary; a longer one is cut.</summary>
    public const int LongestSummary = 1_000;

    /// <summary>The longest title of an issue; a longer one is cut.</summary>
    public const int LongestTitle = 200;

    private const int LongestCategory = 100;

    private const string Example =
        "Send one JSON object, for example {\"summary\": \"The customer was charged twice.\", \"issues\": [\"Charged twice\"]}.";

    /// <summary>The <c>message_routed</c> entry that decided it; null if an agent did.</summary>
    public long? Routed { get; init; }

    /// <summary>The router's choice, if the router was called.</summary>
    public RouterOpinion? SecondOpinion { get; init; }

    /// <summary>The optional arguments that could not be read and were left out, by name; null for none.</summary>
    public IReadOnlyList<string>? Dropped { get; init; }

    /// <summary>Whether this transfer gave the issue to its owner.</summary>
    public bool Gave(Issue issue) => Routed is { } seq ? issue.RoutedBy == seq : issue.GivenBy == CallId;

    /// <summary>Reads the arguments. If they are wrong, it returns the problem as a sentence for the model.</summary>
    public static (Transfer? Transfer, string? Problem) Read(ModelToolCall call, string target)
    {
        if (call.Malformed is { } malformed)
            return (null, $"{malformed} {Example}");
        using var document = call.Arguments.ToDocument();
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return (null, $"The arguments must be a JSON object. {Example}");
        var arguments = new CallArguments(document.RootElement);
        var summary = arguments.Text("summary");
        var issues = arguments.Texts("issues", TextList.Titles);
        if (issues.Count == 0 && arguments.Text("issue") is { } single)
            issues = [single];
        IReadOnlyList<string> notes = TransferAdditions.Notes(ref arguments);
        if (issues.Count > MostIssues)
        {
            notes = [.. notes, $"The sender named {issues.Count - MostIssues} more issues. The customer's message has them."];
            issues.RemoveRange(MostIssues, issues.Count - MostIssues);
        }

        var category = arguments.Text("category");
        var confidence = ReadConfidence(ref arguments);
        var alternatives = TransferAdditions.Alternatives(ref arguments);
        var priority = IssueWords.Read(ref arguments, "priority", IssueWords.Priorities);
        var strategy = IssueWords.Read(ref arguments, "strategy", IssueWords.Strategies);
        var limits = TransferLimits.Read(ref arguments);
        return (
            new Transfer(
                call.CallId,
                target,
                summary is null ? "" : TextPart.First(summary, LongestSummary),
                issues.ConvertAll(issue => TextPart.First(issue, LongestTitle)),
                category is null ? null : TextPart.First(category, LongestCategory),
                confidence,
                limits,
                notes,
                alternatives,
                priority,
                strategy
            )
            {
                Dropped = arguments.Dropped,
            },
            null
        );
    }

    /// <summary>Reads an optional confidence. One that cannot be read is left out.</summary>
    public static double? ReadConfidence(ref CallArguments arguments)
    {
        if (arguments.Given("confidence") is not { } given)
            return null;
        var confidence = LooseConfidence.Read(given);
        if (confidence is null)
            arguments.Drop("confidence");
        return confidence;
    }
}
