using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.Teams;
using Baton.Texts.Answers;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Validations;

/// <summary>
/// Finds deeds that an answer claims and that nothing in the conversation did: a refund is no excuse for a claimed cancellation. A tool
/// whose words tell of no known kind may have done anything, and so may people.
/// </summary>
internal static class DeedCheck
{
    private const DeedKinds Everything = (DeedKinds)int.MaxValue;

    /// <summary>The words of the first claim that nothing did, or null.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="view">What its agent read.</param>
    /// <param name="session">The conversation or leg.</param>
    /// <param name="team">The team.</param>
    public static string? FindUndone(string text, IReadOnlyList<ChatMessage> view, LegSession session, Team team)
    {
        var claims = ClaimedDeed.FindIn(text);
        return claims.Count == 0 ? null : FindUndone(claims, view, session, team);
    }

    // Apart, so that a reply without a claim costs no closure.
    private static string? FindUndone(IReadOnlyList<ClaimedDeed> claims, IReadOnlyList<ChatMessage> view, LegSession session, Team team)
    {
        var done = DeedKinds.None;
        session.Has(entry => (done |= DoneBy(entry, team)) == Everything);
        var told = DeedKinds.None;
        foreach (var claim in claims)
        {
            if ((claim.Doers & done) != 0)
                continue;
            if (!claim.IsOfThing)
                return claim.Words;
            if (told == DeedKinds.None)
                told = Told(view) | ToldBy(session);
            if ((claim.Doers & told) == 0)
                return claim.Words;
        }

        return null;
    }

    private static DeedKinds DoneBy(JournalEntry entry, Team team) =>
        entry switch
        {
            ToolCallEnded { Outcome: ToolOutcome.Ok } ended when !TeamRules.OwnTools.Contains(ended.Tool) => DoneBy(
                team.Find(ended.Participant)?.Tools.GetValueOrDefault(ended.Tool)
            ),
            OperatorReplied or TicketClosed => Everything,
            TicketOpened or Escalated => DeedKinds.Create | DeedKinds.Send,
            StateWritten => DeedKinds.Create | DeedKinds.Change,
            _ => DeedKinds.None,
        };

    private static DeedKinds DoneBy(Tool? tool)
    {
        if (tool is null or { Effect: ToolEffect.ReadOnly })
            return DeedKinds.None;
        var kinds = ClaimedDeed.KindsOf($"{tool.Name}\n{tool.Function.Description}");
        return kinds == DeedKinds.None ? Everything : kinds;
    }

    // "Your order was cancelled" may be what a look-up found.
    private static DeedKinds ToldBy(LegSession session)
    {
        var told = DeedKinds.None;
        session.Has(entry =>
        {
            if (entry is ToolCallEnded { Outcome: ToolOutcome.Ok, Result: { } result })
                told |= ClaimedDeed.KindsOf(result);
            return false;
        });
        return told;
    }

    // Or what the customer said. Instructions speak of deeds in other ways, such as "never say that an order was cancelled".
    private static DeedKinds Told(IReadOnlyList<ChatMessage> view)
    {
        var told = DeedKinds.None;
        foreach (var message in view)
        {
            if (message.Role == ChatRole.Assistant)
                continue;
            foreach (var content in message.Contents)
            {
                if (content is not TextContent { Text: { } text })
                    continue;
                if (message.Role == ChatRole.User)
                    told |= ClaimedDeed.KindsToldIn(text);
                else
                    told |= ClaimedDeed.FindIn(text).Aggregate(DeedKinds.None, (kinds, claim) => kinds | claim.Kind);
            }
        }

        return told;
    }
}
