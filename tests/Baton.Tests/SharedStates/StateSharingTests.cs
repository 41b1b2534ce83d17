using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Sqlite;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using Baton.Tests.Journals;
using CsCheck;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.SharedStates;

/// <summary>
/// Many conversations of several processes write at once. Open stores stand for processes: they share nothing but the file.
/// </summary>
public sealed class StateSharingTests
{
    private static readonly StateKey[] Keys =
    [
        StateTeam.Key("counter", StateMerge.Reject, StateScope.Team),
        StateTeam.Key("sum", StateMerge.Sum, StateScope.Team),
        StateTeam.Key("set", StateMerge.Union, StateScope.Team),
        StateTeam.Key("list", StateMerge.Append, StateScope.Team),
        StateTeam.Key("most", StateMerge.Max, StateScope.Team),
        StateTeam.Key("least", StateMerge.Min, StateScope.Team),
        StateTeam.Key("last", StateMerge.LastWins, StateScope.Team),
    ];

    private static readonly StatePlace[] Places = [.. Keys.Select(key => new StatePlace(StateScope.Team, "shop", key.Name))];

    [Fact]
    public void Random_writers_over_conversations_and_processes_are_explained_by_one_order() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 99].List[1, 6].List[2, 5])
            .Sample(
                (processes, writers) =>
                {
                    using var folder = new TemporaryFolder();
                    RunAsync(folder.Store, processes, writers).GetAwaiter().GetResult();
                },
                iter: Cases.Of(12),
                threads: 1
            );

    // Each conversation writes its amounts one after the other: the counter by reading and trying again, and all else beside it.
    private static async Task RunAsync(string path, int processes, List<List<int>> writers)
    {
        var stores = Enumerable.Range(0, processes).Select(_ => SqliteJournal.Open(path)).ToList();
        await Task.WhenAll(
            writers.Select(
                (amounts, writer) =>
                    Task.Run(async () =>
                    {
                        var team = new StateTeam(Keys)
                        {
                            Journal = stores[writer % processes],
                            Conversation = new ConversationId($"c{writer}"),
                        };
                        var left = new Queue<int>(amounts);
                        team.Models["front"] = new ScriptedModel(request => Next(request, left));
                        for (var turn = 1; left.Count > 0; turn++)
                            await team.Runtime().RunAsync($"Go on {turn}.", team.Conversation);
                    })
            )
        );

        var written = new List<StateWrite>();
        for (var writer = 0; writer < writers.Count; writer++)
            written.AddRange(
                (await stores[0].ReadAsync(new ConversationId($"c{writer}")).ToListAsync())
                    .OfType<StateWritten>()
                    .SelectMany(entry => entry.Writes)
            );
        var values = await stores[0].ReadStateAsync(Places);
        foreach (var store in stores)
            await store.DisposeAsync();
        Explain(written, values, [.. writers.SelectMany(amounts => amounts)]);
    }

    private static ScriptedReply Next(ScriptedRequest request, Queue<int> left)
    {
        if (request.Results is [var read] && read.StartsWith("""{"counter":{""", StringComparison.Ordinal))
        {
            var counter = JsonText.Parse(read).ToElement().GetProperty("counter");
            var before = counter.TryGetProperty("value", out var value) ? value.GetInt32() : 0;
            var amount = left.Peek();
            return Keys.Skip(1)
                .Aggregate(
                    StateTeam.Write("counter", $"{before + amount}", counter.GetProperty("revision").GetInt64()),
                    (reply, key) => reply.And(StateTeam.Write(key.Name, $"{amount}"))
                );
        }

        if (request.Results.Count == Keys.Length && request.Results[0].Contains("\"written\":true", StringComparison.Ordinal))
            left.Dequeue();
        // A turn has so many model calls: the next one goes on.
        return left.Count > 0 && request.Messages.Count(message => message.Role == Microsoft.Extensions.AI.ChatRole.Tool) % 10 != 9
            ? StateTeam.Read("counter")
            : Say("Done.");
    }

    private static void Explain(List<StateWrite> written, IReadOnlyList<StateValue> values, List<int> amounts)
    {
        for (var index = 0; index < Keys.Length; index++)
        {
            var order = written.Where(write => write.Key == Keys[index].Name).OrderBy(write => write.Revision).ToList();
            Assert.Equal(Enumerable.Range(1, amounts.Count).Select(revision => (long)revision), order.Select(write => write.Revision));
            Assert.Equal(values[index], new StateValue(order[^1].Revision, order[^1].Value));
        }

        Assert.Equal($"{amounts.Sum()}", $"{values[0].Value}");
        Assert.Equal($"{amounts.Sum()}", $"{values[1].Value}");
        Assert.Equal(amounts.Distinct().Order(), values[2].Value!.ToElement().EnumerateArray().Select(item => item.GetInt32()).Order());
        Assert.Equal(amounts.Order(), values[3].Value!.ToElement().EnumerateArray().Select(item => item.GetInt32()).Order());
        Assert.Equal(($"{amounts.Max()}", $"{amounts.Min()}"), ($"{values[4].Value}", $"{values[5].Value}"));
        Assert.Contains(int.Parse($"{values[6].Value}", System.Globalization.CultureInfo.InvariantCulture), amounts);
        // One order for all keys: each reply wrote them together.
        foreach (var reply in written.GroupBy(write => string.Join('_', write.CallId!.Value.Value.Split('_')[..2])))
            Assert.Single(reply.Select(write => write.Revision).Distinct());
    }
}
