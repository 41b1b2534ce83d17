using System.Globalization;
using System.Text;
using Baton.Journals.Entries;
using Baton.States.Issues;
using Baton.Teams.Clearances;
using Baton.Teams.Markers;

namespace Baton.States.Views;

/// <summary>
/// Writes what a model reads from the runtime and from its colleagues, in blocks that only the runtime can open. What customers, tools and
/// agents said can neither end a block nor begin one (rule 12): in whatever looks like a marker, the bracket is written as an entity.
/// </summary>
internal static partial class ViewText
{
    /// <summary>What somebody outside said, changed only where it imitates one of the runtime's blocks.</summary>
    public static string Customer(string text) => ForgedMarkers.Quote(text);

    public static string Note(string text) => $"<baton:note>{Escape(text)}</baton:note>";

    /// <summary>Between an agent's name and its answer to the customer.</summary>
    public const string AnsweredCustomer = " answered the customer: ";

    /// <summary>A note of these parts.</summary>
    public static void AddNote(StringBuilder to, params ReadOnlySpan<string> parts)
    {
        to.Append("<baton:note>");
        AddEscaped(to, parts);
        to.Append("</baton:note>");
    }

    // Between two parts from outside there are always words of the runtime, so that no marker can be made of both.
    private static void AddEscaped(StringBuilder to, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
            to.Append(Escape(part));
    }

    /// <summary>A summary of the journal up to an entry.</summary>
    public static string Summary(string text, long to) =>
        string.Create(CultureInfo.InvariantCulture, $"<baton:summary from=\"1\" to=\"{to}\">\n{Escape(text)}\n</baton:summary>");

    public static string Said(string participant, string text) => Note(participant + AnsweredCustomer + text);

    /// <summary>Follows the last report, and says what to do with them.</summary>
    public static readonly string AllReported = Note(
        "All reports are in. Write one answer to the customer from them: leave nothing out, ask what they ask, and say what is not done."
    );

    /// <summary>Follows an agent's own reply that was held back.</summary>
    public static readonly string HeldBack = Note("This reply was held back: the customer has not read it.");

    /// <summary>Stands between two of an agent's own replies when the entries between them belong to another leg.</summary>
    public static readonly string WentOn = Note("Colleagues continued from there.");

    /// <summary>A leg's report, for whoever delegated it.</summary>
    /// <param name="ended">The end of the leg.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="reader">Who reads it.</param>
    /// <param name="report">What is shown of its text.</param>
    public static string Report(LegEnded ended, Ledger ledger, ReaderAccess reader, string report)
    {
        var issues = string.Join(", ", ended.Issues.Select(issue => $"{issue} {Line(ledger.Find(issue)?.Title ?? "", reader)}"));
        var text = report.Length > 0 ? $"\n{Escape(report)}" : "";
        var undone = ended.Detail is { } detail ? $"\nNot everything is done: {Line(detail, reader)}" : "";
        return $"<baton:report from=\"{Attribute(ended.Participant)}\" "
            + $"outcome=\"{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(ended.Outcome.ToString())}\">\nIssues: "
            + $"{issues}{text}{undone}\n</baton:report>";
    }

    public static void AddCalled(StringBuilder to, ToolCallEnded ended, ModelToolCall? call, ReaderAccess reader, string result) =>
        AddNote(
            to,
            ended.Participant,
            " called ",
            ended.Tool,
            "(",
            call is null ? "" : reader.Arguments(call).ToString(),
            ") and got: ",
            result
        );

    // A block can be begun and ended by nothing but its marker, so a text without one is shown as it is: a model that quotes it gives it
    // back as it was.
    private static string Escape(string text) => Customer(text);

    // A quote would end an attribute, and a bracket the tag.
    private static string Attribute(string text) =>
        text.AsSpan().IndexOfAny('"', '<', '>') < 0 ? Escape(text) : Escape(text.Replace('"', '\'').Replace('<', '(').Replace('>', ')'));
}
