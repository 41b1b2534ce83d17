using System.Text.Json;
using Baton.Journals.Entries;
using Baton.Teams.Issues;
using Baton.Texts.Searches;

namespace Baton.Deciding.Issues;

/// <summary>The arguments of an <c>update_issue</c> call.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Issue">The number of a known issue, or the title of a new one.</param>
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

    /// <summary>Reads the arguments. If they are wrong, it returns the problem as a sentence for the model.</summary>
    public static (IssueUpdate? Update, string? Problem) Read(ModelToolCall call)
    {
        if (call.Malformed is { } malformed)
            return (null, malformed);
        var arguments = call.Arguments.ToElement();
        if (arguments.ValueKind != JsonValueKind.Object)
            return (null, "The arguments must be a JSON object.");
        if (IssueIn(arguments) is not { } issue)
            return (null, $"'issue' must be the number of a known issue, or a title of up to {LongestTitle} characters for a new one.");
        if (!IssueWords.TryRead(arguments, "status", IssueWords.Statuses, out var status))
            return (null, IssueWords.Form("status", IssueWords.Statuses));
        if (!IssueWords.TryRead(arguments, "priority", IssueWords.Priorities, out var priority))
            return (null, IssueWords.Form("priority", IssueWords.Priorities));
        foreach (var name in new[] { "reason", "outcome", "category", "owner" })
        {
            if (Given(arguments, name) is { ValueKind: not JsonValueKind.String })
                return (null, $"'{name}' must be a text of up to {LongestText} characters.");
        }

        return (
            new IssueUpdate(
                call.CallId,
                issue,
                status,
                Text(arguments, "reason"),
                Text(arguments, "outcome"),
                Text(arguments, "category"),
                priority,
                Text(arguments, "owner")
            ),
            null
        );
    }

    // Models sometimes write an issue's number as a JSON number. Both are accepted.
    private static string? IssueIn(JsonElement arguments) =>
        Given(arguments, "issue") switch
        {
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            { ValueKind: JsonValueKind.String } => Text(arguments, "issue", LongestTitle),
            _ => null,
        };

    // What is too long is cut: it must not cost the change.
    private static string? Text(JsonElement arguments, string name, int longest = LongestText) =>
        Given(arguments, name) is { ValueKind: JsonValueKind.String } given && !string.IsNullOrWhiteSpace(given.GetString())
            ? TextPart.First(given.GetString()!.ReplaceLineEndings(" ").Trim(), longest)
            : null;

    private static JsonElement? Given(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
