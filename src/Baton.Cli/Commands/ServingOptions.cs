using System.CommandLine;
using Baton.Cli.Serving;

namespace Baton.Cli.Commands;

/// <summary>What <c>run</c>, <c>chat</c> and <c>desk</c> have in common.</summary>
internal sealed class ServingOptions
{
    private readonly Argument<string> team = new("TEAM") { Description = "A team file, or a folder that holds a team.yaml." };
    private readonly StoreOption store = new();
    private readonly Option<string?> conversation = new("--conversation")
    {
        Description = "The conversation to go on with, or the name of a new one: 1 to 64 letters, digits, '-' and '_'.",
        HelpName = "ID",
    };
    private readonly Option<string?> customer = new("--customer")
    {
        Description = "Whose conversation a new one is: conversations of one customer share state. 1 to 200 characters.",
        HelpName = "ID",
    };
    private readonly Option<string?> model = new("--model")
    {
        Description = "The model of every agent, whatever the team file says: anthropic/<name>, openai/<name>, ollama/<name>, offline or auto.",
        HelpName = "MODEL",
    };
    private readonly Option<bool> json = new("--json") { Description = "Write each journal entry as one line of JSON, and nothing else, to standard output." };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(team);
        command.Add(conversation);
        command.Add(customer);
        command.Add(model);
        command.Add(store);
        command.Add(json);
    }

    /// <summary>Whether a conversation is named.</summary>
    public bool NamesConversation(ParseResult parsed) => parsed.GetValue(conversation) is not null;

    public ServingRequest Read(ParseResult parsed) => new()
    {
        Team = parsed.GetRequiredValue(team),
        Store = store.PathIn(parsed),
        Model = parsed.GetValue(model),
        Conversation = parsed.GetValue(conversation) is { } id ? Ids.Conversation(id) : null,
        Customer = parsed.GetValue(customer) is { } whose ? Ids.Customer(whose) : null,
        Json = parsed.GetValue(json),
    };
}
