using System.CommandLine;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Journals.Entries;
using Baton.Sqlite;

namespace Baton.Cli.Commands;

/// <summary><c>baton close</c>: ends a conversation whose issues have all ended.</summary>
internal sealed class CloseCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string> conversation = new("CONVERSATION") { Description = "The conversation." };
    private readonly Option<string> reason = new("--reason") { Description = "Why, as the journal has it.", HelpName = "TEXT", Required = true };
    private readonly StoreOption store = new();

    public CloseCommand(Terminal terminal, TimeProvider time)
        : base("close", "Closes a conversation whose issues have all ended: it takes no message any more.")
    {
        this.terminal = terminal;
        this.time = time;
        Add(conversation);
        Add(reason);
        Add(store);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var id = Ids.Conversation(parsed.GetRequiredValue(conversation));
        var why = parsed.GetRequiredValue(reason);
        if (string.IsNullOrWhiteSpace(why))
            throw new BadInputException("--reason is empty: say why.");
        await using var journal = SqliteJournal.Open(store.PathIn(parsed), new SqliteJournalOptions { TimeProvider = time });
        var standing = await Standing.ReadAsync(journal, id, stop);
        if (standing.Entries.FirstOrDefault() is not ConversationOpened opened)
            throw new BadInputException($"There is no conversation {id} in {store.PathIn(parsed)}: 'baton show' lists those that are.");
        // Nobody is asked when a conversation closes, so it takes none of the team but its name.
        var runtime = new TeamRuntime(
            new Team(opened.Team, new Agent { Name = opened.Holder }),
            agent => throw new InvalidOperationException($"{agent} was asked while a conversation was closed."),
            journal,
            new RuntimeOptions { TimeProvider = time });
        try
        {
            await runtime.CloseAsync(id, why, stop);
        }
        catch (InvalidOperationException refusal)
        {
            throw new BadInputException(SafeText.OneLine(refusal.Message));
        }

        terminal.Text.WriteLine($"{id}: closed");
        return ExitCode.Served;
    }
}
