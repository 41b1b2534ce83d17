using System.Globalization;
using System.Text.Json;
using Baton.Simulation.Worlds;
using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;

namespace Baton.Simulation.Running;

/// <summary>
/// What an agent's model says. Without a habit it does what a sensible model would: it works on the topics that are its own, hands over
/// the others, and says what was done and what was not.
/// </summary>
/// <param name="world">The world, whose team it knows as its instructions would tell.</param>
/// <param name="topics">What each message is about, by its mark.</param>
internal sealed class ModelMind(World world, IReadOnlyDictionary<string, IReadOnlyList<int>> topics)
{
    // Each habit in the ways and languages in which models have it.
    private static readonly string[] Questions =
    [
        "What is the number of your order?",
        "Please send me the number of your order.",
        "Which order is it? You find its number in the first mail. Thanks!",
        "Bitte nennen Sie mir Ihre Bestellnummer.",
    ];
    private static readonly string[] Answers =
    [
        "Here is your answer.",
        "Here is your answer. Is there anything else I can help with?",
        "Hier ist Ihre Antwort. Kann ich sonst noch helfen?",
    ];
    private static readonly string[] Narrations =
    [
        "I'm transferring you to our specialists now.",
        "Ich verbinde Sie jetzt mit unseren Spezialisten.",
        "担当者におつなぎいたします。",
    ];
    private static readonly string[] Promises =
    [
        "I have refunded the amount to your card.",
        "Ich habe Ihnen den Betrag erstattet.",
        "返金いたしました。",
    ];

    private readonly IReadOnlyList<AgentPlan> agents = world.Team.Agents;

    /// <summary>The reply of an agent's model to a request.</summary>
    /// <param name="agent">The agent's number; null for one that is not in the plan.</param>
    /// <param name="request">What it reads.</param>
    /// <param name="habit">What it does otherwise.</param>
    /// <param name="call">The number of the call.</param>
    public ModelReply Reply(int? agent, ModelRequest request, Habit habit, int call)
    {
        var sensible = Sensible(agent, request);
        var mark = request.Mark ?? "c0m0";
        return habit switch
        {
            Habit.None => sensible,
            Habit.AsksCustomer => ModelReply.Say($"{mark}: {Questions[call % Questions.Length]}"),
            Habit.AnswersAtOnce => ModelReply.Say($"{mark}: {Answers[call % Answers.Length]}"),
            Habit.CallsToolBeside => sensible.And(FirstTool(agent, request, "look"), Arguments("golf", mark)),
            Habit.CallsOnce => ModelReply.Call(FirstTool(agent, request, "once"), Arguments($"extra{call}", mark)),
            Habit.CallsTwice => ModelReply
                .Call(FirstTool(agent, request, "once"), Arguments("twice", mark))
                .And(FirstTool(agent, request, "once"), Arguments("twice", mark)),
            Habit.PaysLittle => ModelReply.Call("pay", Arguments($"pay{call}", mark, 5 + call % 20)),
            Habit.PaysMuch => ModelReply.Call("pay", Arguments($"pay{call}", mark, 60 + call % 60)),
            Habit.TransfersToFirst => TransferToFirst(request, mark),
            Habit.TransfersToAll => request.Transfers.Aggregate(
                new ModelReply(),
                (reply, tool) => reply.And(tool, Transfer($"{mark} part of {tool[^1]}", [$"part of {tool[^1]} {mark}"]))
            ),
            Habit.TransfersWithJunk => ModelReply.Call(
                request.Transfers.FirstOrDefault() ?? "transfer_to_nobody",
                $$"""{"summary":"{{mark}} please help","confidence":"very","priority":7,"limits":{"permissions":"none"}"""
                    + $$""","notes":{"a":[1]},"alternatives":"x","issues":[{"title":"alpha of {{mark}}"}]}"""
            ),
            Habit.TransfersWithLimits => ModelReply.Call(
                request.Transfers.FirstOrDefault() ?? "transfer_to_nobody",
                $$"""{"summary":"{{mark}} only look","issues":["look at {{mark}}"],"confidence":0.8"""
                    + ""","limits":{"tools":["look"],"turns":2}}"""
            ),
            Habit.TransfersUnknownIssues => ModelReply.Call(
                request.Transfers.FirstOrDefault() ?? "transfer_to_nobody",
                $$"""{"summary":"{{mark}} see to it","issues":["7","99"]}"""
            ),
            Habit.Escalates => ModelReply.Call("escalate", $$"""{"reason":"{{mark}} is beyond me."}"""),
            Habit.UpdatesIssue => ModelReply.Call("update_issue", """{"issue":"1","status":"resolved","reason":"It is done."}"""),
            Habit.DeclinesIssue => ModelReply.Call("update_issue", """{"issue":"1","status":"declined","reason":"Not ours."}"""),
            Habit.OpensIssue => ModelReply.Call(
                "update_issue",
                $$"""{"issue":"new thing of {{mark}}","status":"open","priority":"high"}"""
            ),
            Habit.WritesCount => ModelReply.Call("write_state", """{"key":"count","value":1}"""),
            Habit.WritesNote => ModelReply.Call("write_state", $$"""{"key":"note","value":"noted","expected_revision":{{call % 3}}}"""),
            Habit.ReadsState => ModelReply.Call("read_state"),
            Habit.ReadsHistory => ModelReply.Call("read_history", """{"from":1,"to":4}"""),
            Habit.IsUnsure => ModelReply.Say($"{mark}: perhaps.").And("report_confidence", """{"confidence":0.2}"""),
            Habit.CallsUnknownTool => ModelReply.Call("no_such_tool", Arguments("alpha", mark)),
            Habit.BreaksArguments => sensible with { Calls = [.. sensible.Calls.Select(one => (one.Tool, """{"topic": "al"""))] },
            Habit.MixesArguments => sensible with
            {
                Calls = [.. sensible.Calls.Select(one => (one.Tool, """{"topic":[1],"summary":{},"ref":3}"""))],
            },
            Habit.LoosensArguments => sensible with
            {
                Calls = [.. sensible.Calls.Select(one => (one.Tool, IsTransfer(one.Tool) ? one.Arguments : Loosened(one.Arguments)))],
            },
            Habit.LacksArgument => sensible with
            {
                Calls = [.. sensible.Calls.Select(one => (one.Tool, IsTransfer(one.Tool) ? one.Arguments : $$"""{"ref":"{{mark}}"}"""))],
            },
            Habit.WritesCallAsText => sensible.Calls is [var (tool, arguments), ..]
                ? ModelReply.Say($$"""{"name":"{{tool}}","arguments":{{arguments}}}""") with
                {
                    Written = tool,
                }
                : sensible,
            Habit.NarratesTransfer => ModelReply.Say($"{mark}: {Narrations[call % Narrations.Length]}"),
            Habit.PromisesDeed => ModelReply.Say($"{mark}: {Promises[call % Promises.Length]}"),
            Habit.LooksAgain => ModelReply.Call(FirstTool(agent, request, "look"), Arguments("same", mark)),
            Habit.GivesNothing => new ModelReply(),
            Habit.IsCutOff => sensible with { Finish = ChatFinishReason.Length },
            Habit.IsFiltered => ModelReply.Say("No.") with { Finish = ChatFinishReason.ContentFilter },
            Habit.RepeatsResult => ModelReply.Say($"{mark}: {Words.WithoutCodes(request.LastResult ?? "nothing")}"),
            Habit.ThinksPrivately => sensible with { IsThought = true },
            Habit.IsSlow => sensible with { Takes = TimeSpan.FromSeconds(30) },
            Habit.Hangs => sensible with { Takes = Timeout.InfiniteTimeSpan },
            Habit.LosesConnection => ModelReply.Fail(ModelFailure.Of(502)),
            Habit.IsRateLimited => ModelReply.Fail(ModelFailure.Of(429, "3")),
            Habit.RefusesKey => ModelReply.Fail(ModelFailure.Of(401)),
            Habit.FindsHistoryTooLong => ModelReply.Fail(ModelFailure.TooLong),
            Habit.BreaksOff => ModelReply.Say($"{mark}: I see to") with { Failure = ModelFailure.Of(502) },
            _ => ModelReply.Say($"{mark}: {string.Join(' ', Enumerable.Repeat("shame and words", 400))}."),
        };
    }

    private ModelReply Sensible(int? agent, ModelRequest request)
    {
        if (request.Mark is not { } mark || !topics.TryGetValue(mark, out var about))
            return ModelReply.Say("What can I do for you?");
        var own = about.Where(topic => agent is not { } number || topic % agents.Count == number).ToList();
        foreach (var topic in own)
        {
            var name = Words.Topic(topic);
            if (!request.IsDone(name, mark) && !request.HasTried(name, mark) && ToolFor(agent, topic, request) is { } tool)
                return ModelReply.Call(tool, Arguments(name, mark, world.Team.Pays + topic));
        }

        var others = about.Except(own).Where(topic => !request.IsDone(Words.Topic(topic), mark)).ToList();
        if ((own.Count == 0 || agent == 0) && Transfers(agent, others, request, mark) is { Calls.Count: > 0 } transfers)
            return transfers;
        var told = own.Select(topic =>
            request.IsDone(Words.Topic(topic), mark) ? $"{Words.Topic(topic)} is done." : $"I could not do {Words.Topic(topic)}."
        );
        return ModelReply.Say($"{mark}: {string.Join(' ', told.DefaultIfEmpty("I have seen your message."))}");
    }

    // One call for each colleague, with an issue for each topic.
    private ModelReply Transfers(int? agent, List<int> others, ModelRequest request, string mark)
    {
        var reply = new ModelReply();
        if (agent is not { } from)
            return reply;
        foreach (var step in others.GroupBy(topic => NextTo(from, topic % agents.Count)))
        {
            if (step.Key is not { } to || $"transfer_to_{SimulatedTeam.AgentName(to)}" is var tool && !request.Tools.Contains(tool))
                continue;
            reply = reply.And(
                $"transfer_to_{SimulatedTeam.AgentName(to)}",
                Transfer($"{mark} asks for help.", step.Select(topic => $"{Words.Topic(topic)} of {mark}"))
            );
        }

        return reply;
    }

    // The first step of the shortest way from one agent to another; null if there is none.
    private int? NextTo(int from, int to)
    {
        var first = new Dictionary<int, int>();
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var handoff in agents[at].Handoffs)
            {
                if (handoff.To == from || !first.TryAdd(handoff.To, at == from ? handoff.To : first[at]))
                    continue;
                if (handoff.To == to)
                    return first[to];
                queue.Enqueue(handoff.To);
            }
        }

        return null;
    }

    private string? ToolFor(int? agent, int topic, ModelRequest request)
    {
        if (agent is not { } number || agents[number].Tools is not { Count: > 0 } tools)
            return null;
        var name = SimulatedTool.NameOf(tools[topic % tools.Count]);
        return request.Tools.Contains(name) ? name : null;
    }

    private string FirstTool(int? agent, ModelRequest request, string preferred) =>
        request.Tools.Contains(preferred) ? preferred
        : agent is { } number && agents[number].Tools is [var first, ..] ? SimulatedTool.NameOf(first)
        : preferred;

    private static ModelReply TransferToFirst(ModelRequest request, string mark) =>
        ModelReply.Call(request.Transfers.FirstOrDefault() ?? "transfer_to_nobody", Transfer($"{mark} is for you.", []));

    private static string Transfer(string summary, IEnumerable<string> issues) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["summary"] = summary,
                ["issues"] = issues.ToArray(),
                ["confidence"] = 0.9,
            }
        );

    private static bool IsTransfer(string tool) => tool.StartsWith("transfer_to_", StringComparison.Ordinal);

    // The same in another form.
    private static string Loosened(string arguments)
    {
        var members = JsonElement
            .Parse(arguments)
            .EnumerateObject()
            .Select(member =>
                member.Value.ValueKind == JsonValueKind.Number
                    ? $"\"{member.Name.ToUpperInvariant()}\":\"${member.Value}\""
                    : $"\"{member.Name.ToUpperInvariant()}\":[{member.Value.GetRawText()}]"
            );
        return $"{{{string.Join(',', members)},\"colour\":\"red\"}}";
    }

    private static string Arguments(string topic, string mark, int? amount = null) =>
        amount is { } number
            ? string.Create(CultureInfo.InvariantCulture, $$"""{"topic":"{{topic}}","ref":"{{mark}}","amount":{{number}}}""")
            : $$"""{"topic":"{{topic}}","ref":"{{mark}}"}""";
}
