using System.CommandLine;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Serving;

namespace Baton.Cli.Commands;

/// <summary><c>baton chat</c>: a conversation typed line by line.</summary>
internal sealed class ChatCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly StopSignals? signals;
    private readonly ServingOptions serving = new();

    public ChatCommand(Terminal terminal, TimeProvider time, StopSignals? signals)
        : base(
            "chat",
            "Chats with a team as the customer. Each line is one message; an empty line or Ctrl-D ends the chat. "
                + "Ctrl-C stops the turn, which can be resumed; a second Ctrl-C abandons it."
        )
    {
        this.terminal = terminal;
        this.time = time;
        this.signals = signals;
        serving.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var request = serving.Read(parsed);
        var isTyped = terminal is { IsTyped: true, IsRich: true } && !request.Json;
        await using var host = await ConversationHost.OpenAsync(request with { IsTyped = isTyped }, terminal, time, stop);
        if (isTyped)
            host.Greet("You are the customer: each line is one message. An empty line or Ctrl-D ends the chat.");
        while (await NextAsync(isTyped, stop) is { } message)
        {
            try
            {
                await host.ServeAsync(message, id: null, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return isTyped && host.IsTaken && await AbandonsAsync() ? await host.AbandonAsync() : host.Stopped();
            }
        }

        return host.Close();
    }

    // Only somebody at the terminal is asked: a script and a SIGTERM leave the turn as it is.
    private async Task<bool> AbandonsAsync()
    {
        if (signals is not { IsInterrupt: true })
            return false;
        var again = signals.AwaitAgain();
        terminal.Text.WriteLine();
        terminal.Text.Write("Stopped. Ctrl-C again abandons this message, Enter keeps it to be continued later. ");
        try
        {
            await Task.Run(terminal.In.ReadLine, CancellationToken.None).WaitAsync(again);
            return false;
        }
        catch (OperationCanceledException) when (again.IsCancellationRequested)
        {
            terminal.Text.WriteLine();
            return true;
        }
    }

    /// <summary>Reads the next message, or null at the end of the input.</summary>
    private async Task<string?> NextAsync(bool isTyped, CancellationToken stop)
    {
        if (isTyped)
        {
            terminal.Text.WriteLine();
            terminal.Text.Write("you> ");
        }

        try
        {
            // Console.In blocks even in its async methods, and Ctrl-C must not wait for the next line.
            var line = await Task.Run(terminal.In.ReadLine, stop).WaitAsync(stop);
            return string.IsNullOrWhiteSpace(line) ? null : line;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // No turn is running between two messages, so a stop here is a normal end.
            return null;
        }
    }
}
