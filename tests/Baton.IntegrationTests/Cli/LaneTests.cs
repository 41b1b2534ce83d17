using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Loopback;
using Baton.Providers.Offline;
using Baton.Sqlite;
using Baton.TeamFiles;
using Baton.Testing.ChatClients;
using Reply = Baton.Loopback.ScriptedReply;
using ScriptedReply = Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.IntegrationTests.Cli;

/// <summary>Legs as the command line shows them, and a process that is killed while they run.</summary>
public sealed class LaneTests : CliTests
{
    private const int Kill = 9;

    private static readonly ConversationId Conversation = new("parallel");

    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Show_marks_each_line_of_a_leg_with_the_leg_and_who_holds_it()
    {
        await using (var journal = OpenStore())
        {
            await using var file = await TeamFile.LoadAsync(Sample);
            await new TeamRuntime(Coordinated(file), agent => new OfflineChatClient(agent), journal).RunAsync(file.Message!, Conversation);
        }

        var shown = await RunAsync("show", Conversation.Value);
        var handoffs = await RunAsync("show", Conversation.Value, "--handoffs");

        Assert.Equal((0, "", 0, ""), (shown.ExitCode, shown.Error, handoffs.ExitCode, handoffs.Error));
        Assert.All(
            [
                "[1 billing] triage -> billing  delegated, billing, confidence 0.99",
                "[1 billing] billing holds the baton (offline model)",
                "[1 billing]   find_plan price: 29.99",
                "[1 billing] leg ended: answered",
                "[2 technical] technical holds the baton (offline model)",
                "[2 technical]   issue #2 resolved (answered by technical)",
                "[2 technical] leg ended: answered",
            ],
            line => Assert.Contains(line, shown.Lines)
        );
        Assert.Equal(2, shown.Lines.Count(line => line == "triage holds the baton (offline model)"));
        Assert.Contains("entry 7: triage -> billing  leg 1", handoffs.Lines);
        Assert.Contains(
            "  decided by the coordinator strategy, which works on issues in parallel; chosen by triage (offline model), confidence 0.99",
            handoffs.Lines
        );
    }

    [Fact]
    public async Task Killed_while_two_legs_wait_for_their_models_another_process_ends_both_and_nothing_runs_twice()
    {
        await DelegateAsync();
        await using var provider = await StartProviderAsync();
        await using var first = CliProcess.Start(Folder, Resumes(provider), provider.Environment);
        var before = await first.WhileAliveAsync(async token =>
        {
            var entries = new List<JournalEntry>();
            await using var journal = OpenStore();
            await foreach (var entry in journal.FollowAsync(Conversation, cancellationToken: token))
            {
                entries.Add(entry);
                if (LegsAskedAgain(entries) == 2)
                    break;
            }

            return entries;
        });
        first.Send(Kill);
        var killed = await first.EndAsync();
        held.SetResult();

        var resumed = await CliInProcess.RunAsync(Folder, Resumes(provider), provider.Environment);

        Assert.Equal((128 + Kill, 0, ""), (killed.ExitCode, resumed.ExitCode, resumed.Error));
        var all = before.Concat(Entries(resumed)).ToList();
        Assert.Equal(Enumerable.Range(1, all.Count).Select(seq => (long)seq), all.Select(entry => entry.Seq));
        Assert.Equal("Both are done.", Assert.IsType<Replied>(all[^1]).Text);
        Assert.Equal(["1", "2"], all.OfType<LegEnded>().Select(ended => ended.Leg).Order());
        Assert.Equal(["find_charge", "find_incident"], all.OfType<ToolCallBegun>().Select(begun => begun.Tool).Order());
        provider.AssertNothingRefused();
        Assert.Equal(0, (await RunAsync("verify")).ExitCode);
    }

    private static Team Coordinated(TeamFile file) =>
        new(file.Team.Name, file.Team.Entry, file.Team.Limits) { Strategy = IssueStrategy.Coordinator };

    private static int LegsAskedAgain(List<JournalEntry> entries) =>
        entries
            .Where(entry =>
                entry is ModelCallBegun
                && entries.Exists(earlier => earlier is ToolCallEnded && earlier.Leg == entry.Leg && earlier.Seq < entry.Seq)
            )
            .Select(entry => entry.Leg)
            .Distinct()
            .Count();

    private SqliteJournal OpenStore()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StorePath)!);
        return SqliteJournal.Open(StorePath);
    }

    // A process that was stopped as soon as its legs were open.
    private async Task DelegateAsync()
    {
        using var stop = new CancellationTokenSource();
        await using var journal = OpenStore();
        await using var file = await TeamFile.LoadAsync(Sample);
        using var specialist = new ScriptedModel(_ =>
        {
            stop.Cancel();
            return ScriptedReply.Empty with { After = new TaskCompletionSource().Task };
        });
        var runtime = new TeamRuntime(
            Coordinated(file),
            agent => agent.Name == "triage" ? new OfflineChatClient(agent) : specialist,
            journal
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            runtime.RunAsync(file.Message!, Conversation, cancellationToken: stop.Token)
        );
    }

    private static string[] Resumes(LoopbackProvider provider) =>
        ["run", Sample, "--model", provider.Model, "--conversation", Conversation.Value, "--resume", "--json"];

    /// <summary>A provider that holds back what specialists answer from what they looked up.</summary>
    private async Task<LoopbackProvider> StartProviderAsync()
    {
        var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);
        provider.Reply = request =>
            (request.BringsResults, request.Offers("find_charge"), request.Offers("find_incident")) switch
            {
                (true, _, _) => Reply.Says("It is settled.") with { Gate = held.Task },
                (_, true, _) => Reply.Calls(("find_charge", """{"amount":"49.99"}""")),
                (_, _, true) => Reply.Calls(("find_incident", """{"component":"dashboard"}""")),
                _ => Reply.Says("Both are done."),
            };
        return provider;
    }
}
