using Baton.Deciding.Escalations;
using Baton.Deciding.Handoffs;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.Teams;
using Baton.Teams.Handoffs;
using Baton.Teams.Triage;

namespace Baton.Deciding;

/// <content>This part asks the entry agent's model again where the router found a specialist that the model gave nothing to.</content>
internal sealed partial class Decision
{
    // A model that makes one call a reply hands over one of several requests. That handoff is kept, and the model is asked for the rest,
    // once for each agent.
    private Step? AskForRest(TeamMember member, ReplyReading reading, ModelCallEnded reply)
    {
        if (
            reply.Calls is not [_]
            || reading.Transfers is not [{ Issues.Count: <= 1 } made]
            || SureFrom is not { } least
            || VerdictFor(member) is not { OutOfScope: false, Parts.Count: > 1 } routed
            || !routed.Parts.Any(part => part.Routes is [var best, ..] && best.To == made.Target)
            || Overlooked(member, reading.Transfers, routed, least) is not { } other
        )
            return null;
        var fault = new ReplyFault(FailureCause.Disagreement, $"rest for {other.To}");
        if (!Turn.Hold.MayCorrect(fault, MostCorrections))
            return null;
        AcceptTransfers(member, WithOpinions(member, reading.Transfers));
        return Correct(
            [],
            fault,
            Disagreeing(reading.Transfers, other),
            $"The transfer to {made.Target} is kept: do not repeat it. The customer seems to ask for more, and the team's examples suggest "
                + $"{other.To} for it. If so, call {TransferTool.NameFor(other.To)} now. If not, reply with: done."
        );
    }

    private Step? AskAboutDisagreement(TeamMember member, ReplyReading reading, ModelCallEnded reply)
    {
        if (
            team.Triage.OnDisagreement != DisagreementAction.Ask
            || !Turn.Hold.MayCorrect(new ReplyFault(FailureCause.Disagreement), MostCorrections)
            || Overlooked(member, reading.Transfers) is not { } other
        )
            return null;
        return AskAbout(other, member, reading, reply);
    }

    private Step AskAbout(RouterOpinion other, TeamMember member, ReplyReading reading, ModelCallEnded reply)
    {
        var tool = TransferTool.NameFor(other.To);
        var correction =
            $"Nothing has been handed over yet. The team's examples suggest {other.To} ({tool}), in addition or instead. Read the "
            + "customer's message again and call the transfer tools that you think are right, all in one reply. What you call now "
            + "counts.";
        var calls = reply.Calls!.Where(call => member.Transfers.ContainsKey(call.Name) && !Turn.HasEnded(call.CallId));
        return Correct(
            [
                .. calls.Select(call => new RefusedCall(call, correction)),
                .. reading.Refused.FindAll(call => !member.Transfers.ContainsKey(call.Call.Name) && !Turn.HasEnded(call.Call.CallId)),
            ],
            new ReplyFault(FailureCause.Disagreement),
            Disagreeing(reading.Transfers, other),
            correction
        );
    }

    private Step? EscalateDisagreement(TeamMember member, List<Transfer> transfers) =>
        team.Triage.OnDisagreement == DisagreementAction.Escalate && Overlooked(member, transfers) is { } other
            ? Escalate(new Escalation(FailureCause.Disagreement, Disagreeing(transfers, other)))
            : null;

    private string Disagreeing(List<Transfer> transfers, RouterOpinion other) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{State.Holder} routes to {string.Join(" and ", transfers.Select(transfer => transfer.Target).Distinct())}; the router "
                + $"suggests {other.To} with confidence {other.Confidence:0.00}."
        );
}
