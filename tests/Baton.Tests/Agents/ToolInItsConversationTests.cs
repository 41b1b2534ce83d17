using Baton.Journals;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Agents;

/// <summary>A conversation waits for its tool: a tool that waits for its conversation would wait for ever.</summary>
public sealed class ToolInItsConversationTests
{
    private static readonly ConversationId Own = new("own");
    private static readonly ConversationId Other = new("other");

    public static TheoryData<string, Func<TeamRuntime, ConversationId, Task>> Acts =>
        new()
        {
            { "run", (runtime, conversation) => runtime.RunAsync("More.", conversation) },
            { "stream", async (runtime, conversation) => await runtime.RunStreamingAsync("More.", conversation).ToListAsync() },
            { "resume", (runtime, conversation) => runtime.ResumeAsync(conversation) },
            { "abandon", (runtime, conversation) => runtime.AbandonAsync(conversation) },
            { "close", (runtime, conversation) => runtime.CloseAsync(conversation, "Done.") },
            { "read state", (runtime, conversation) => runtime.ReadStateAsync(conversation) },
            {
                "write state",
                (runtime, conversation) => runtime.WriteStateAsync(conversation, [new StateEdit("count", JsonText.Parse("1"))])
            },
            { "note", (runtime, conversation) => runtime.AsOperator("dana").NoteAsync(conversation, "Seen.") },
            { "in a thread", (runtime, conversation) => Task.Run(() => runtime.RunAsync("More.", conversation)) },
        };

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task A_tool_that_would_wait_for_its_own_conversation_is_refused_at_once(
        string act,
        Func<TeamRuntime, ConversationId, Task> wait
    )
    {
        Exception? refused = null;
        TeamRuntime? runtime = null;
        runtime = Runtime(async () => refused = await Record.ExceptionAsync(() => wait(runtime!, Own)), Call("work"), Say("Done."));

        var turn = await runtime.RunAsync("Go.", Own);

        Assert.Equal("Done.", turn.FinalOutput);
        Assert.IsType<InvalidOperationException>(refused);
        Assert.True(refused.Message.StartsWith("work runs for conversation own, which waits for it", StringComparison.Ordinal), act);
        Assert.Contains("ToolCall", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_may_run_another_conversation_but_nothing_in_that_may_wait_for_the_first()
    {
        var turns = new List<string>();
        var calls = 0;
        Exception? refused = null;
        TeamRuntime? runtime = null;
        runtime = Runtime(
            async () =>
            {
                if (++calls == 1)
                    turns.Add((await runtime!.RunAsync("Go there.", Other)).FinalOutput);
                else
                    refused = await Record.ExceptionAsync(() => runtime!.RunAsync("Back.", Own));
            },
            Call("work"),
            Call("work"),
            Say("Done there."),
            Say("Done here.")
        );

        turns.Add((await runtime.RunAsync("Go.", Own)).FinalOutput);

        Assert.Equal(["Done there.", "Done here."], turns);
        Assert.IsType<InvalidOperationException>(refused);
    }

    [Fact]
    public async Task What_a_tool_began_may_go_on_with_the_conversation_when_the_call_is_over()
    {
        var over = new TaskCompletionSource();
        Task<Turn>? after = null;
        TeamRuntime? runtime = null;
        runtime = Runtime(
            () =>
            {
                after = Task.Run(async () =>
                {
                    await over.Task;
                    return await runtime!.RunAsync("And then?", Own);
                });
                return Task.CompletedTask;
            },
            Call("work"),
            Say("Begun."),
            Say("Then that.")
        );

        await runtime.RunAsync("Go.", Own);
        over.SetResult();

        Assert.Equal("Then that.", (await after!).FinalOutput);
    }

    private static TeamRuntime Runtime(Func<Task> work, params ScriptedReply[] replies) =>
        new(
            new Team(
                "helpers",
                new Agent { Name = "helper", Tools = [Tool.Create(work, "work")] },
                state:
                [
                    new StateKey
                    {
                        Name = "count",
                        Writers = [StateKey.Orchestrator],
                        Merge = StateMerge.Sum,
                    },
                ]
            ),
            new ScriptedModel(replies),
            new InMemoryJournal()
        );
}
