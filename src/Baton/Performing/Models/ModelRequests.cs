using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.States.Constraints;
using Baton.States.Issues;
using Baton.States.Views;
using Baton.Teams.Fallbacks;
using Baton.Teams.Histories;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton.Performing.Models;

/// <summary>Writes what a model is sent.</summary>
internal sealed class ModelRequests(Team team, ILogger logger)
{
    // The least that a reply may have when it was cut off before.
    private const int LeastMore = 4_096;

    private static readonly ModelFailure InputRefused = ModelFailure.Refused(FailureCause.InputRefused);

    private readonly GuardChecks guards = new(team.Guards, logger);

    /// <summary>The history that fits the model, after the guards, with the tools that the agent may use now.</summary>
    public async ValueTask<ModelRequest> WriteAsync(ModelCall call, CancellationToken cancellationToken)
    {
        var (member, session) = (call.Member, call.Session);
        var reader = member.AccessWithin(HolderAccess.LimitsOn(member, session.State));
        var fitting = (int)(call.Window / (member.Agent.History ?? team.History).Margin);
        var (view, fits, leavesOut) = await session
            .ReadAsync(
                new ViewKey(call.Agent, reader.Clearance, call.Binding.Label, call.Window),
                (Team: team, Member: member, Reader: reader, Session: session),
                static (key, from) => new AgentView(from.Team, from.Member, from.Reader, key.Model, key.Window, from.Session.CountTokens),
                fitting,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!fits)
            throw new ModelFaultException(
                new ModelFault(
                    ModelFailure.TooLong,
                    $"The history for {call.Agent} is longer than its context window of {call.Window} tokens."
                )
            );
        var tools = member.ToolsFor(HolderAccess.Of(member, session.State), IssueUpdateOffer.IsFor(member, session.State));
        if (leavesOut)
            tools = [.. tools, ReadHistory.Tool.Function];
        return await guards.RefuseInputAsync(session.Id, call.Agent, view, cancellationToken).ConfigureAwait(false) is { } refusal
            ? throw new ModelFaultException(new ModelFault(InputRefused, refusal) { IsOwn = true })
            : new ModelRequest(view, new ChatOptions { Tools = tools.Count > 0 ? tools : null, MaxOutputTokens = LongestReply(call) });
    }

    // A reply that was cut off gets more room. Where nothing was cut off, the limit is the client's own.
    private int? LongestReply(ModelCall call)
    {
        var most = team.FallbackOf(call.Member.Agent).LongestReply;
        var cutOffAt = call.Session.State.Turn!.Hold.CutOffAt;
        return call.HasOwnLimit || cutOffAt == 0 || cutOffAt >= most
            ? null
            : (int)Math.Clamp(cutOffAt * 2, Math.Min(LeastMore, most), most);
    }
}
