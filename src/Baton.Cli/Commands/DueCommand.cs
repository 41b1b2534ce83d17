using System.CommandLine;
using System.Globalization;
using Baton.Cli.Output;
using Baton.Conversations;
using Baton.Journals;
using Baton.Providers;
using Baton.Providers.Offline;
using Baton.Teams.Files;

namespace Baton.Cli.Commands;

/// <summary><c>baton due</c>: lets happen what falls due in a team's conversations, once or until it is stopped.</summary>
internal sealed class DueCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string> team = new("TEAM") { Description = "A team file, or a folder that holds a team.yaml." };
    private readonly Option<bool> watch = new("--watch") { Description = "Go on until it is stopped. Default: what is due now, once." };
    private readonly Option<string?> model = new("--model")
    {
        Description = "The model of every agent, whatever the team file says: anthropic/<name>, openai/<name>, ollama/<name>, offline or auto.",
        HelpName = "MODEL",
    };
    private readonly StoreOption store = new();

    public DueCommand(Terminal terminal, TimeProvider time)
        : base("due", "Lets happen what falls due: deadlines, time limits, tickets that nobody takes, answers whose process ended.")
    {
        this.terminal = terminal;
        this.time = time;
        Add(team);
        foreach (var option in new Option[] { watch, model, store })
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var file = await TeamFile.LoadAsync(parsed.GetRequiredValue(team), new TeamFileOptions { TimeProvider = time }, stop);
        using var models = new ModelCatalog(new ModelCatalogOptions { Override = parsed.GetValue(model), Offline = agent => new OfflineChatClient(agent) });
        await using var journal = SqliteJournal.Open(store.PathIn(parsed), new SqliteJournalOptions { TimeProvider = time });
        var runtime = new TeamRuntime(file.Team, models.ChatClientFor, journal, new RuntimeOptions { TimeProvider = time });
        if (parsed.GetValue(watch))
            await runtime.RunDueAsync(stop);
        var fired = await runtime.ServeDueAsync(stop);
        terminal.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fired} fired"));
        return ExitCode.Served;
    }
}
