using System.Text;
using Baton.Cli;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Journals.Entries;
using Baton.Loopback;

namespace Baton.IntegrationTests.Cli;

/// <summary>Somebody at a terminal presses Ctrl-C while the team works on what they typed.</summary>
public sealed class ChatStopTests : CliTests
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_second_one_abandons_the_turn_and_shows_what_the_customer_is_told()
    {
        await using var provider = await StartProviderAsync();
        using var signals = new StopSignals();
        using var screen = new WatchedWriter("Ctrl-C again abandons");
        var chat = ChatAsync(provider, signals, screen, new TypedLines("I was charged $49.99."));
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.True(signals.Interrupt());
        await screen.Seen.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(signals.Interrupt());
        await chat;
        held.SetResult();

        Assert.Contains("it was stopped", screen.ToString(), StringComparison.Ordinal);
        var entries = Entries(await RunAsync("show", "c1", "--json"));
        Assert.IsType<Degraded>(entries[^1]);
        Assert.Equal(FailureCause.Abandoned, entries.OfType<FellBack>().Last().Cause);
        Assert.Equal(0, (await RunAsync("verify")).ExitCode);
    }

    [Fact]
    public async Task After_Enter_the_turn_is_kept_to_be_continued()
    {
        await using var provider = await StartProviderAsync();
        using var signals = new StopSignals();
        using var screen = new WatchedWriter("Ctrl-C again abandons");
        var chat = ChatAsync(provider, signals, screen, new TypedLines("I was charged $49.99.", ""));
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);

        signals.Interrupt();
        var error = await chat;
        held.SetResult();

        Assert.Contains("Stopped. Nothing is lost.", error, StringComparison.Ordinal);
        Assert.Contains("The last turn is unfinished. ", (await RunAsync("show", "c1")).Output, StringComparison.Ordinal);
    }

    private async Task<string> ChatAsync(LoopbackProvider provider, StopSignals signals, TextWriter screen, TextReader typed)
    {
        using var error = new StringWriter();
        var terminal = new Terminal(
            typed,
            screen,
            Stream.Null,
            TextWriter.Synchronized(error),
            IsRich: true,
            IsTyped: true,
            CliEnvironment.With(provider.Environment),
            Folder
        );
        string[] arguments = ["chat", Sample, "--model", provider.Model, "--conversation", "c1"];
        // A third Ctrl-C would end the process of the tests: signals come from nowhere else.
        var code = await Task.Run(() => new CommandLine(terminal, TimeProvider.System, signals).RunAsync(arguments, signals.Token))
            .WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, code);
        return error.ToString();
    }

    private async Task<LoopbackProvider> StartProviderAsync()
    {
        var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);
        provider.Reply = _ =>
        {
            asked.TrySetResult();
            return ScriptedReply.Says("Too late.") with { Gate = held.Task };
        };
        return provider;
    }

    /// <summary>Lines that somebody types; behind the last one nothing comes any more.</summary>
    private sealed class TypedLines(params string[] lines) : TextReader
    {
        private readonly Queue<string> left = new(lines);
        private readonly ManualResetEventSlim never = new();

        public override string? ReadLine()
        {
            if (left.TryDequeue(out var line))
                return line;
            never.Wait(TestContext.Current.CancellationToken);
            return null;
        }
    }

    /// <summary>Keeps what is written, and says when a phrase has been.</summary>
    private sealed class WatchedWriter(string phrase) : TextWriter
    {
        private readonly StringBuilder written = new();
        private readonly TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => seen.Task;

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value)
        {
            lock (written)
            {
                written.Append(value);
                if (written.ToString().Contains(phrase, StringComparison.Ordinal))
                    seen.TrySetResult();
            }
        }

        public override string ToString()
        {
            lock (written)
                return written.ToString();
        }
    }
}
