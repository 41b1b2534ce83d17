using System.Collections.Concurrent;
using Baton.Deciding;
using Baton.Deciding.Rules;
using Baton.Journals.Entries;
using Baton.Performing.Validations;
using Baton.States;
using Baton.Teams;
using Baton.Texts.Replies;
using Microsoft.Extensions.Logging;

namespace Baton.Performing.Models;

/// <summary>
/// Checks a model's reply with the team's guards and the agent's validation policy, and adds it to the session with the verdict.
/// </summary>
internal sealed class ReplyAcceptance(Team team, ILogger logger)
{
    private readonly GuardChecks guards = new(team.Guards, logger);
    private readonly ConcurrentDictionary<TeamMember, ReplyValidator> validators = [];

    /// <summary>Whether nobody may read the reply before it is complete and checked: it may still be refused or held back.</summary>
    public bool ChecksFirst(ModelCall call) =>
        guards.ChecksOutput
        || ValidatorOf(call.Member).Holds
        || call.Member.Thresholds.IsAny
        || RuleJudge.MayStopReply(team.Rules, call.Session.State);

    /// <summary>Adds the reply, and <c>attempt_failed</c> where a check refuses it.</summary>
    public async ValueTask AcceptAsync(ModelCallEnded reply, ModelCall call, CancellationToken cancellationToken)
    {
        var (session, audience) = (call.Session, call.Run.Audience);
        var guarded = await guards.RefuseOutputAsync(session.Id, reply.Participant, reply.Text, cancellationToken).ConfigureAwait(false);
        var refusing = guarded is null
            ? InvalidAsync(reply, call, cancellationToken)
            : ValueTask.FromResult<Misfit?>(new Misfit(null, guarded));
        if (await refusing.ConfigureAwait(false) is not { } refusal)
        {
            var wasHidden = audience is not null && ChecksFirst(call);
            session.Add(reply);
            if (wasHidden && !call.Member.Thresholds.IsAny && session.State.Turn!.Hold.FiredRule is null && reply.Text is { } text)
                await audience!.ShowAsync(session, reply.Participant, text).ConfigureAwait(false);
            if (call.Stream is { } stream)
                await ShowRestAsync(stream, reply, call).ConfigureAwait(false);
            return;
        }

        audience?.Withdraw();
        var fault = new ReplyFault(guarded is null ? FailureCause.InvalidOutput : FailureCause.OutputRefused, refusal.Kind);
        var mayCorrect = session.State.Turn!.Hold.MayCorrect(fault, team.FallbackOf(call.Member.Agent).Corrections);
        // Together, so that no crash leaves the reply without its refusal.
        session.AddRange([
            reply,
            new AttemptFailed
            {
                Participant = reply.Participant,
                Cause = fault.Cause,
                Fault = fault.Kind,
                Detail = refusal.Problem,
                Told = mayCorrect ? $"Your reply was refused. {refusal.Problem} Answer again." : null,
            },
        ]);
    }

    // What was kept back while the reply came, now that it is known what it is. A reply that will be corrected stays back.
    private async ValueTask ShowRestAsync(ReplyStream stream, ModelCallEnded reply, ModelCall call)
    {
        var (audience, words) = (call.Run.Audience!, reply.Text ?? "");
        if (stream.Rest(words) is { } rest)
            words = rest;
        else
            audience.Withdraw();
        if (words.Length > 0 && CustomerText.FaultOf(reply.Text!, team, call.Member) == TextFault.None)
            await audience.ShowAsync(call.Session, reply.Participant, words).ConfigureAwait(false);
    }

    // A check that fails itself refuses, as a guard does.
    private async ValueTask<Misfit?> InvalidAsync(ModelCallEnded reply, ModelCall call, CancellationToken cancellationToken)
    {
        try
        {
            return ValidatorOf(call.Member).Refuse(reply, call.Member, call.Request!.View, call.Session);
        }
        catch (PastNotLoadedException)
        {
            await call.Session.LoadPastAsync(cancellationToken).ConfigureAwait(false);
            return await InvalidAsync(reply, call, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            RuntimeLog.CheckFailed(logger, exception, reply.Participant);
            return new Misfit("check", $"The answer check itself failed ({exception.GetType().Name}).");
        }
    }

    private ReplyValidator ValidatorOf(TeamMember member) =>
        validators.GetOrAdd(member, static (member, team) => new ReplyValidator(team, member.Agent), team);
}
