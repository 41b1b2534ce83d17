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
    private readonly ServingOptions serving = new();

    public ChatCommand(Terminal terminal, TimeProvider time)
        : base("chat", "Chats with a team as the customer. Each line is one message; an empty line or Ctrl-D ends the chat.")
    {
        this.terminal = terminal;
        this.time = time;
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
                return host.Stopped();
            }
        }

        return host.Close();
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
