using System.Globalization;
using System.Text;
using Baton.Journals.Entries;
using Baton.States;
using Baton.Teams;
using Baton.Teams.Fallbacks;
using Baton.Texts.Searches;

namespace Baton.Deciding.Fallbacks;

/// <summary>
/// Writes the answer of a turn that was given up: what was done, what was not, why, and what happens next. It needs no model, so it works
/// when every model is down (rule 11).
/// </summary>
internal static class DegradedAnswer
{
    // A customer reads a short list.
    private const int MostListed = 8;
    private const int LongestItem = 200;

    public static Degraded For(Team team, ConversationId conversation, ConversationState state, TurnState turn, Failure failure)
    {
        var texts = team.Fallback.Texts;
        var text = new StringBuilder(ReplyText.Of(turn.Parts, state.Ledger, team));
        if (text.Length > 0)
            text.Append("\n\n");
        text.Append(
            (turn.Parts.IsEmpty ? texts.Sorry : texts.SorryForRest).Replace("{why}", texts.Why(failure.Cause), StringComparison.Ordinal)
        );
        // Parts of the answer already say what was done, but not what is in doubt.
        var done = turn.DoneCalls.Where(call => (turn.Parts.IsEmpty || !call.IsCertain) && ChangesSomething(team, call)).ToList();
        List(text, texts, texts.Done, done.Where(call => call.IsCertain).Select(Words));
        List(text, texts, texts.InDoubt, done.Where(call => !call.IsCertain).Select(Words));
        var unfinished = state.Ledger.Unended.AddRange(
            turn.GivenUp.Select(issue => state.Ledger.Find(issue)!).Where(issue => issue.IsEnded).OrderBy(issue => issue.Id.Value)
        );
        List(text, texts, texts.NotDone, unfinished.Select(issue => CustomerText.TitleOf(issue, team)));
        text.Append("\n\n").Append(texts.Next.Replace("{reference}", conversation.Value, StringComparison.Ordinal));
        return new Degraded
        {
            Participant = state.Holder,
            Message = turn.Message,
            Text = text.ToString(),
            Reason = failure.Detail,
        };
    }

    private static void List(StringBuilder text, FallbackTexts texts, string heading, IEnumerable<string> items)
    {
        var listed = items.Distinct().ToList();
        if (listed.Count == 0)
            return;
        text.Append("\n\n").Append(heading);
        foreach (var item in listed.Take(MostListed))
            text.Append("\n- ").Append(TextPart.First(item, LongestItem));
        if (listed.Count - MostListed is > 0 and var more)
            text.Append("\n- ")
                .Append(texts.More.Replace("{count}", more.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private static bool ChangesSomething(Team team, DoneCall call) =>
        team.Find(call.Participant)?.Tools.GetValueOrDefault(call.Tool) is { Effect: not ToolEffect.ReadOnly }
        && !TeamRules.OwnTools.Contains(call.Tool);

    private static string Words(DoneCall call) => call.Tool.Replace('_', ' ');
}
