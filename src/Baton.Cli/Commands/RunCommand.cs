using System.CommandLine;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Scripts;
using Baton.Cli.Serving;

namespace Baton.Cli.Commands;

/// <summary><c>baton run</c>: serves one message, or a script.</summary>
internal sealed class RunCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly ServingOptions serving = new();
    private readonly Option<string?> message = new("--message")
    {
        Description = "The customer's message. Default: the message in the team file.",
        HelpName = "TEXT",
    };
    private readonly Option<string?> messageId = new("--message-id")
    {
        Description = "An id for the message. A message sent twice under one id counts once and gets the same answer.",
        HelpName = "ID",
    };
    private readonly Option<string?> script = new("--script")
    {
        Description =
            "A file with one event per line, as JSON: {\"customer\": \"...\"}, {\"operator\": {...}}, {\"advance\": \"PT15M\"}, "
            + "{\"expect\": {...}}.",
        HelpName = "FILE.jsonl",
    };
    private readonly Option<bool> resume = new("--resume")
    {
        Description = "Finish the turn of a process that was stopped or killed. Needs --conversation.",
    };

    public RunCommand(Terminal terminal, TimeProvider time)
        : base("run", "Serves a customer's message with a team, and prints what happens.")
    {
        this.terminal = terminal;
        this.time = time;
        serving.AddTo(this);
        Add(message);
        Add(messageId);
        Add(script);
        Add(resume);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var request = serving.Read(parsed);
        var isResumed = parsed.GetValue(resume);
        if (isResumed)
            RequireResume(parsed);
        var lines = isResumed ? null : Lines(parsed);
        // Without a line that moves the clock, the script runs on the real one.
        var clock = lines?.Any(line => line is ScriptLine.Advance) == true ? new ScriptClock(time.GetUtcNow()) : null;
        MessageId? id = parsed.GetValue(messageId) is { } given ? Ids.Message(given) : null;

        await using var host = await ConversationHost.OpenAsync(request, terminal, clock ?? time, stop);
        try
        {
            if (isResumed)
                await host.ResumeAsync(stop);
            else if (lines is null)
                await host.ServeAsync(
                    Message(parsed)
                        ?? host.DefaultMessage
                        ?? throw new BadInputException("The team file has no default message. Give one with --message."),
                    id,
                    stop
                );
            else if (!await ScriptRun.RunAsync(lines, host, clock, terminal, stop))
                return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return host.Stopped();
        }

        return host.Close();
    }

    private void RequireResume(ParseResult parsed)
    {
        if (!serving.NamesConversation(parsed))
            throw new BadInputException("--resume needs --conversation.");
        if (parsed.GetValue(message) is not null || parsed.GetValue(script) is not null || parsed.GetValue(messageId) is not null)
            throw new BadInputException("--resume cannot be combined with --message, --message-id or --script.");
    }

    private IReadOnlyList<ScriptLine>? Lines(ParseResult parsed)
    {
        _ = Message(parsed);
        if (parsed.GetValue(script) is not { } path)
            return null;
        return parsed.GetValue(message) is null && parsed.GetValue(messageId) is null
            ? Script.Read(terminal.PathOf(path))
            : throw new BadInputException("--script cannot be combined with --message or --message-id.");
    }

    private string? Message(ParseResult parsed) =>
        parsed.GetValue(message) is not { } text || !string.IsNullOrWhiteSpace(text)
            ? parsed.GetValue(message)
            : throw new BadInputException("The message is empty.");
}
