using System.Runtime.CompilerServices;
using Baton.Deciding;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Microsoft.Extensions.Logging;

namespace Baton.Performing.Tools;

/// <summary>Runs the tool calls of one reply in parallel. Each is journalled when it begins and when it ends (rule 7).</summary>
internal sealed class ToolCaller(Team team, RuntimeOptions options, IJournal journal, ILogger logger)
{
    private readonly ToolRunner toolRunner = new(team, options, journal, logger);

    /// <summary>Adds the ends of refused calls, with what the model is told.</summary>
    public static void Refuse(string participant, IReadOnlyList<RefusedCall> calls, LegSession session)
    {
        foreach (var (call, problem) in calls)
        {
            session.Add(
                new ToolCallEnded
                {
                    Participant = participant,
                    Tool = call.Name,
                    CallId = call.CallId,
                    Outcome = ToolOutcome.Refused,
                    Result = $"Error: {problem}",
                }
            );
        }
    }

    /// <summary>Adds the ends of calls that are not run, and <c>tool_call_begun</c> for the others.</summary>
    public static void Begin(Step.CallTools step, LegSession session)
    {
        Refuse(step.Participant, step.Forbidden, session);
        foreach (var due in step.Calls)
        {
            if (!due.IsToRun)
                session.Add(ToolRunner.Unknown(step.Participant, due));
        }

        foreach (var due in step.Calls)
        {
            if (due.InDoubt)
                continue;
            session.Add(
                new ToolCallBegun
                {
                    Participant = step.Participant,
                    Tool = due.Tool.Name,
                    CallId = due.Call.CallId,
                    Arguments = due.Call.Arguments,
                }
            );
        }
    }

    /// <summary>Runs the calls of one step to their ends, after <see cref="Begin"/>.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask CallAsync(Step.CallTools step, LegSession session, TurnRun run, CancellationToken cancellationToken)
    {
        // Committed first: after a crash an idempotent call must have the same id, and any other call must be known to have begun.
        if (step.Calls.Exists(static due => due.IsToRun && due.Tool.Effect != ToolEffect.ReadOnly))
            await session.CommitAsync().ConfigureAwait(false);
        var running = new List<Task<ToolCallEnded>>(step.Calls.Count);
        foreach (var due in step.Calls)
        {
            if (due.IsToRun)
                running.Add(toolRunner.RunAsync(session, team[step.Participant], due, run, cancellationToken));
        }

        while (running.Count > 0)
        {
            Task<ToolCallEnded> ended;
            if (running.Count == 1)
            {
                ended = running[0];
                await session.WriteBehindAsync(ended, options).ConfigureAwait(false);
            }
            else
            {
                var next = Task.WhenAny(running);
                await session.WriteBehindAsync(next, options).ConfigureAwait(false);
                ended = await next.ConfigureAwait(false);
            }

            running.Remove(ended);
            session.Add(await ended.ConfigureAwait(false));
        }
    }
}
