using Baton.Journals;
using Baton.Teams.Escalations;
using Baton.Teams.Fallbacks;
using Baton.Teams.SharedStates;
using Baton.Teams.Triage;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>A team of random shape whose models say random things, good and bad. The same seed gives the same team and words.</summary>
internal sealed class RandomTeam
{
    public static readonly TurnLimits Limits = new()
    {
        ModelCalls = 12,
        ToolCalls = 10,
        Handoffs = 6,
        Legs = 5,
    };

    private readonly uint seed;
    private readonly bool hasLadder;
    private readonly List<(string Tool, CallId Call)> runs = [];
    private readonly List<string> invalid = [];

    public RandomTeam(uint seed, IJournal journal, IssueStrategy strategy = IssueStrategy.Sequential, bool hasLadder = false)
    {
        this.seed = seed;
        this.hasLadder = hasLadder;
        Journal = journal;
        var size = 1 + (int)(Mix("size", 0) % 4);
        var agents = Enumerable
            .Range(0, size)
            .Select(index => new Agent
            {
                Name = $"agent{index}",
                Tools = Tools(),
                Examples = Examples(index, size),
                Permissions = hasLadder && Mix("grant", index) % 2 == 0 ? ["pay <= 10"] : [],
                Models = Mix("models", index) % 2 == 0 ? ["one", "two"] : [],
            })
            .ToList();
        for (var from = 0; from < size; from++)
        {
            for (var to = 0; to < size; to++)
            {
                if (from != to && (to == from + 1 || Mix("edge", (from * 10) + to) % 2 == 0))
                    agents[from].Handoffs.Add(agents[to]);
            }
        }

        IReadOnlyList<string> writers = [.. agents.Where((_, index) => index != 1).Select(agent => agent.Name)];
        var senior = new Agent
        {
            Name = "senior",
            Tools = Tools(),
            Permissions = ["pay <= 20"],
            Handoffs = [agents[^1]],
        };
        Team = new Team(
            "random",
            agents[0],
            Limits,
            others: hasLadder ? [senior] : null,
            state:
            [
                new StateKey
                {
                    Name = "count",
                    Merge = StateMerge.Sum,
                    Writers = writers,
                },
                new StateKey
                {
                    Name = "note",
                    Writers = writers,
                    Sensitivity = Clearance.Sensitive,
                },
            ],
            fallback: new FallbackPolicy
            {
                Retries = 1,
                RetryDelay = TimeSpan.Zero,
                Generalist = Mix("generalist", 0) % 2 == 0 ? new Agent { Name = "generalist", Tools = Tools() } : null,
            }
        )
        {
            Strategy = strategy,
            RepliesPerIssue = Mix("replies", 0) % 2 == 1,
            // Sure of anything, so that it often takes the place of the first agent's model, and errs.
            Triage =
                Mix("router", 0) % 2 == 0
                    ? new()
                    {
                        FastPathConfidence = Mix("fast", 0) % 2 == 0 ? 0.05 : null,
                        DisagreementConfidence = 0.05,
                        OnDisagreement = (DisagreementAction)(Mix("disagreement", 0) % 3),
                    }
                    : TriagePolicy.Default,
            Desks = hasLadder
                ? [new Desk { Name = "people", FirstResponse = TimeSpan.FromMinutes(10) }, new Desk { Name = "system", IsSystem = true }]
                : [],
            Escalation = hasLadder ? new EscalationPolicy { Ladder = [.. Rungs(agents[^1].Name)] } : EscalationPolicy.Default,
        };
    }

    public Team Team { get; }

    public IJournal Journal { get; }

    /// <summary>Which tools ran, in this life of the process.</summary>
    public IReadOnlyList<(string Tool, CallId Call)> Runs
    {
        get
        {
            // A tool of a reply that is still running may add to the list while somebody reads it.
            lock (runs)
                return [.. runs];
        }
    }

    /// <summary>Histories that a provider would have refused.</summary>
    public IReadOnlyList<string> Invalid => invalid;

    /// <summary>A number from the seed, the same each time.</summary>
    public uint Dice(string what, int number) => Mix(what, number);

    public TeamRuntime Runtime(TimeProvider time) => new(Team, new CheckedModel(this), Journal, new RuntimeOptions { TimeProvider = time });

    public TeamRuntime Runtime() => new(Team, new CheckedModel(this), Journal);

    // What every message says belongs to one agent or the other.
    private List<string> Examples(int index, int size)
    {
        List<string> examples = [$"it is about {(char)('a' + index)}", $"more of {(char)('a' + index)}"];
        if ((Mix("problem", 0) % 5 == 0 ? 0 : size - 1) == index)
            examples.Add("I have a problem");
        if (Mix("message", 0) % size == index)
            examples.Add("A message");
        return examples;
    }

    private IEnumerable<string> Rungs(string last) =>
        new[] { "senior", last, "people", "system" }
            .Where((_, index) => Mix("rung", index) % 4 != 0)
            .OrderBy(name => Mix(name, 7))
            .DefaultIfEmpty("people");

    private List<Tool> Tools() =>
        [
            .. hasLadder
                ?
                [
                    new Tool(Tool.Create((int amount, ToolCall call) => Run("pay", call), "pay").Function)
                    {
                        Needs = "pay",
                        NeedsArgument = "amount",
                        Approval = ApprovalRule.Over("amount", 15),
                    },
                ]
                : Array.Empty<Tool>(),
            Tool.Create((ToolCall call) => Run("once", call), "once"),
            Tool.Create((ToolCall call) => Run("again", call), "again", effect: ToolEffect.Idempotent),
            Tool.Create((ToolCall call) => Run("look", call), "look", effect: ToolEffect.ReadOnly),
        ];

    private string Run(string tool, ToolCall call)
    {
        lock (runs)
            runs.Add((tool, call.Id));
        return Mix(tool, 1) % 5 == 0 ? throw new InvalidOperationException("broken") : $"{tool} done";
    }

    // What a model says depends on what it reads, as with a real one, so a resumed conversation hears the same.
    private ScriptedReply Answer(ScriptedRequest request)
    {
        var reply = Empty;
        var dice = Mix(request.Text, request.Messages.Count);
        if (dice % 23 == 0)
            return Say("No.") with { Finish = Microsoft.Extensions.AI.ChatFinishReason.ContentFilter };
        if (dice % 29 == 0)
            return Fail(new TimeoutException("late"));
        if (dice % 31 == 0)
            return Call("once") with { Finish = Microsoft.Extensions.AI.ChatFinishReason.Length };
        if (Team.Strategy == IssueStrategy.Coordinator && dice % 4 == 0)
            return Everybody(request);
        for (var parts = 1 + (dice % 3); parts > 0; parts--)
        {
            dice = (dice * 2654435761) + 12345;
            reply = reply.And(Part(request, (dice >> 8) % 20, (dice >> 16) % 5, dice >> 20));
        }

        return reply;
    }

    // One issue for each colleague: with two of them there are legs.
    private static ScriptedReply Everybody(ScriptedRequest request) =>
        request
            .Tools.Where(tool => tool.StartsWith("transfer_to_", StringComparison.Ordinal))
            .Aggregate(Empty, (reply, tool) => reply.And(Call(tool, $$"""{"summary":"Its part.","issues":["Part of {{tool[^1]}}"]}""")));

    private static ScriptedReply Part(ScriptedRequest request, uint kind, uint which, uint other) =>
        kind switch
        {
            0 => Empty,
            1 => Say("I'm transferring you to a colleague."),
            2 => Call("transfer_to_nobody", """{"summary":"x"}"""),
            3 => Call(which == 0 ? "" : "no such tool!"),
            4 => Call("look", "{broken"),
            5 => Fail(new HttpRequestException("down")),
            6 or 7 => Say("What is the number?"),
            8 when which > 2 => Call("read_state"),
            8 => Call("once"),
            9 when which > 2 => Call("write_state", """{"key":"count","value":1}"""),
            9 => Call("again"),
            10 when which > 2 => Call("write_state", $$"""{"key":"note","value":"note","expected_revision":{{which - 3}}}"""),
            11 when which > 3 => Call("write_state", "{broken"),
            10 or 11 => Call("look"),
            12
            or 13
            or 14
                when request.Tools.FirstOrDefault(tool =>
                    tool.StartsWith("transfer_to_", StringComparison.Ordinal) && tool.EndsWith($"{which % 4}", StringComparison.Ordinal)
                )
                    is { } transfer => Call(
                transfer,
                which switch
                {
                    0 => """{"summary":"About the first.","issues":["1"],"confidence":0.4}""",
                    1 => """{"confidence":2}""",
                    2 => """{"summary":"Two things.","issues":["Thing A","Thing B"],"category":"things"}""",
                    _ => """{"summary":"Something."}""",
                }
            ),
            16 or 17 or 18 => Call("update_issue", Update(which, other)),
            15 when request.Tools.Contains("escalate") => Call(
                "escalate",
                which switch
                {
                    0 => "{}",
                    1 => """{"reason":"Too much.","target":"people"}""",
                    2 => """{"reason":"Why?","target":"nobody"}""",
                    _ => """{"reason":"Beyond me."}""",
                }
            ),
            19 when request.Tools.Contains("pay") => Call("pay", $$"""{"amount":{{which * 8}}}"""),
            15 when which > 2 => Say("I have refunded you."),
            _ => Say($"Answer {which}."),
        };

    private static string Update(uint which, uint other)
    {
        var issue = which switch
        {
            0 => "Thing A",
            1 => "thing, C",
            var number => $"{number - 1}",
        };
        var status = (other % 7) switch
        {
            0 => "\"open\"",
            1 => "\"in_progress\"",
            2 => "\"waiting_on_customer\"",
            3 or 4 => "\"resolved\"",
            5 => "\"declined\"",
            _ => "null",
        };
        var owner = (other / 7 % 4) switch
        {
            0 => "\"agent1\"",
            1 => "\"nobody\"",
            _ => "null",
        };
        var priority = other / 28 % 3 == 0 ? "\"urgent\"" : "null";
        return $"{{\"issue\":\"{issue}\",\"status\":{status},\"owner\":{owner},\"priority\":{priority},\"reason\":\"Since {other % 5}.\"}}";
    }

    private uint Mix(string text, int number)
    {
        var hash = 2166136261u ^ seed;
        foreach (var letter in text)
            hash = (hash ^ letter) * 16777619;
        return (hash ^ (uint)number) * 16777619 >> 3;
    }

    /// <summary>Notes what the history rules refuse: the runtime would only see one more model failure.</summary>
    private sealed class CheckedModel(RandomTeam owner) : Microsoft.Extensions.AI.DelegatingChatClient(new ScriptedModel(owner.Answer))
    {
        public override async Task<Microsoft.Extensions.AI.ChatResponse> GetResponseAsync(
            IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages,
            Microsoft.Extensions.AI.ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            try
            {
                return await base.GetResponseAsync(messages, options, cancellationToken);
            }
            catch (InvalidHistoryException exception)
            {
                lock (owner.invalid)
                    owner.invalid.Add(exception.Message);
                throw;
            }
        }
    }
}
