using System.CommandLine;
using Baton.Cli.Output;
using Baton.Journals;
using Baton.Sqlite;

namespace Baton.Cli.Commands;

/// <summary><c>baton verify</c>: whether anybody changed what the journal says.</summary>
internal sealed class VerifyCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string?> conversation = new("CONVERSATION")
    {
        Description = "The conversation. Without it all of the store's are verified.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly StoreOption store = new();

    public VerifyCommand(Terminal terminal, TimeProvider time)
        : base("verify", "Recomputes the hash chain of a conversation, or of all, and says where it is broken.")
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
            await using var journal = store.OpenToRead(parsed, time);
            return id is { } one
                ? await VerifyAsync(journal, one, parsed, stop) ? ExitCode.Served : ExitCode.Failed
                : await VerifyAllAsync(journal, stop);
        }
        catch (JournalException damage) when (damage.Fault == JournalFault.Corrupt)
        {
            // Here it is not a wrong argument but the finding.
            terminal.Complain(Failure.Prefix + damage.Message);
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

        if (count == 0)
            terminal.Text.WriteLine("no conversations yet");
        return isWhole ? ExitCode.Served : ExitCode.Failed;
    }

    private async Task<bool> VerifyAsync(SqliteJournal journal, ConversationId id, ParseResult? parsed, CancellationToken stop)
    {
        var found = await journal.VerifyAsync(id, stop);
        if (found is { IsWhole: true, Entries: 0 } && parsed is not null)
            throw new BadInputException($"There is no conversation {id} in {store.PathIn(parsed)}: 'baton show' lists those that are.");
        terminal.Text.WriteLine(found.IsWhole
            ? $"{id}: whole, {Words.Count(found.Entries, "entry", "entries")}, head {found.Head}"
            : $"{id}: broken at entry {found.BrokenAt}: {SafeText.OneLine(found.Problem ?? "the chain does not fit")}");
        return found.IsWhole;
    }
}
