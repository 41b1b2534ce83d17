using System.CommandLine;
using System.Globalization;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Journals.Entries;
using Baton.Runtime;
using Baton.Sqlite;

using Baton.Tokenizers;
namespace Baton.Cli.Commands;

/// <summary><c>baton show</c>: a conversation as a person reads it, or the list of them.</summary>
internal sealed class ShowCommand : Command
{
    private const int LongestMessage = 70;

    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string?> conversation = new("CONVERSATION")
    {
        Description = "The conversation. Without it the conversations of the store are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly StoreOption store = new();
    private readonly Option<bool> json = new("--json") { Description = "Write each journal entry as one line of JSON; in a list, each conversation's first entry." };

    private readonly Option<bool> handoffs = new("--handoffs") { Description = "Show each handoff with what it gave its receiver to read; with --json, its journal entry." };

    public ShowCommand(Terminal terminal, TimeProvider time)
        : base("show", "Shows a conversation as a person reads it.")
    {
        this.terminal = terminal;
        this.time = time;
        Add(conversation);
        Add(store);
        Add(json);
        Add(handoffs);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        ConversationId? id = parsed.GetValue(conversation) is { } given ? Ids.Conversation(given) : null;
        await using var journal = store.OpenToRead(parsed, time);
        if (id is { } one)
            await ShowAsync(journal, one, parsed, stop);
        else if (parsed.GetValue(json))
            await WriteListAsync(journal, stop);
        else
            await ListAsync(journal, stop);
        return ExitCode.Served;
    }

    private async Task ShowAsync(SqliteJournal journal, ConversationId id, ParseResult parsed, CancellationToken stop)
    {
        var standing = await Standing.ReadAsync(journal, id, stop);
        if (!standing.IsKnown)
            throw new BadInputException($"There is no conversation {id} in {store.PathIn(parsed)}: 'baton show' lists those that are.");
        if (parsed.GetValue(handoffs))
        {
            ShowHandoffs(id, standing, parsed);
            return;
        }

        IOutput output = parsed.GetValue(json) ? new JsonLines(terminal.Bytes) : new Transcript(terminal.OpenScreen());
        standing.Entries.ForEach(output.Show);
        if (HowToGoOn(id, standing) is { } remark)
            output.Say(remark);
        output.Close(next: null);
    }

    // Who shows a conversation need not have the team's file, so the command leaves it open.
    private static string? HowToGoOn(ConversationId id, Standing standing)
    {
        if (standing.Unfinished is not null)
            return $"The answer is not finished: 'baton run TEAM --conversation {id} --resume' goes on with it.";
        return standing.WaitsForPerson ? $"A person is to act: 'baton desk TEAM --conversation {id}' shows what waits." : null;
    }

    private void ShowHandoffs(ConversationId id, Standing standing, ParseResult parsed)
    {
        if (parsed.GetValue(json))
        {
            var lines = new JsonLines(terminal.Bytes);
            standing.Entries.FindAll(entry => entry is HandedOff).ForEach(lines.Show);
            return;
        }

        var screen = terminal.OpenScreen();
        var reports = HandoffReport.Of(standing.Entries, O200kTokens.Count);
        if (reports.Count == 0)
            screen.Line(0, "no handoffs yet");
        foreach (var report in reports)
            HandoffSheet.Show(screen, report);
        if (HowToGoOn(id, standing) is not { } remark)
            return;
        screen.Gap();
        screen.Line(0, new Span(remark, Tone.Quiet));
    }

    private async Task WriteListAsync(SqliteJournal journal, CancellationToken stop)
    {
        var output = new JsonLines(terminal.Bytes);
        await foreach (var id in journal.ListAsync(stop))
        {
            await foreach (var first in journal.ReadAsync(id, cancellationToken: stop))
            {
                output.Show(first);
                break;
            }
        }
    }

    private async Task ListAsync(SqliteJournal journal, CancellationToken stop)
    {
        var rows = new List<Span[]>();
        await foreach (var id in journal.ListAsync(stop))
            rows.Add(await RowAsync(journal, id, stop));
        var screen = terminal.OpenScreen();
        if (rows.Count == 0)
            screen.Line(0, "no conversations yet");
        else
            screen.Table("conversations", ["conversation", "began (UTC)", "team", "first message"], rows);
    }

    private static async Task<Span[]> RowAsync(SqliteJournal journal, ConversationId id, CancellationToken stop)
    {
        ConversationOpened? opened = null;
        await foreach (var entry in journal.ReadAsync(id, cancellationToken: stop))
        {
            if (entry is ConversationOpened first)
                opened = first;
            else if (entry is MessageReceived received)
                return Row(received.Text);
        }

        return Row("");

        Span[] Row(string message) =>
        [
            new(id.Value, Tone.Name),
            opened?.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "",
            SafeText.OneLine(opened?.Team ?? ""),
            SafeText.Short(message, LongestMessage),
        ];
    }
}
