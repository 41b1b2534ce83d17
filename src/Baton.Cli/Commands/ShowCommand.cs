using System.CommandLine;
using System.Globalization;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Cli.Views;
using Baton.Journals.Entries;
using Baton.Runtime;
using Baton.Sqlite;
using Baton.Tokenizers;

namespace Baton.Cli.Commands;

/// <summary><c>baton show</c>: prints a conversation, or lists all.</summary>
internal sealed class ShowCommand : Command
{
    private const int LongestMessage = 70;

    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string?> conversation = new("CONVERSATION")
    {
        Description = "The conversation's id. Default: list all conversations.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly StoreOptions store = new();
    private readonly Option<bool> json = new("--json")
    {
        Description = "Print each journal entry as one line of JSON; in a list, the first entry of each conversation.",
    };

    private readonly Option<bool> handoffs = new("--handoffs")
    {
        Description = "Show only the handoffs, each with its briefing. With --json, their journal entries.",
    };

    public ShowCommand(Terminal terminal, TimeProvider time)
        : base("show", "Prints a conversation, or lists the conversations.")
    {
        this.terminal = terminal;
        this.time = time;
        Add(conversation);
        store.AddTo(this);
        Add(json);
        Add(handoffs);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        ConversationId? id = parsed.GetValue(conversation) is { } given ? Ids.Conversation(given) : null;
        await using var journal = store.OpenToRead(parsed, terminal, time);
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
        var status = await ConversationStatus.ReadAsync(journal, id, stop);
        if (!status.IsKnown)
            throw store.Unknown(id, parsed);
        if (parsed.GetValue(handoffs))
        {
            ShowHandoffs(id, status, parsed);
            return;
        }

        IConversationView output = parsed.GetValue(json) ? new JsonLines(terminal.Bytes) : new Transcript(terminal.OpenScreen());
        foreach (var entry in status.Entries)
            output.Show(entry);
        if (Next(id, status, parsed) is { } remark)
            output.Say(remark);
        output.Close(next: null);
    }

    // The journal knows the team's name but not its file, so the reader has to fill in TEAM.
    private string? Next(ConversationId id, ConversationStatus status, ParseResult parsed)
    {
        string[] conversation = ["TEAM", "--conversation", id.Value, .. store.In(parsed).Options];
        if (status.Unfinished is not null)
            return $"The last turn is unfinished. This finishes it, with the team file for TEAM: "
                + $"{CommandText.Of(["run", .. conversation, "--resume"])}";
        return status.WaitsForPerson
            ? $"The conversation waits for a person. This shows for what, with the team file for TEAM: "
                + $"{CommandText.Of(["desk", .. conversation])}"
            : null;
    }

    private void ShowHandoffs(ConversationId id, ConversationStatus status, ParseResult parsed)
    {
        if (parsed.GetValue(json))
        {
            var lines = new JsonLines(terminal.Bytes);
            foreach (var handed in status.Entries.OfType<HandedOff>())
                lines.Show(handed);
            return;
        }

        var screen = terminal.OpenScreen();
        var reports = HandoffReport.Of(status.Entries, O200kTokens.Count);
        if (reports.Count == 0)
            screen.Line(0, "no handoffs yet");
        foreach (var report in reports)
            HandoffView.Show(screen, report);
        if (Next(id, status, parsed) is not { } remark)
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
        // The first message is near the beginning, so only so much is read.
        var status = new ConversationStatus();
        await foreach (var entry in journal.ReadAsync(id, cancellationToken: stop))
        {
            status.Add(entry);
            if (status.Message is not null)
                break;
        }

        return
        [
            new(id.Value, Tone.Name),
            status.IsKnown ? status.Entries[0].At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "",
            SafeText.OneLine(status.Team ?? ""),
            SafeText.Short(status.Message?.Text ?? "", LongestMessage),
        ];
    }
}
