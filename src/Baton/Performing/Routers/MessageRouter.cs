using Baton.Deciding;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Performing.Sessions;
using Baton.Teams.Triage;
using Baton.Texts.Routers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton.Performing.Routers;

/// <summary>
/// Calls the router for a customer's message. The outcome is one entry, and a failure does not fail the turn: without a verdict the entry
/// agent's model is called as usual. The router is trained at the first message.
/// </summary>
internal sealed class MessageRouter(Team team, RuntimeOptions options, ILogger logger)
{
    // Less likely routes are left out.
    private const double LeastConfidence = 0.01;
    private const int MostRoutes = 5;
    private const int NameLength = 12;

    private readonly GuardChecks guards = new(team.Guards, logger);
    private readonly Lock gate = new();
    private Task<(Router Router, string Name)>? training;

    /// <summary>Classifies one message.</summary>
    public async ValueTask RouteAsync(Step.RouteMessage step, LegSession session, CancellationToken cancellationToken)
    {
        var name = "";
        using var timeout = new CancellationTokenSource(team.Limits.ModelTimeout.AsWait(), options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            (var router, name) = await Trained().WaitAsync(either.Token).ConfigureAwait(false);
            // Embeddings may be an outside service, so a message that the guards refuse is not sent to it.
            if (
                options.Embeddings is not null
                && await guards
                    .RefuseInputAsync(session.Id, team.Entry.Name, [new ChatMessage(ChatRole.User, step.Text)], either.Token)
                    .ConfigureAwait(false)
                    is { } unread
            )
            {
                session.Add(Unrouted(step, name, unread));
                return;
            }

            var asking = router.RouteAsync(step.Text, step.Context, either.Token).AsTask();
            await session.WriteBehindAsync(asking, options).ConfigureAwait(false);
            session.Add(Verdict(step, name, await asking.WaitAsync(either.Token).ConfigureAwait(false)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (JournalException)
        {
            // Nobody waits for the answer any more.
            await timeout.CancelAsync().ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            session.Add(Unrouted(step, name, $"The router did not answer within {team.Limits.ModelTimeout.TotalSeconds:0.###} s."));
        }
        catch (Exception exception)
        {
            RuntimeLog.RouterFailed(logger, exception, session.Id);
            session.Add(Unrouted(step, name, ErrorText.Of(exception)));
        }
    }

    // One training serves all conversations. After a failure the next message trains again.
    private Task<(Router Router, string Name)> Trained()
    {
        lock (gate)
        {
            if (training is null or { IsFaulted: true } or { IsCanceled: true })
                training = Task.Run(TrainAsync);
            return training;
        }
    }

    private async Task<(Router Router, string Name)> TrainAsync()
    {
        var examples = TeamExamples.Of(team);
        var how = new RouterOptions
        {
            Embeddings = options.Embeddings is { } embeddings ? new MaskedEmbeddings(embeddings, team.EverybodysAccess) : null,
        };
        var cache = options.RouterCache ?? RouterCache.None;
        return (await cache.GetAsync(examples, how).ConfigureAwait(false), Router.Fingerprint(examples, how)[..NameLength]);
    }

    private static MessageRouted Verdict(Step.RouteMessage step, string name, Routing routing) =>
        new()
        {
            Message = step.Message,
            Router = name,
            Confidence = Rounded(routing.Confidence),
            Routes = Opinions(routing.Routes, 1 - routing.OutOfScopeProbability),
            Parts = [.. routing.Parts.Select(Part)],
            OutOfScope = routing.OutOfScope,
            WantsPerson = routing.WantsPerson,
        };

    private static RoutedPart Part(RoutingPart part) =>
        new()
        {
            Start = part.Start,
            Length = part.Text.Length,
            OutOfScope = part.OutOfScope,
            Routes = Opinions(part.Routes, 1 - part.OutOfScopeProbability),
        };

    // A route's confidence is multiplied by the probability that the message is in scope at all.
    private static List<RouterOpinion> Opinions(IReadOnlyList<RankedRoute> routes, double inScope) =>
        [
            .. routes
                .Where((route, place) => place == 0 || route.Confidence >= LeastConfidence)
                .Take(MostRoutes)
                .Select(route => new RouterOpinion { To = route.Name, Confidence = Rounded(route.Confidence * inScope) }),
        ];

    // Rounded down, so that a journalled confidence never exceeds the real one.
    private static double Rounded(double probability) => Math.Floor(probability * 10_000) / 10_000;

    private static MessageRouted Unrouted(Step.RouteMessage step, string name, string detail) =>
        new()
        {
            Message = step.Message,
            Router = name,
            Confidence = 0,
            Routes = [],
            Parts = [],
            OutOfScope = false,
            WantsPerson = false,
            Detail = detail,
        };
}
