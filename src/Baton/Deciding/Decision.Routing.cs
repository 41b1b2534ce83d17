using Baton.Deciding.Handoffs;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.Teams;
using Baton.Teams.Handoffs;
using Baton.Texts.Answers;
using Baton.Texts.Routers;

namespace Baton.Deciding;

/// <content>
/// This part uses the router's verdict on a customer's message. If it is confident, issues are opened and handed over without calling the
/// entry agent's model. Otherwise the verdict is recorded as a second opinion beside that model's transfers.
/// </content>
internal sealed partial class Decision
{
    // How many earlier messages the router reads as context.
    private const int MessagesBefore = 3;

    // The longest title and summary of an issue that the router opens, in characters. The journal has the full text.
    private const int LongestTitle = 160;
    private const int LongestSummary = 1000;

    // The entry agent holds the conversation itself, not a leg, and nothing was done about the message yet.
    private bool IsAtEntry =>
        State.Leg is null
        && State.Holder == team.Entry.Name
        && Turn is { Began: > 0, ModelCalls: 0, Handoffs: 0, Legs: 0, Reply: null, Hold.HolderGaveUpIssues: false, Parts.IsEmpty: true };

    // An answer to a question goes to the agent that asked: alone, a word such as "yes" says nothing to the router.
    private bool IsAnswerToQuestion => State.AsksCustomer || State.Ledger.HasWorkFor(State.Holder) || State.Ledger.Unended.Any(IsAsked);

    private MessageRouted? RouterVerdict => Turn.Routed is { Detail: null } routed && routed.Message == Turn.Message ? routed : null;

    // The fast path has begun and is completed, even if the team file has changed since.
    private bool IsOnFastPath =>
        Turn is { Reply: null, ModelCalls: 0, Routed: { } routed } && State.Ledger.Unended.Any(issue => issue.RoutedBy == routed.Seq);

    // The router is called only if its verdict is used.
    private Step.RouteMessage? AskRouter()
    {
        if (Turn.Routed?.Message == Turn.Message || State.Leg is not null || Turn.Began == 0)
            return null;
        if (
            !team.Rules.AskRouter
            && !(
                IsAtEntry
                && (team.Triage.DisagreementConfidence is not null || (team.Triage.FastPathConfidence is not null && !IsAnswerToQuestion))
            )
        )
            return null;
        return RouteNewest();
    }

    private Step.RouteMessage RouteNewest()
    {
        var seq = State.Messages[Turn.Message];
        var before = Enumerable
            .Range(0, transcript.IndexAfter(seq - 1))
            .Reverse()
            .Select(index => transcript.At(index).Utterance)
            .TakeWhile(said => said.Seq > State.HandedAt)
            .Where(said => said.IsCustomer)
            .Take(MessagesBefore)
            .Select(said => said.Text);
        return new(
            Turn.Message,
            TextOf(seq),
            new RoutingContext
            {
                Holder = State.Holder == team.Entry.Name ? null : State.Holder,
                Seen =
                [
                    .. State
                        .HoldersSoFar.Concat(State.Ledger.Unended.Select(issue => issue.Owner))
                        .Distinct()
                        .Where(name => name != team.Entry.Name)
                        .Order(StringComparer.Ordinal),
                ],
                Unanswered = [.. before.Reverse()],
            }
        );
    }

    private string TextOf(long seq) => transcript.At(transcript.IndexAfter(seq - 1)).Utterance.Text;

    private Step? TakeFastPath(TeamMember entry)
    {
        if (!IsAtEntry || RouterVerdict is not { } routed || ConfidentTransfers(entry, routed) is not { } transfers)
            return null;
        AcceptTransfers(entry, transfers);
        return NextIssue(forOthers: true) is { } next ? ContinueWith(next) : null;
    }

    // The transfers that the entry agent would have made; null if its model must be called.
    private List<Transfer>? ConfidentTransfers(TeamMember entry, MessageRouted routed) =>
        (IsOnFastPath ? 0 : team.Triage.FastPathConfidence) is { } least ? SureTransfers(entry, routed, least) : null;

    private List<Transfer>? SureTransfers(TeamMember entry, MessageRouted routed, double least)
    {
        if (routed.OutOfScope || routed.WantsPerson || routed.Parts.Count == 0 || (IsAnswerToQuestion && !IsOnFastPath))
            return null;
        // The entry agent must read several issues itself if it chooses the strategy.
        if (routed.Parts.Count > 1 && team.IsStrategyByTriage && !State.IsStrategyChosen && State.Ledger.Count == 0)
            return null;
        if (
            routed.Parts.Any(part =>
                part.OutOfScope || part.Routes is not [var best, ..] || !(best.Confidence >= least) || !HandsOverTo(entry, best.To)
            )
        )
            return null;
        var text = TextOf(State.Messages[routed.Message]);
        return [.. routed.Parts.Select(part => TransferOf(part, text, routed.Seq))];
    }

    // Sure enough for the fast path, or to disagree with the entry agent's model.
    private double? SureFrom =>
        team.Triage is { FastPathConfidence: { } fast, DisagreementConfidence: { } other }
            ? Math.Min(fast, other)
            : team.Triage.FastPathConfidence ?? team.Triage.DisagreementConfidence;

    // The entry agent's model gave nothing, and the team's router needs none: where it is sure, it hands over.
    private Step? LetRouterHandOver(Failure failure)
    {
        if (
            IsFinal(failure.Cause)
            || SureFrom is not { } least
            || State.Leg is not null
            || team.Find(State.Holder) is not { } entry
            || entry.Agent != team.Entry
            || Turn is not { Began: > 0, Handoffs: 0, Legs: 0, Parts.IsEmpty: true }
        )
            return null;
        if (Turn.Routed?.Message != Turn.Message)
            return Entries.Count > 0 ? new Step.Note(Entries) : RouteNewest();
        if (RouterVerdict is not { } routed || SureTransfers(entry, routed, least) is not { } transfers)
            return null;
        AddRung(FallbackRung.Router, failure, transfers[0].Target);
        AcceptTransfers(entry, transfers);
        return NextIssue(forOthers: true) is not { } next ? null
            : next.RoutedBy != routed.Seq || (Coordinates && transfers.Count > 1) ? ContinueWith(next)
            : HandOff(next.Owner, HandoffTrigger.FellBack, next, next.Summary ?? next.Title, HandoffRule.HolderFailed);
    }

    private static bool HandsOverTo(TeamMember entry, string agent) => entry.Agent.Handoffs.Any(handoff => handoff.Target.Name == agent);

    private static Transfer TransferOf(RoutedPart part, string message, long seq)
    {
        var words = Line(message.Substring(part.Start, part.Length));
        return new Transfer(
            default,
            part.Routes[0].To,
            Shortened(words, LongestSummary),
            [Shortened(words, LongestTitle)],
            part.Routes[0].To,
            part.Routes[0].Confidence,
            HandoffLimits.None,
            [],
            [.. part.Routes.Skip(1).Select(route => new Alternative { To = route.To, Confidence = route.Confidence })]
        )
        {
            Routed = seq,
        };
    }

    // The text on one line, with a capital letter.
    private static string Line(string words)
    {
        var line = string.Join(
            ' ',
            words.Split(
                [.. words.Where(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)).Distinct()],
                StringSplitOptions.RemoveEmptyEntries
            )
        );
        return line.Length == 0 ? words : char.ToUpperInvariant(line[0]) + line[1..];
    }

    private static string Shortened(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = text.LastIndexOf(' ', length);
        end =
            end > length / 2 ? end
            : char.IsHighSurrogate(text[length - 1]) ? length - 1
            : length;
        return $"{text.AsSpan(0, end)}…";
    }

    // Adds the router's verdict as a second opinion to the entry agent's first transfers.
    private List<Transfer> WithOpinions(TeamMember member, List<Transfer> transfers)
    {
        return VerdictFor(member) is { } routed ? WithOpinions(routed, transfers) : transfers;
    }

    private static List<Transfer> WithOpinions(MessageRouted routed, List<Transfer> transfers)
    {
        var chosen = transfers.Select(transfer => transfer.Target).ToHashSet(StringComparer.Ordinal);
        return transfers.ConvertAll(transfer => transfer with { SecondOpinion = OpinionOn(transfer.Target, routed, chosen) });
    }

    private MessageRouted? VerdictFor(TeamMember member) =>
        State.Leg is null && member.Agent == team.Entry && Turn is { Handoffs: 0, Legs: 0, Reply: not null } ? RouterVerdict : null;

    // The router's opinion for the same agent, or else the first for an agent that the model did not choose.
    private static RouterOpinion? OpinionOn(string target, MessageRouted routed, HashSet<string> chosen)
    {
        var best = routed.Parts.Select(part => part.Routes.FirstOrDefault()).OfType<RouterOpinion>().ToList();
        return best.Find(opinion => opinion.To == target)
            ?? best.Find(opinion => !chosen.Contains(opinion.To))
            ?? routed.Routes.FirstOrDefault();
    }

    // The agent that the router is confident about and that the model transferred nothing to.
    private RouterOpinion? Overlooked(TeamMember member, List<Transfer> transfers)
    {
        if (
            team.Triage.DisagreementConfidence is not { } least
            || transfers.Count == 0
            || VerdictFor(member) is not { OutOfScope: false } routed
        )
            return null;
        return Overlooked(member, transfers, routed, least);
    }

    // An agent that it has handed over to in this turn, in an earlier reply, is not overlooked.
    private RouterOpinion? Overlooked(TeamMember member, List<Transfer> transfers, MessageRouted routed, double least)
    {
        var chosen = State
            .Ledger.Unended.Where(issue => Turn.Hold.GivenAway.Contains(issue.Id))
            .Select(issue => issue.Owner)
            .Concat(transfers.Select(transfer => transfer.Target))
            .ToHashSet(StringComparer.Ordinal);
        return routed
            .Parts.Where(part => !part.OutOfScope)
            .Select(part => part.Routes.FirstOrDefault())
            .FirstOrDefault(best => best?.Confidence >= least && HandsOverTo(member, best.To) && !chosen.Contains(best.To));
    }

    // The entry agent answered by itself, did nothing and asked nothing, and the router is sure of a specialist. In whatever language, this
    // may be a transfer that was only announced. What the agent says after it was told so stands.
    private (ReplyFault Fault, string Problem)? OverlookedSpecialist(string text)
    {
        var fault = new ReplyFault(FailureCause.NarratedTransfer, "overlooked");
        if (
            (team.Triage.DisagreementConfidence ?? team.Triage.FastPathConfidence) is not { } least
            || Turn.ToolCalls > 0
            || VerdictFor(Holder) is not { OutOfScope: false, WantsPerson: false } routed
            || IsAnswerToQuestion
            || !Turn.Hold.MayCorrect(fault, MostCorrections)
            || Overlooked(Holder, [], routed, least) is not { } other
            || ClosingQuestion.IsIn(text)
        )
            return null;
        return (
            fault,
            $"Nothing has been handed over, and the team's examples suggest {other.To}. If {other.To} should take this, call "
                + $"{TransferTool.NameFor(other.To)} now. If you have solved it yourself, answer again."
        );
    }
}
