using System.CommandLine;
using Baton.Cli.Output;
using Baton.Cli.Scripts;
using Baton.Cli.Serving;

namespace Baton.Cli.Commands;

/// <summary><c>baton run</c>: serves one message, or a script of them.</summary>
internal sealed class RunCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly ServingOptions serving = new();
    private readonly Option<string?> message = new("--message") { Description = "What the customer says. Default: the team file's own message.", HelpName = "TEXT" };
    private readonly Option<string?> messageId = new("--message-id") { Description = "The message's id: sent again under the same id it counts once, and has the same answer.", HelpName = "ID" };
    private readonly Option<string?> script = new("--script") { Description = "A file of what happens, a JSON object a line: {\"customer\": \"...\"}, {\"operator\": {...}}, {\"advance\": \"PT15M\"}, {\"expect\": {...}}.", HelpName = "FILE.jsonl" };
    private readonly Option<bool> resume = new("--resume") { Description = "Finish what a stopped or killed process left, without a new message. Needs --conversation." };

    public RunCommand(Terminal terminal, TimeProvider time)
        : base("run", "Serves a customer's message with a team, and shows how it is answered.")
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
        // Where nothing moves the clock it is the real one.
        var clock = lines?.Any(line => line is ScriptLine.Advance) == true ? new ScriptClock(time.GetUtcNow()) : null;
        MessageId? id = parsed.GetValue(messageId) is { } given ? Ids.Message(given) : null;

        await using var service = await Service.OpenAsync(request, terminal, clock ?? time, stop);
        try
        {
            if (isResumed)
                await service.ResumeAsync(stop);
            else if (lines is null)
                await service.ServeAsync(Message(parsed) ?? service.DefaultMessage ?? throw new BadInputException("The team file has no message of its own: give one with --message."), id, stop);
            else if (!await ScriptRun.RunAsync(lines, service, clock, terminal, stop))
                return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return service.Stopped();
        }

        return service.Close();
    }

    private void RequireResume(ParseResult parsed)
    {
        if (!serving.NamesConversation(parsed))
            throw new BadInputException("--resume needs --conversation: which one is to be finished?");
        if (parsed.GetValue(message) is not null || parsed.GetValue(script) is not null || parsed.GetValue(messageId) is not null)
            throw new BadInputException("--resume takes no new message: leave --message, --message-id and --script out.");
    }

    private IReadOnlyList<ScriptLine>? Lines(ParseResult parsed)
    {
        _ = Message(parsed);
        if (parsed.GetValue(script) is not { } path)
            return null;
        return parsed.GetValue(message) is null && parsed.GetValue(messageId) is null
            ? Script.Read(path)
            : throw new BadInputException("--script brings its own messages: leave --message and --message-id out.");
    }

    private string? Message(ParseResult parsed) => parsed.GetValue(message) is not { } text || !string.IsNullOrWhiteSpace(text)
        ? parsed.GetValue(message)
        : throw new BadInputException("The message is empty.");
}
