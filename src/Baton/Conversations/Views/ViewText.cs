using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Baton.Handoffs.Clearances;
using Baton.Issues;
using Baton.Journals.Entries;

namespace Baton.Conversations.Views;

/// <summary>
/// Writes what a model reads of the runtime and of its colleagues: blocks that only the runtime can open. Whatever a customer, a tool
/// or an agent said stands in them as data, so nothing inside can end a block or begin one (rule 12).
/// </summary>
internal static partial class ViewText
{
    /// <summary>A customer's words as they are, except that they cannot imitate one of the runtime's blocks.</summary>
    public static string Customer(string text) =>
        text.Contains('<', StringComparison.Ordinal) ? Marker().Replace(text, "&lt;$1") : text;

    public static string Note(string text) => $"<baton:note>\n{Escape(text)}\n</baton:note>";

    /// <summary>A summary of the journal up to an entry.</summary>
    public static string Summary(string text, long to) =>
        string.Create(CultureInfo.InvariantCulture, $"<baton:summary from=\"1\" to=\"{to}\">\n{Escape(text)}\n</baton:summary>");

    public static string Said(string participant, string text) => Note($"{participant} answered the customer: {text}");

    public static string Called(ToolCallEnded ended, ModelToolCall? call, Eyes eyes) =>
        Note($"{ended.Participant} called {ended.Tool}({(call is null ? "" : eyes.Arguments(call))}) and got: {eyes.Result(ended)}");

    /// <summary>The briefing as its receiver reads it.</summary>
    /// <param name="handoff">The handoff.</param>
    /// <param name="ledger">The ledger: titles never change, so an old briefing reads the same for ever.</param>
    /// <param name="eyes">What the receiver may see.</param>
    /// <param name="withOthers">Whether the others' issues are listed too, as they stand now.</param>
    public static string Briefing(HandedOff handoff, Ledger ledger, Eyes eyes, bool withOthers)
    {
        var text = new StringBuilder("<baton:briefing from=\"").Append(Escape(handoff.From)).Append("\" trigger=\"").Append(TriggerName(handoff));
        if (handoff.Category is { } category)
            text.Append("\" category=\"").Append(Escape(eyes.Text(category)));
        if (handoff.Confidence is { } confidence)
            text.Append("\" confidence=\"").Append(confidence.ToString("0.##", CultureInfo.InvariantCulture));
        text.Append("\">\n").Append(Escape(eyes.Text(handoff.Briefing.Summary)));
        if (handoff.Briefing.Issues.Count > 0)
            text.Append("\nYour issues:");
        foreach (var id in handoff.Briefing.Issues)
            text.Append("\n- ").Append(id).Append(' ').Append(Escape(eyes.Text(ledger.Find(id)?.Title ?? "")));
        if (withOthers)
            AppendOthers(text, ledger.Unended.FindAll(issue => issue.Owner != handoff.To), eyes);
        return text.Append("\n</baton:briefing>").ToString();
    }

    private static void AppendOthers(StringBuilder text, ImmutableList<Issue> others, Eyes eyes)
    {
        if (others.Count > 0)
            text.Append("\nOther issues:");
        foreach (var issue in others)
        {
            text.Append("\n- ").Append(issue.Id).Append(' ').Append(Escape(eyes.Text(issue.Title)));
            text.Append(" (").Append(Escape(issue.Owner)).Append(", ").Append(StatusWords(issue.Status)).Append(')');
        }
    }

    private static string TriggerName(HandedOff handoff) => handoff.Trigger switch
    {
        Handoffs.HandoffTrigger.FellBack => "fell_back",
        var trigger => trigger.ToString().ToLowerInvariant(),
    };

    private static string StatusWords(IssueStatus status) => status switch
    {
        IssueStatus.InProgress => "in progress",
        IssueStatus.WaitingOnCustomer => "waiting on the customer",
        _ => status.ToString().ToLowerInvariant(),
    };

    private static string Escape(string text) => text.AsSpan().IndexOfAny('<', '>', '&') < 0
        ? text
        : text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex(@"<(\s*/?\s*baton\s*:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}
