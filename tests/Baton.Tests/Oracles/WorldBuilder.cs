using System.Globalization;
using System.Text.Json;
using Baton.Oracle.Records;

namespace Baton.Tests.Oracles;

/// <summary>
/// Writes the record of a small world by hand: a shop whose agent "triage" hands over to "billing", which pays; a desk "people" and a
/// system "bank".
/// </summary>
internal sealed class WorldBuilder
{
    public const string Conversation = "c1";

    private const string Verbatim = """
        "history":{"mode":"verbatim","from":1,"to":2,"reason":"short"}
        """;

    private readonly List<Happening> happenings = [];
    private readonly Dictionary<string, int> versions = [];
    private DateTimeOffset now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The process that acts from here on.</summary>
    public int Process { get; set; } = 1;

    /// <summary>The due time of the next appends.</summary>
    public DateTimeOffset? Due { get; set; } = new(2026, 11, 23, 9, 5, 0, TimeSpan.Zero);

    public List<Secret> Secrets { get; } = [];

    public TeamFacts Team { get; set; } =
        new()
        {
            Entry = "triage",
            Agents =
            [
                new AgentFacts
                {
                    Name = "triage",
                    Handoffs = [new HandoffFacts("billing") { Permissions = ["pay <= 20"], Tools = ["pay", "look", "again"] }],
                    Clearance = 0,
                },
                new AgentFacts
                {
                    Name = "billing",
                    Tools = ["pay", "look", "again"],
                    Permissions = ["pay <= 50"],
                    Clearance = 1,
                },
                new AgentFacts
                {
                    Name = "chief",
                    Clearance = 2,
                    IsFallback = true,
                },
            ],
            Tools =
            [
                Tool("pay", "once") with
                {
                    Needs = "pay",
                    Argument = "amount",
                    ApprovalOver = 30,
                },
                Tool("again", "idempotent"),
                Tool("look", "read_only"),
            ],
            Desks = [new DeskFacts("people", false, null, true), new DeskFacts("bank", true, 0, true)],
            State = [new StateFacts("paid", "customer", ["billing"], null, IsSum: true)],
            ModelCalls = 4,
            ToolCalls = 3,
            Handoffs = 2,
            Legs = 2,
            TurnTime = TimeSpan.FromMinutes(1),
            Retries = 1,
            ModelsOfAgent = 1,
            LeaseTime = TimeSpan.FromSeconds(5),
        };

    public WorldRecord Record => new(Team, Secrets, happenings);

    /// <summary>A world in which a conversation was opened with one message, which a customer has sent.</summary>
    public static WorldBuilder Opened(string text = "A refund, please.")
    {
        var world = new WorldBuilder();
        return world
            .Sent(text)
            .Entries("""conversation_opened format:1,conversation:"c1",team:"shop",holder:"triage",customer:"ada" """, Received(text));
    }

    /// <summary>The entry of a message.</summary>
    public static string Received(string text = "A refund, please.", string message = "m1") =>
        $"""message_received message:"{message}",text:"{text}" """;

    /// <summary>A model's call with its reply, as entries.</summary>
    public static string[] Model(string agent, string reply = """text:"Paid." """, string? leg = null) =>
        [$"""model_call_begun {Leg(leg)}participant:"{agent}" """, $"""model_call_ended {Leg(leg)}participant:"{agent}",{reply}"""];

    /// <summary>A reply that calls tools.</summary>
    public static string Calls(params (string Id, string Tool, string Arguments)[] calls) =>
        "calls:["
        + string.Join(",", calls.Select(call => $$"""{"call_id":"{{call.Id}}","name":"{{call.Tool}}","arguments":{{call.Arguments}}}"""))
        + "]";

    /// <summary>An entry of a tool's call that begins.</summary>
    public static string Begun(string tool = "pay", string id = "k1", string arguments = """{"amount":10}""", string agent = "billing") =>
        $"""tool_call_begun participant:"{agent}",tool:"{tool}",call_id:"{id}",arguments:{arguments}""";

    /// <summary>An entry of a tool's call that ends.</summary>
    public static string Ended(
        string outcome = "ok",
        string result = "done",
        string tool = "pay",
        string id = "k1",
        string agent = "billing"
    ) => $"""tool_call_ended participant:"{agent}",tool:"{tool}",call_id:"{id}",outcome:"{outcome}",result:"{result}" """;

    /// <summary>An entry of a handoff.</summary>
    public static string HandedOff(
        string from = "triage",
        string to = "billing",
        string trigger = "routed",
        string issues = "[1]",
        string more = "",
        string? leg = null
    ) =>
        $$"""handed_off {{Leg(leg)}}from:"{{from}}",to:"{{to}}",trigger:"{{trigger}}","""
        + $$"""briefing:{"version":2,"summary":"A refund","issues":{{issues}},{{Verbatim}}{{more}}}""";

    /// <summary>An entry of an issue.</summary>
    public static string Issue(
        string status = "open",
        string owner = "billing",
        string by = "triage",
        string type = "issue_opened",
        string more = "",
        int number = 1
    ) => $"""{type} issue:{number},title:"A refund {number}",owner:"{owner}",status:"{status}",by:"{by}"{more}""";

    /// <summary>The usual way to billing: triage has handed over issue 1.</summary>
    public WorldBuilder WithBilling(string constraints = """{"permissions":["pay <= 20"],"tools":["pay","look","again"]}""") =>
        Entries(Model("triage", Calls(("t1", "transfer_to_billing", "{}"))))
            .Entries(Issue(more: $",call_id:\"t1\",constraints:{constraints}"), HandedOff(more: $",\"constraints\":{constraints}"));

    /// <summary>A ticket at the people's desk, which has the conversation.</summary>
    public WorldBuilder WithTicket(string more = "", string number = "1") =>
        Entries(
            """escalated from:"triage",to:"people",trigger:"asked_by_agent",reason:"Too much." """,
            $$"""ticket_opened ticket:"c1-{{number}}",desk:"people",from:"triage",reason:"Too much.",issues:[]{{more}}""",
            HandedOff(to: "people", trigger: "escalated", issues: "[]")
        );

    /// <summary>Appends entries, each written as its type and its fields.</summary>
    public WorldBuilder Entries(params string[] entries) => EntriesOf(Conversation, entries);

    /// <summary>Appends entries to a conversation.</summary>
    public WorldBuilder EntriesOf(string conversation, params string[] entries)
    {
        var version = versions.GetValueOrDefault(conversation);
        var stored = entries.Select(entry => Stored(entry, ++version)).ToList();
        versions[conversation] = version;
        return Add(new Happening.Appended(conversation, stored, Due));
    }

    /// <summary>Appends one entry with a number of its own.</summary>
    public WorldBuilder EntryAt(int seq, string entry) => Add(new Happening.Appended(Conversation, [Stored(entry, seq)], Due));

    public WorldBuilder Sent(string text = "A refund, please.", string message = "m1", string conversation = Conversation) =>
        Add(new Happening.Sent(conversation == Conversation ? "ada" : "bo", conversation, message, text));

    public WorldBuilder Answered(string text, string outcome = "Replied", string message = "m1", string conversation = Conversation) =>
        Add(new Happening.Answered(conversation, message, text, outcome));

    /// <summary>The turn ends with a reply, and the customer reads it.</summary>
    public WorldBuilder Replied(string text = "Paid.", string agent = "billing", string message = "m1")
    {
        Due = null;
        return Entries($"""replied participant:"{agent}",message:"{message}",text:"{text}" """).Answered(text, message: message);
    }

    /// <summary>A tool runs in the world.</summary>
    public WorldBuilder Ran(string tool = "pay", string id = "k1", string arguments = """{"amount":10}""", string agent = "billing") =>
        Add(new Happening.ToolRan(Conversation, agent, tool, id, Parsed(arguments)));

    public WorldBuilder Done(string outcome = "ok", string result = "done", string id = "k1") =>
        Add(new Happening.ToolDone(id, outcome, result));

    /// <summary>A model is asked and replies, in the world.</summary>
    public WorldBuilder Asked(string agent, params ProviderMessage[] messages) =>
        Add(new Happening.ModelAsked(happenings.Count, agent, messages, ["look", "pay"]) { Conversation = Conversation });

    public WorldBuilder Called(params string[] tools) => Add(new Happening.ModelReplied(happenings.Count - 1, "good", null, tools, null));

    /// <summary>A person's act with the entries that it becomes; null for an error means that it was done.</summary>
    public WorldBuilder Act(
        string kind,
        string by = "maria",
        string? call = null,
        string? text = null,
        string? error = null,
        params string[] entries
    )
    {
        var act = happenings.Count;
        Add(new Happening.ActBegun(act, by, kind, Conversation, call, text));
        if (entries.Length > 0)
            Entries(entries);
        return Add(new Happening.ActEnded(act, error, null));
    }

    public WorldBuilder Ends(TimeSpan after = default)
    {
        now += after;
        return Add(new Happening.Healed()).Add(new Happening.Ended(now));
    }

    /// <summary>What follows is another process's.</summary>
    public WorldBuilder By(int process)
    {
        Process = process;
        return this;
    }

    /// <summary>Lets time pass.</summary>
    public WorldBuilder After(TimeSpan time)
    {
        now += time;
        return this;
    }

    public WorldBuilder Add(Happening happening)
    {
        now += TimeSpan.FromMilliseconds(1);
        happenings.Add(
            happening with
            {
                Number = happenings.Count + 1,
                At = now - new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
                Process = Process,
            }
        );
        return this;
    }

    public static JsonElement Parsed(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Leg(string? leg) => leg is null ? "" : $"leg:\"{leg}\",";

    // "type name:value,name:value" with JSON values; only names at the top have no quotes.
    private JsonElement Stored(string entry, int seq)
    {
        var space = entry.IndexOf(' ', StringComparison.Ordinal);
        var (type, fields) = space < 0 ? (entry, "") : (entry[..space], entry[(space + 1)..].Trim());
        var at = now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        return Parsed($"{{\"type\":\"{type}\",\"seq\":{seq},\"at\":\"{at}\"{(fields.Length == 0 ? "" : "," + Quoted(fields))}}}");
    }

    private static string Quoted(string fields)
    {
        var json = new System.Text.StringBuilder();
        var (depth, isText, isName) = (0, false, true);
        foreach (var letter in fields)
        {
            if (isName && depth == 0 && char.IsAsciiLetter(letter) && (json.Length == 0 || json[^1] == ','))
                json.Append('"');
            if (isName && depth == 0 && letter == ':')
            {
                json.Append('"');
                isName = false;
            }

            isText ^= letter == '"';
            depth +=
                isText ? 0
                : letter is '{' or '[' ? 1
                : letter is '}' or ']' ? -1
                : 0;
            isName |= depth == 0 && !isText && letter == ',';
            json.Append(letter);
        }

        return json.ToString();
    }

    private static ToolFacts Tool(string name, string effect) =>
        new()
        {
            Name = name,
            Effect = effect,
            Sensitivity = 0,
            Timeout = TimeSpan.FromSeconds(30),
        };
}
