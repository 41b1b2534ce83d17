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
    private readonly StoreOptions store = new();

    public VerifyCommand(Terminal terminal, TimeProvider time)
        : base("verify", "Verifies the hash chain of a conversation, or of all. Prints where it is broken.")
    {
        this.terminal = terminal;
        this.time = time;
        Add(conversation);
        store.AddTo(this);
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
                : await VerifyAllAsync(journal, store.NamesTenant(parsed), stop);
        }
        catch (JournalException damage) when (damage.Fault == JournalFault.Corrupt)
        {
            // Damage is what this command looks for, not bad input.
            terminal.Complain(FailureMessage.Prefix + damage.Message);
            return ExitCode.Failed;
        }
    }

    // Whoever names no tenant looks after the file, and wants to know of all that is in it.
    private async Task<int> VerifyAllAsync(SqliteJournal journal, bool isOfOneTenant, CancellationToken stop)
    {
        var isWhole = true;
        var lines = 0;
        var tenants = isOfOneTenant ? [journal.Tenant] : await journal.ListTenantsAsync(stop).ToListAsync(stop);
        foreach (var tenant in tenants)
        {
            var (whole, count) = await VerifyAllOfAsync(journal.ForTenant(tenant), stop);
            (isWhole, lines) = (isWhole & whole, lines + count);
        }

        if (lines == 0)
            terminal.Text.WriteLine("no conversations yet");
        return isWhole ? ExitCode.Served : ExitCode.Failed;
    }

    private async Task<(bool IsWhole, int Lines)> VerifyAllOfAsync(SqliteJournal journal, CancellationToken stop)
    {
        var isWhole = true;
        var count = 0;
        await foreach (var id in journal.ListAsync(stop))
        {
            count++;
            isWhole &= await VerifyAsync(journal, id, parsed: null, stop);
        }

        await foreach (var erasure in journal.ListErasuresAsync(stop))
        {
            count++;
            terminal.Text.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Of(journal)}erasure {erasure.Number}: {Words.Count(erasure.Conversations.Count, "conversation")} erased on "
                        + $"{erasure.At:yyyy-MM-dd} by {SafeText.OneLine(erasure.By)}"
                )
            );
        }

        return (isWhole, count);
    }

    private static string Of(SqliteJournal journal) => journal.Tenant.IsNone ? "" : $"{journal.Tenant}: ";

    private async Task<bool> VerifyAsync(SqliteJournal journal, ConversationId id, ParseResult? parsed, CancellationToken stop)
    {
        var found = await journal.VerifyAsync(id, stop);
        if (found is { IsWhole: true, Entries: 0 } && parsed is not null)
            throw store.Unknown(id, parsed);
        terminal.Text.Write(Of(journal));
        terminal.Text.WriteLine(
            found.IsWhole
                ? $"{id}: intact, {Words.Count(found.Entries, "entry", "entries")}, head {found.Head}"
                : $"{id}: broken at entry {found.BrokenAt}: {SafeText.OneLine(found.Problem ?? "the hash chain does not match")}"
        );
        return found.IsWhole;
    }
}
