using System.Text.Json;
using Baton.Journals.Entries;
using Baton.Teams.Arguments;
using Baton.Teams.Issues;
using Baton.Teams.Markers;
using Baton.Texts.Searches;

namespace Baton.Deciding.Issues;

/// <summary>The arguments of an <c>update_issue</c> call.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Issue">The number of a known issue, or the title of a new one; empty if it is not said.</param>
/// <param name="Status">Where it stands, when that is said.</param>
/// <param name="Reason">Why, or a comment.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Category">What kind of issue it is.</param>
/// <param name="Priority">How soon it is worked on.</param>
/// <param name="Owner">Who is to have it, by the name that was given.</param>
internal sealed record IssueUpdate(
    CallId CallId,
    string Issue,
    IssueStatus? Status,
    string? Reason,
    string? Outcome,
    string? Category,
    IssuePriority? Priority,
    string? Owner
)
{
    private const int LongestTitle = 200;
    private const int LongestText = 500;

    private const string Example = "Send one JSON object, for example {\"issue\": \"1\", \"status\": \"resolved\"}.";

    // Where models put an issue that is not under its key.
    private static readonly string[] OtherKeys = ["title", "issue_id", "id", "number", "issues"];

    /// <summary>The optional arguments that could not be read and were left out, by name; null for none.</summary>
    public IReadOnlyList<string>? Dropped { get; init; }

    /// <summary>Reads the arguments. If they are wrong, it returns the problem as a sentence for the model.</summary>
    public static (IssueUpdate? Update, string? Problem) Read(ModelToolCall call)
    {
        if (call.Malformed is { } malformed)
            return (null, $"{malformed} {Example}");
        var element = call.Arguments.ToElement();
        if (element.ValueKind != JsonValueKind.Object)
            return (null, $"The arguments must be a JSON object. {Example}");
        var arguments = new CallArguments(element);
        var issue = arguments.Text("issue");
        for (var place = 0; issue is null && place < OtherKeys.Length; place++)
            issue = arguments.Text(OtherKeys[place]);
        var status = IssueWords.Read(ref arguments, "status", IssueWords.Statuses);
        var priority = IssueWords.Read(ref arguments, "priority", IssueWords.Priorities);
        return (
            new IssueUpdate(
                call.CallId,
                issue is null ? "" : OnOneLine(issue, LongestTitle)!,
                status,
                OnOneLine(arguments.Text("reason")),
                OnOneLine(arguments.Text("outcome")),
                OnOneLine(arguments.Text("category")),
                priority,
                OnOneLine(arguments.Text("owner"))
            )
            {
                Dropped = arguments.Dropped,
            },
            null
        );
    }

    // What is too long is cut: it must not cost the change.
    private static string? OnOneLine(string? text, int longest = LongestText) =>
        text is null ? null : TextPart.First(OneLine.Of(text), longest);
}
