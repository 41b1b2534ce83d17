using System.Text.Json;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Issues;
using Baton.Texts.Searches;

namespace Baton.Deciding.Handoffs;

/// <summary>The arguments of a transfer call.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Target">The receiver.</param>
/// <param name="Summary">The sender's summary in one sentence.</param>
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

    private const int LongestSummary = 1_000;
    private const int LongestTitle = 200;
    private const int LongestCategory = 100;

    /// <summary>The <c>message_routed</c> entry that decided it; null if an agent did.</summary>
    public long? Routed { get; init; }

    /// <summary>The router's choice, if the router was called.</summary>
    public RouterOpinion? SecondOpinion { get; init; }

    /// <summary>Whether this transfer gave the issue to its owner.</summary>
    public bool Gave(Issue issue) => Routed is { } seq ? issue.RoutedBy == seq : issue.GivenBy == CallId;

    /// <summary>Reads the arguments. If they are wrong, it returns the problem as a sentence for the model.</summary>
    public static (Transfer? Transfer, string? Problem) Read(ModelToolCall call, string target)
    {
        if (call.Malformed is { } malformed)
            return (null, malformed);
        using var document = call.Arguments.ToDocument();
        var arguments = document.RootElement;
        if (arguments.ValueKind != JsonValueKind.Object)
            return (null, "The arguments must be a JSON object.");
        if (Text(arguments, "summary") is not { } summary)
            return (null, "'summary' is missing: say in one sentence what the customer wants.");
        if (!TryIssues(arguments, out var issues))
            return (null, "'issues' must be a list of texts: numbers of known issues, or titles of new ones.");
        if (!TryConfidence(arguments, out var confidence))
            return (null, "'confidence' must be a number from 0 to 1.");
        if (TransferAdditions.Notes(arguments) is not { } notes)
            return (null, TransferAdditions.NotesForm);
        if (issues.Count > MostIssues)
        {
            notes = [.. notes, $"The sender named {issues.Count - MostIssues} more issues. The customer's message has them."];
            issues.RemoveRange(MostIssues, issues.Count - MostIssues);
        }

        if (TransferAdditions.Alternatives(arguments) is not { } alternatives)
            return (null, TransferAdditions.AlternativesForm);
        if (!IssueWords.TryRead(arguments, "priority", IssueWords.Priorities, out var priority))
            return (null, IssueWords.Form("priority", IssueWords.Priorities));
        if (!IssueWords.TryRead(arguments, "strategy", IssueWords.Strategies, out var strategy))
            return (null, IssueWords.Form("strategy", IssueWords.Strategies));
        var (limits, problem) = TransferLimits.Read(arguments);
        return limits is null
            ? (null, problem)
            : (
                new Transfer(
                    call.CallId,
                    target,
                    TextPart.First(summary, LongestSummary),
                    issues.ConvertAll(issue => TextPart.First(issue, LongestTitle)),
                    Text(arguments, "category") is { } category ? TextPart.First(category, LongestCategory) : null,
                    confidence,
                    limits,
                    notes,
                    alternatives,
                    priority,
                    strategy
                ),
                null
            );
    }

    private static string? Text(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString()!.Trim() is { Length: > 0 } text
            ? text
            : null;

    // Models sometimes write a single issue without the list. It is accepted.
    private static bool TryIssues(JsonElement arguments, out List<string> issues)
    {
        issues = [];
        if (!arguments.TryGetProperty("issues", out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        if (value.ValueKind != JsonValueKind.Array)
            return TryIssue(value, issues);
        issues.EnsureCapacity(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (!TryIssue(item, issues))
                return false;
        }

        return true;
    }

    private static bool TryIssue(JsonElement value, List<string> issues)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        if (!string.IsNullOrEmpty(text))
            issues.Add(text);
        return text is not null;
    }

    /// <summary>Reads an optional confidence; false if it is invalid.</summary>
    public static bool TryConfidence(JsonElement arguments, out double? confidence)
    {
        confidence = null;
        if (!arguments.TryGetProperty("confidence", out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        var number = double.NaN;
        var isNumber = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        if (!isNumber || number is not (>= 0 and <= 1))
            return false;
        confidence = number;
        return true;
    }
}
