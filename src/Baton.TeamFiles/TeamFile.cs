using Baton.Mcp;
using Baton.TeamFiles.Checking;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Reading;
using Baton.TeamFiles.Tools;

namespace Baton.TeamFiles;

/// <summary>A team that was loaded from a file, with the MCP servers that it uses. Dispose it to stop them.</summary>
public sealed class TeamFile : IAsyncDisposable
{
    private readonly IReadOnlyList<McpServer> servers;

    private TeamFile(string path, Team team, string? message, IReadOnlyList<McpServer> servers)
    {
        Path = path;
        Team = team;
        Message = message;
        this.servers = servers;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The team.</summary>
    public Team Team { get; }

    /// <summary>How its MCP servers are.</summary>
    public IReadOnlyList<McpHealth> Servers => [.. servers.Select(server => server.Health)];

    /// <summary>The message that <c>baton run</c> serves when it is given none, or null.</summary>
    public string? Message { get; }

    /// <summary>Loads a team and starts the MCP servers that it names.</summary>
    /// <param name="path">A team file, or a folder that holds a <c>team.yaml</c>.</param>
    /// <param name="options">The functions that the file may name. Default: none.</param>
    /// <param name="cancellationToken">Gives up waiting for MCP servers.</param>
    /// <exception cref="TeamFileException">The file has problems, or an MCP server does not start.</exception>
    public static async Task<TeamFile> LoadAsync(
        string path,
        TeamFileOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new TeamFileOptions();
        var file = TeamSource.Find(path);
        var problems = new ProblemList();
        var (draft, catalog) = Read(file, options.Tools, problems);
        ThrowIfAny(file, problems);

        var servers = new List<McpServer>();
        try
        {
            await McpTools.StartAsync(catalog!, Start, servers, problems).ConfigureAwait(false);
            ThrowIfAny(file, problems);
            if (servers.Count > 0)
            {
                // Only now it is known which tools the servers have.
                problems.Collect(() => TeamChecks.Check(draft!, catalog!, problems));
                ThrowIfAny(file, problems);
            }

            return new TeamFile(file, TeamBuilder.Build(draft!, catalog!, options, problems), draft!.Message?.Text.Trim(), servers);
        }
        catch
        {
            await StopAsync(servers).ConfigureAwait(false);
            throw;
        }

        Task<McpServer> Start(McpDraft server) =>
            McpServer.StartAsync(
                McpTools.Connection(server, Folder(file)) with
                {
                    HealthChanged = options.ServerHealthChanged,
                },
                options.TimeProvider,
                options.LoggerFactory,
                cancellationToken
            );
    }

    /// <summary>Checks a team file without starting anything. What MCP servers offer is not checked.</summary>
    /// <param name="path">A team file, or a folder that holds a <c>team.yaml</c>.</param>
    /// <param name="options">The functions that the file may name. Default: any.</param>
    /// <returns>What is wrong, by position; nothing when all is well.</returns>
    public static IReadOnlyList<TeamFileProblem> Check(string path, TeamFileOptions? options = null)
    {
        var file = TeamSource.Find(path);
        var problems = new ProblemList();
        Read(file, options?.Tools, problems);
        return In(file, problems);
    }

    /// <summary>Stops the MCP servers.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(servers).ConfigureAwait(false);

    private static (TeamDraft? Draft, ToolCatalog? Catalog) Read(string file, IDictionary<string, Tool>? functions, ProblemList problems)
    {
        var (draft, catalog) = ((TeamDraft?)null, (ToolCatalog?)null);
        problems.Collect(() =>
        {
            draft = TeamSource.Read(file, problems);
            if (draft is null)
                return;
            catalog = ToolCatalog.Of(draft, Folder(file), functions, problems);
            TeamChecks.Check(draft, catalog, problems);
        });
        return (draft, catalog);
    }

    private static void ThrowIfAny(string file, ProblemList problems)
    {
        if (problems.Count > 0)
            throw new TeamFileException(In(file, problems));
    }

    private static List<TeamFileProblem> In(string file, ProblemList problems) =>
        [
            .. problems
                .ByPosition()
                .Select(problem => new TeamFileProblem(file, problem.At?.Line ?? 0, problem.At?.Column ?? 0, problem.Message)),
        ];

    private static string Folder(string file) => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!;

    private static Task StopAsync(IEnumerable<McpServer> servers)
    {
        // Together, since a process may take its time to end.
        return Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
    }
}
