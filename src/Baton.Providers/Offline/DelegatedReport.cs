using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Providers.Offline;

/// <summary>A report that this agent asked a colleague for.</summary>
/// <param name="Outcome">The outcome in the runtime's words.</param>
/// <param name="Issues">What it was about: the numbers and titles.</param>
/// <param name="Text">The colleague's words; empty for none.</param>
internal sealed partial record DelegatedReport(string Outcome, IReadOnlyList<(int Number, string Title)> Issues, string Text)
{
    private const string Undone = "Not everything is done:";

    // The beginning of the note that requested a report.
    private const string AskedFor = "You asked for a report of ";

    private const int LongestTitle = 80;

    public static bool IsAskedForIn(Stretch stretch) =>
        stretch.Kind == StretchKind.Note && stretch.Text.StartsWith(AskedFor, StringComparison.Ordinal);

    public static DelegatedReport Read(Stretch stretch)
    {
        var lines = stretch.Text.Split('\n');
        var words = lines.Skip(1).ToList();
        if (words is [.., var last] && last.StartsWith(Undone, StringComparison.Ordinal))
            words.RemoveAt(words.Count - 1);
        var issues = Issue()
            .Matches(lines[0])
            .Select(match => (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value));
        return new(stretch.Attribute("outcome") ?? "", [.. issues], string.Join('\n', words).Trim());
    }

    /// <summary>All reports in one answer: what is done, then what is not, and at the end the questions to the customer.</summary>
    public static IReadOnlyList<string> Tell(IEnumerable<DelegatedReport> reports)
    {
        var ordered = reports.OrderBy(report => report.Issues.Select(issue => issue.Number).FirstOrDefault()).ToList();
        var asking = ordered.FindAll(report => report.Outcome == "asked");
        var undone = ordered.FindAll(report => report.Outcome is not ("asked" or "answered"));
        return
        [
            .. ordered.Except(asking).Select(report => report.Text).Where(text => text.Length > 0),
            .. undone.Select(report => report.WhyNotDone()),
            .. asking.Select(report => report.Text),
        ];
    }

    private string WhyNotDone()
    {
        var about = Sentences.List([.. Issues.Select(issue => $"\"{Request.Shorten(issue.Title, LongestTitle)}\"")]);
        var why = Outcome switch
        {
            "timed_out" => "it took too long",
            "escalated" => "it needs more than I can do",
            _ => "something went wrong on our side",
        };
        return $"I could not finish everything about {about}: {why}. It stays open.";
    }

    [GeneratedRegex(@"(?<=^Issues: |, )#([0-9]{1,9}) (.*?)(?=, #[0-9]{1,9} |$)")]
    private static partial Regex Issue();
}
