using Baton.Cli.Output;
using Baton.Providers;
using Baton.Providers.Offline;
using Baton.Sqlite;
using Baton.TeamFiles;
using Baton.Texts.Routers;
using Baton.Tokenizers;
using Baton.Webhooks;

namespace Baton.Cli.Serving;

/// <summary>A team from a file and a runtime for all its conversations.</summary>
internal sealed class TeamHost : IAsyncDisposable
{
    private readonly TeamFile file;
    private readonly ModelCatalog models;
    private readonly SqliteJournal journal;
    private readonly MailVariables mail;
    private readonly WebhookSender webhooks;
    private readonly ServerHealthFile health;

    private TeamHost(
        TeamFile file,
        ModelCatalog models,
        SqliteJournal journal,
        RouterCache learned,
        MailVariables mail,
        WebhookSender webhooks,
        ServerHealthFile health,
        TimeProvider time
    )
    {
        (this.file, this.models, this.journal, this.mail, this.webhooks, this.health) = (file, models, journal, mail, webhooks, health);
        Runtime = new TeamRuntime(
            file.Team,
            models.ChatClientFor,
            journal,
            new RuntimeOptions
            {
                TimeProvider = time,
                CountTokens = O200kTokens.Count,
                RouterCache = learned,
                SendWebhook = webhooks.SendAsync,
                SendEmail = mail.SendEmail,
            }
        );
    }

    /// <summary>The team's name.</summary>
    public string Team => file.Team.Name;

    /// <summary>The team's runtime.</summary>
    public TeamRuntime Runtime { get; }

    /// <summary>Opens the team file, the models and the journal.</summary>
    /// <param name="team">The team file, or its folder.</param>
    /// <param name="store">The journal.</param>
    /// <param name="model">The model for every agent, or null for the team file's models.</param>
    /// <param name="terminal">Where it runs: its folder and its environment variables.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<TeamHost> OpenAsync(
        string team,
        StorePlace store,
        string? model,
        Terminal terminal,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var mail = MailVariables.Read(terminal.Variable);
        var path = store.FullPath(terminal);
        var health = new ServerHealthFile(path);
        var file = await TeamFile.LoadAsync(
            terminal.PathOf(team).Full,
            new TeamFileOptions { TimeProvider = time, ServerHealthChanged = health.Note },
            cancellationToken
        );
        var learned = LearnedRouters.Beside(path);
        ModelCatalog? models = null;
        SqliteJournal? journal = null;
        try
        {
            models = new ModelCatalog(
                new ModelCatalogOptions
                {
                    Override = model,
                    Environment = terminal.Variable,
                    Offline = agent => new OfflineChatClient(agent, learned),
                }
            );
            if (WholeProgram.IsNeededFor(file.Team, models))
                throw new WholeProgram.NeededException();
            journal = store.Open(terminal, time);
            var webhooks = new WebhookSender(file.Team.Deliveries, time, terminal.Variable);
            health.Open(file.Servers);
            return new TeamHost(file, models, journal, learned, mail, webhooks, health, time);
        }
        catch
        {
            await CloseAsync(file, models, journal, mail);
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        webhooks.Dispose();
        health.Dispose();
        return CloseAsync(file, models, journal, mail);
    }

    private static async ValueTask CloseAsync(TeamFile file, ModelCatalog? models, SqliteJournal? journal, MailVariables mail)
    {
        if (journal is not null)
            await journal.DisposeAsync();
        models?.Dispose();
        mail.Dispose();
        await file.DisposeAsync();
    }
}
