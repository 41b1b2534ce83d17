#:project ../../src/Baton/Baton.csproj
#:project ../../src/Baton.Sqlite/Baton.Sqlite.csproj
#:project ../../src/Baton.Testing/Baton.Testing.csproj

// One of several processes: its agent increments a counter that rejects stale writes, and adds to a sum.
// dotnet run writer.cs -- STORE NAME TIMES, and with 0 times it only reads the values.
using System.Globalization;
using System.Text.Json;
using Baton;
using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Sqlite;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

var (store, name, times) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
var clerk = new Agent { Name = "clerk" };
var team = new Team(
    "counters",
    clerk,
    new TurnLimits { ModelCalls = 100_000, ToolCalls = 100_000 },
    state:
    [
        new StateKey
        {
            Name = "counter",
            Scope = StateScope.Team,
            Schema = JsonText.Parse("""{"type":"integer"}"""),
            Writers = ["clerk"],
        },
        new StateKey
        {
            Name = "sum",
            Scope = StateScope.Team,
            Schema = JsonText.Parse("""{"type":"number"}"""),
            Merge = StateMerge.Sum,
            Writers = ["clerk"],
        },
    ]
);

await using var journal = SqliteJournal.Open(store);
var (written, stale) = (0, 0);
var turn = await new TeamRuntime(team, new ScriptedModel(Next), journal).RunAsync("Count.", new ConversationId(name));
Console.WriteLine($"{name}: {turn.FinalOutput}");

ScriptedReply Next(ScriptedRequest request)
{
    if (request.Results is [var sum, _] && sum.StartsWith("""{"key":"sum",""", StringComparison.Ordinal))
        written++;
    else if (request.Results.Count == 2)
        stale++;
    if (request.Results is not [var read])
        return Call("read_state");
    if (written == times)
        return Say($"wrote {written} times, was too late {stale} times, and sees {read}");
    using var document = JsonDocument.Parse(read);
    var counter = document.RootElement.GetProperty("counter");
    var revision = counter.GetProperty("revision").GetInt64();
    var value = revision == 0 ? 0 : counter.GetProperty("value").GetInt32();
    return Call("write_state", """{"key":"sum","value":0.5}""")
        .And(Call("write_state", $$"""{"key":"counter","value":{{value + 1}},"expected_revision":{{revision}}}"""));
}
