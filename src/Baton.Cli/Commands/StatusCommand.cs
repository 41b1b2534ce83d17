using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Journals;
using Baton.Mcp;
using Baton.Performing.Healths;

namespace Baton.Cli.Commands;

/// <summary>
/// <c>baton status</c>: attempts, failures and latency of each participant's models in the newest conversations of a journal, and how the
/// MCP servers of the processes that serve with it are. It cannot tell whether a circuit is open: only the process that serves knows that.
/// </summary>
internal sealed class StatusCommand : Command
{
    private const int Newest = 200;

    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly StoreOptions store = new();
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object per line." };
    private readonly Option<int> conversations = new("--conversations")
    {
        Description = "How many conversations to look at, the newest first.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => Newest,
    };

    public StatusCommand(Terminal terminal, TimeProvider time)
        : base(
            "status",
            "Shows how each participant's models did in the newest conversations (attempts, failures, latency), and how MCP servers are."
        )
    {
        this.terminal = terminal;
        this.time = time;
        Add(conversations);
        store.AddTo(this);
        Add(json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        if (parsed.GetValue(conversations) is var most && most < 1)
            throw new BadInputException("--conversations must be at least 1.");
        await using var journal = store.OpenToRead(parsed, terminal, time);
        var newest = new Queue<ConversationId>();
        await foreach (var id in journal.ListAsync(stop))
        {
            newest.Enqueue(id);
            if (newest.Count > most)
                newest.Dequeue();
        }

        var conversationsRead = new List<IReadOnlyList<JournalEntry>>();
        foreach (var id in newest)
            conversationsRead.Add(await journal.ReadAsync(id, cancellationToken: stop).ToListAsync(stop));
        var records = ParticipantHealth.Of(conversationsRead);
        var servers = ServerHealthFile.Read(store.In(parsed).FullPath(terminal));
        if (parsed.GetValue(json))
        {
            foreach (var record in records)
                WriteJson(record);
            foreach (var (process, health) in servers)
                WriteJson(process, health);
        }
        else
        {
            WriteText(records, newest.Count);
            foreach (var (process, health) in servers)
                WriteText(process, health);
        }

        return ExitCode.Served;
    }

    private void WriteText(IReadOnlyList<ParticipantHealth> records, int count)
    {
        if (records.Count == 0)
            terminal.Text.WriteLine("no model calls yet");
        foreach (var record in records)
        {
            var latency = record.Latency is { } half
                ? string.Create(CultureInfo.InvariantCulture, $", median {half.TotalSeconds:0.###} s")
                : "";
            var failure = record.LastFailure is { } cause
                ? $", last failure {Words.Of(cause)} at "
                    + $"{record.LastFailureAt!.Value.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}"
                : "";
            terminal.Text.WriteLine(
                $"{SafeText.OneLine(record.Participant)}, {SafeText.OneLine(Words.Model(record.Model))}: "
                    + $"{record.Attempts - record.Failures} of {Words.Count(record.Attempts, "attempt")} succeeded{latency}{failure}"
            );
        }

        if (records.Count > 0)
            terminal.Text.WriteLine($"from {Words.Count(count, "conversation")}");
    }

    private void WriteText(int process, McpHealth health)
    {
        var state = health.DownSince is { } since ? $"being started again since {At(since)}" : "up";
        var restarts = health.Restarts > 0 ? $", started again {Words.Count(health.Restarts, "time")}" : "";
        var error = health.LastError is { } words ? $", last error at {At(health.LastErrorAt!.Value)}: {SafeText.OneLine(words)}" : "";
        terminal.Text.WriteLine($"{SafeText.OneLine(health.Server)}, MCP server of process {process}: {state}{restarts}{error}");

        static string At(DateTimeOffset time) => time.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);
    }

    private void WriteJson(int process, McpHealth health)
    {
        using (var writer = new Utf8JsonWriter(terminal.Bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("process", process);
            ServerHealthFile.WriteMembers(writer, health);
            writer.WriteEndObject();
        }

        terminal.Bytes.WriteByte((byte)'\n');
    }

    private void WriteJson(ParticipantHealth record)
    {
        using (var writer = new Utf8JsonWriter(terminal.Bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("participant", record.Participant);
            if (record.Model is { } model)
                writer.WriteString("model", model);
            writer.WriteNumber("attempts", record.Attempts);
            writer.WriteNumber("failures", record.Failures);
            if (record.Latency is { } latency)
                writer.WriteNumber("latency_ms", (long)latency.TotalMilliseconds);
            if (record.LastFailure is { } cause)
            {
                writer.WriteString("last_failure", JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString()));
                writer.WriteString("last_failure_at", record.LastFailureAt!.Value.UtcDateTime);
            }

            writer.WriteEndObject();
        }

        terminal.Bytes.WriteByte((byte)'\n');
    }
}
