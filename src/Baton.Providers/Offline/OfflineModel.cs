using Baton.Texts.Routers;
using Microsoft.Extensions.AI;

namespace Baton.Providers.Offline;

/// <summary>What the model replies: text, tool calls, or both.</summary>
/// <param name="Text">The words for the customer; empty for none.</param>
/// <param name="Calls">The tools to call.</param>
internal sealed record Draft(string Text, IReadOnlyList<PlannedCall> Calls)
{
    /// <summary>Its confidence in the text, from 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>The numbers of the issues that the text resolves; null if it was given no issues.</summary>
    public IReadOnlyList<string>? Resolves { get; init; }
}

/// <summary>Decides what one agent replies, from the examples and answers of its team file alone.</summary>
internal sealed class OfflineModel
{
    private const string Introduction = "I am Baton's offline model: I answer from the examples in the team file only";

    // The confidence in colleagues' reports, which they have checked themselves.
    private const double ConfidenceInColleagues = 0.99;

    // How many of its own questions in a row it skips to find the request that they were about.
    private const int MostQuestions = 3;

    // The tool by which an agent reports its confidence.
    private const string ReportTool = "report";

    // What a request for a summary begins with. Only the runtime can open a block, so no customer's message begins like this.
    private const string HistoryToSummarise = "<baton:history ";

    private readonly Agent agent;
    private readonly TopicRouter router;
    private readonly RequestFinder finder;

    public OfflineModel(Agent agent, RouterCache? cache)
    {
        this.agent = agent;
        router = new(agent, cache);
        finder = new(router);
    }

    public Draft Reply(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var draft = Written(messages, options);
        var isAnswer = draft.Text.Length > 0 && draft.Calls.All(call => call.Tool.StartsWith(Transfers.Prefix, StringComparison.Ordinal));
        return isAnswer && new ToolCalls(options, []).Offers(ReportTool) ? draft with { Calls = [.. draft.Calls, ReportOf(draft)] } : draft;
    }

    private static PlannedCall ReportOf(Draft draft)
    {
        var arguments = new Dictionary<string, object?> { ["confidence"] = draft.Confidence };
        if (draft.Resolves is { } resolves)
            arguments["resolves"] = resolves.ToArray();
        return new PlannedCall(ReportTool, arguments);
    }

    private Draft Written(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        // It writes no better summary than the built-in one.
        if (messages is [.., { } last] && last.Text.StartsWith(HistoryToSummarise, StringComparison.Ordinal))
            return new("", []);
        var reading = ConversationReader.Read(messages, messages.Count);
        var reported = DelegatedReport.Tell(reading.Reports);
        if (reported.Count > 0 && (router.IsEmpty || reading.NewText.Length == 0))
            return new(string.Join("\n\n", reported), []) { Confidence = ConfidenceInColleagues };
        if (router.IsEmpty)
        {
            return new(
                $"{Introduction}, and it has no examples and no answers for {agent.Name}. Add some, or set ANTHROPIC_API_KEY or "
                    + "OPENAI_API_KEY to use a real model.",
                []
            );
        }

        var calls = new ToolCalls(options, reading.Since);
        var requests = Requests(messages, reading, MostQuestions);
        if (requests.Count == 0 || reading.TextRefused)
            return reported.Count > 0
                ? new(string.Join("\n\n", reported), []) { Confidence = ConfidenceInColleagues }
                : new(Honest([], calls), []);

        var earlier = EarlierTransfers(messages);
        var refused = new HashSet<string>(calls.Transferred, StringComparer.Ordinal);
        var decisions = Decide(refused);
        if (reading.Corrections.Count > 0 && refused.Count == 0)
        {
            // The calls themselves are not visible, but the same text leads to the same calls.
            refused.UnionWith(
                decisions.Where(decision => decision.To is not null).Select(decision => Transfers.ToolFor(decision.To!.Topic.To!))
            );
            decisions = Decide(refused);
        }

        if (reading.Corrections.Count > 1)
            decisions = [.. requests.Select(request => Decision.On(request, router.Rank(request.Core), _ => false))];
        var draft = Write(decisions, calls);
        return draft.Calls.Count > 0 ? draft : draft with { Text = string.Join("\n\n", [.. reported, draft.Text]) };

        List<Decision> Decide(HashSet<string> closed) =>
            [
                .. requests.Select(request =>
                    Decision.On(
                        request,
                        router.Rank(request.Core),
                        way =>
                            calls.Offers(Transfers.ToolFor(way.Topic.To!))
                            && !closed.Contains(Transfers.ToolFor(way.Topic.To!))
                            && !(request.Number is not null && (way.Topic.Owner.Name == reading.From || WentThere(request, way, earlier)))
                    )
                ),
            ];
    }

    private List<Request> Requests(IReadOnlyList<ChatMessage> messages, Reading reading, int questions)
    {
        var requests = reading
            .Issues.Select(issue => new Request(issue.Title, issue.Title)
            {
                Number = issue.Number,
                Sources = [issue.Title, reading.AllText],
            })
            .ToList();
        var written = finder.Find(reading.NewText);
        if (requests.Count == 0 && questions > 0)
            requests.AddRange(Resumed(messages, reading, written, questions - 1));
        requests.AddRange(written.Select(request => request with { Sources = [request.Text, reading.AllText] }));
        return requests;
    }

    // "$49.99" is not a request; after "which amount?" it completes the one before.
    private List<Request> Resumed(IReadOnlyList<ChatMessage> messages, Reading reading, List<Request> written, int questions)
    {
        var resumed = new List<Request>();
        if (reading.PreviousEnd == 0)
            return resumed;
        var previous = ConversationReader.Read(messages, reading.PreviousEnd);
        foreach (var request in Requests(messages, previous, questions))
        {
            if (
                Decision.On(request, router.Rank(request.Core), _ => true).Answer is not { } answer
                || AnswerWork.MissingIn(answer, request).Count == 0
            )
                continue;
            var complete = request with { Number = null, Sources = [reading.NewText, .. request.Sources] };
            if (AnswerWork.MissingIn(answer, complete).Count == 0)
                resumed.Add(complete);
        }

        if (resumed.Count > 0)
            written.RemoveAll(request =>
                router.Rank(request.Core).Best is not { InScope: true } || RequestSplitter.WordsIn(request.Text) <= 3
            );
        return resumed;
    }

    private Draft Write(List<Decision> decisions, ToolCalls calls)
    {
        var works = decisions
            .Select(decision => decision.Answer is null ? null : AnswerWork.On(decision.Answer, decision.Request, calls))
            .ToList();
        var lookUps = works.SelectMany(work => work?.Calls ?? []).DistinctBy(call => call.Key).ToList();
        if (lookUps.Count > 0)
            return new("", lookUps);

        var parts = works.Select(work => work?.Text).OfType<string>().ToList();
        var unanswered = decisions
            .Where(decision => decision.Answer is null && decision.To is null)
            .Select(decision => decision.Request)
            .ToList();
        if (unanswered.Count > 0)
            parts.Add(Honest(decisions.Count > 1 ? unanswered : [], calls));
        var missing = works.SelectMany(work => work?.Missing ?? []).Distinct().ToList();
        if (missing.Count > 0)
            parts.Add($"To look that up I need {Sentences.List([.. missing.Select(MessageValues.NameOf)])}: could you tell me, please?");
        var own = decisions.Zip(works).Where(pair => pair.First.To is null).ToList();
        return new(string.Join("\n\n", parts.Distinct()), Transfers.For(decisions))
        {
            Confidence = own.Select(pair => pair.First.Answer is null ? 0 : pair.First.Confidence).DefaultIfEmpty(0).Min(),
            Resolves = own.TrueForAll(pair => pair.First.Request.Number is not null)
                ? [.. own.Where(pair => pair.Second is { IsComplete: true, Asks: false }).Select(pair => pair.First.Request.Number!)]
                : null,
        };
    }

    private string Honest(List<Request> unanswered, ToolCalls calls)
    {
        var about =
            unanswered.Count == 0
                ? "what you wrote"
                : Sentences.List([.. unanswered.Select(request => $"\"{Request.Shorten(request.Text, 80)}\"")]);
        var offer = router.Offer(handoff => calls.Offers(Transfers.ToolFor(handoff)));
        return $"{Introduction}, and none of them fits {about}.{(offer.Length == 0 ? "" : $" I know about: {offer}.")}";
    }

    // An issue that came back from a colleague is not sent there again.
    private static bool WentThere(Request request, Way way, List<FunctionCallContent> earlier) =>
        earlier.Exists(call =>
            call.Name == Transfers.ToolFor(way.Topic.To!)
            && Transfers.IssuesOf(call).Any(issue => issue == request.Number || issue == request.Title)
        );

    private static List<FunctionCallContent> EarlierTransfers(IReadOnlyList<ChatMessage> messages) =>
        [.. messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Where(Transfers.IsTransfer)];
}
