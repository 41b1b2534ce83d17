using System.CommandLine;
using Baton.Cli.Output;
using Baton.Cli.Serving;

namespace Baton.Cli.Commands;

/// <summary><c>baton chat</c>: one conversation, message by message.</summary>
internal sealed class ChatCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly ServingOptions serving = new();

    public ChatCommand(Terminal terminal, TimeProvider time)
        : base("chat", "Talks with a team: each line is a message of the customer, and an empty one or Ctrl-D ends.")
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
        await using var service = await Service.OpenAsync(request with { IsTyped = isTyped }, terminal, time, stop);
        if (isTyped)
            service.Greet("Each line is a message of the customer. An empty line or Ctrl-D ends.");
        while (await NextAsync(isTyped, stop) is { } message)
        {
            try
            {
                await service.ServeAsync(message, id: null, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return service.Stopped();
            }
        }

        return service.Close();
    }

    /// <summary>The next message, or null at the end.</summary>
    private async Task<string?> NextAsync(bool isTyped, CancellationToken stop)
    {
        if (isTyped)
        {
            terminal.Text.WriteLine();
            terminal.Text.Write("you> ");
        }

        try
        {
            // A console's reader blocks whatever its name says, and a stop must not wait for the customer.
            var line = await Task.Run(terminal.In.ReadLine, stop).WaitAsync(stop);
            return string.IsNullOrWhiteSpace(line) ? null : line;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Between two messages nothing is unfinished, so this is an end like any other.
            return null;
        }
    }
}
