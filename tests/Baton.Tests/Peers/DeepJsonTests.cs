using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Runtime;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Peers;

/// <summary>
/// Arguments and results with objects within objects, however deep, are a model's or a tool's mistake and never the runtime's.
/// </summary>
public sealed class DeepJsonTests
{
    private static readonly ConversationId Conversation = new("c1");

    public static TheoryData<string, int> Calls
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var tool in (string[])["find", "transfer_to_billing", "update_issue", "escalate", "unknown"])
            {
                foreach (var levels in (int[])[63, 64, 65, 1_000, 5_000])
                    data.Add(tool, levels);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_with_deep_arguments_is_answered_and_the_customer_too(string tool, int levels)
    {
        var journal = new InMemoryJournal();
        var arguments = $$"""{"summary":"x","deep":{{Deep(levels)}}}""";
        var asked = new ScriptedModel(request => request.Number == 1 ? Call(tool, arguments) : Say("Done."));

        var turn = await Runtime(journal, asked, "found").RunAsync("Look.", Conversation);
        var entries = await journal.ReadAsync(Conversation).ToListAsync();

        Assert.NotEqual(TurnOutcome.Degraded, turn.Outcome);
        Assert.All(entries, entry => Assert.NotNull(entry.Describe()));
        Assert.Equal(levels >= JsonText.Deepest, entries.OfType<ModelCallEnded>().First().Calls![0].Malformed is not null);
    }

    [Theory]
    [InlineData(63)]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public async Task A_deep_result_reaches_the_model_as_it_is(int levels)
    {
        var journal = new InMemoryJournal();
        var asked = new ScriptedModel(request => request.Results.Count == 0 ? Call("find") : Say("Done."));

        var turn = await Runtime(journal, asked, Deep(levels)).RunAsync("Look.", Conversation);
        var status = await ConversationStatus.ReadAsync(journal, Conversation);

        Assert.Equal("Done.", turn.FinalOutput);
        Assert.All(status.Entries, entry => Assert.NotNull(status.Describe(entry)));
    }

    private static string Deep(int levels) => new string('[', levels) + new string(']', levels);

    private static TeamRuntime Runtime(IJournal journal, ScriptedModel triage, string result)
    {
        var billing = new Agent { Name = "billing" };
        var agent = new Agent
        {
            Name = "triage",
            Tools = [Tool.Create(() => result, "find", effect: ToolEffect.ReadOnly)],
            Handoffs = [billing],
        };
        var team = new Team("deep", agent) { Desks = [new Desk { Name = "people" }] };
        return new TeamRuntime(team, asked => asked == agent ? triage : new ScriptedModel(_ => Say("Billing here.")), journal);
    }
}
