using System.CommandLine;
using System.Globalization;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Journals;
using Baton.Sqlite;

namespace Baton.Cli.Commands;

/// <summary><c>baton verify</c>: checks that nobody changed the journal.</summary>
internal sealed class VerifyCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string?> conversation = new("CONVERSATION")
    {
        Description = "The conversation's id. Default: verify all conversations.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly StoreOption store = new();

    public VerifyCommand(Terminal terminal, TimeProvider time)
        : base("verify", "Verifies the hash chain of a conversation, or of all. Prints where it is broken.")
    {
        this.terminal = terminal;
        this.time = time;
        Add(conversation);
        Add(store);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        ConversationId? id = parsed.GetValue(conversation) is { } given ? Ids.Conversation(given) : null;
        try
        {
            await using var journal = store.OpenToRead(parsed, terminal, time);
            return id is { } one
                ? await VerifyAsync(journal, one, parsed, stop)
                    ? ExitCode.Served
                    : ExitCode.Failed
                : await VerifyAllAsync(journal, stop);
        }
        catch (JournalException damage) when (damage.Fault == JournalFault.Corrupt)
        {
            // Damage is what this command looks for, not bad input.
            terminal.Complain(FailureMessage.Prefix + damage.Message);
            return ExitCode.Failed;
        }
    }

    private async Task<int> VerifyAllAsync(SqliteJournal journal, CancellationToken stop)
    {
        var isWhole = true;
        var count = 0;
        await foreach (var id in journal.ListAsync(stop))
        {
            count++;
            isWhole &= await VerifyAsync(journal, id, parsed: null, stop);
        }

        var erasures = await journal.ListErasuresAsync(stop).ToListAsync(stop);
        foreach (var erasure in erasures)
            terminal.Text.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"erasure {erasure.Number}: {Words.Count(erasure.Conversations.Count, "conversation")} erased on "
                        + $"{erasure.At:yyyy-MM-dd} by {SafeText.OneLine(erasure.By)}"
                )
            );
        if (count == 0 && erasures.Count == 0)
            terminal.Text.WriteLine("no conversations yet");
        return isWhole ? ExitCode.Served : ExitCode.Failed;
    }

    private async Task<bool> VerifyAsync(SqliteJournal journal, ConversationId id, ParseResult? parsed, CancellationToken stop)
    {
        var found = await journal.VerifyAsync(id, stop);
        if (found is { IsWhole: true, Entries: 0 } && parsed is not null)
            throw store.Unknown(id, parsed);
        terminal.Text.WriteLine(
            found.IsWhole
                ? $"{id}: intact, {Words.Count(found.Entries, "entry", "entries")}, head {found.Head}"
                : $"{id}: broken at entry {found.BrokenAt}: {SafeText.OneLine(found.Problem ?? "the hash chain does not match")}"
        );
        return found.IsWhole;
    }
}
