using System.CommandLine;
using Baton.Cli.Output;
using Baton.Cli.Serving;

namespace Baton.Cli.Commands.Options;

/// <summary>The options of the commands that work on all conversations of a team.</summary>
internal sealed class HostOptions
{
    private readonly Argument<string> team = new("TEAM") { Description = "A team file, or a folder that holds a team.yaml." };
    private readonly Option<string?> model = new("--model")
    {
        Description =
            "The model of every agent, in place of the team file's: anthropic/<name>, openai/<name>, ollama/<name>, offline or auto.",
        HelpName = "MODEL",
    };
    private readonly StoreOptions store = new();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(team);
        command.Add(model);
        store.AddTo(command);
    }

    /// <summary>Opens the team.</summary>
    public Task<TeamHost> OpenAsync(ParseResult parsed, Terminal terminal, TimeProvider time, CancellationToken cancellationToken) =>
        TeamHost.OpenAsync(parsed.GetRequiredValue(team), store.In(parsed), parsed.GetValue(model), terminal, time, cancellationToken);
}
