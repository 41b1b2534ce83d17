using System.CommandLine;
using Baton.Cli.Serving;
using Baton.Teams.Triage;

namespace Baton.Cli.Commands;

/// <summary>What <c>run</c>, <c>chat</c> and <c>desk</c> have in common.</summary>
internal sealed class ServingOptions
{
    private static readonly (string Word, IssueStrategy Strategy)[] Strategies =
        [("sequential", IssueStrategy.Sequential), ("one_specialist", IssueStrategy.OneSpecialist), ("coordinator", IssueStrategy.Coordinator)];

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
    private readonly Option<string[]> attributes = new("--attribute")
    {
        Description = "What is known of the customer, for rules to look at, such as tier=vip. May be given several times.",
        HelpName = "NAME=VALUE",
    };
    private readonly Option<string?> model = new("--model")
    {
        Description = "The model of every agent, whatever the team file says: anthropic/<name>, openai/<name>, ollama/<name>, offline or auto.",
        HelpName = "MODEL",
    };
    private readonly Option<string?> strategy = new("--strategy")
    {
        Description = "How several issues are worked on in a new conversation, whatever the team file says: sequential, one_specialist or coordinator.",
        HelpName = "STRATEGY",
    };
    private readonly Option<double?> fastPath = new("--fast-path")
    {
        Description = "How sure the router must be, above 0 and up to 1, to hand a message over without asking the entry agent's model, whatever the team file says.",
        HelpName = "CONFIDENCE",
    };
    private readonly Option<bool> json = new("--json") { Description = "Write each journal entry as one line of JSON, and nothing else, to standard output." };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(team);
        command.Add(conversation);
        command.Add(customer);
        command.Add(attributes);
        command.Add(model);
        command.Add(strategy);
        command.Add(fastPath);
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
        Attributes = AttributesIn(parsed.GetValue(attributes) ?? []),
        Strategy = parsed.GetValue(strategy) is { } word ? StrategyIn(word) : null,
        FastPath = parsed.GetValue(fastPath) is { } sure ? FastPathOf(sure) : null,
        Json = parsed.GetValue(json),
    };

    private static Dictionary<string, string> AttributesIn(string[] given)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in given)
        {
            var place = one.IndexOf('=', StringComparison.Ordinal);
            if (place < 1)
                throw new BadInputException($"--attribute takes NAME=VALUE, such as tier=vip, not '{one}'.");
            if (!read.TryAdd(one[..place], one[(place + 1)..]))
                throw new BadInputException($"--attribute names '{one[..place]}' twice: keep one.");
        }

        return read;
    }

    private static FastPath FastPathOf(double confidence) => confidence is > 0 and <= 1
        ? new FastPath(confidence)
        : throw new BadInputException("--fast-path takes a number above 0 and up to 1, such as 0.95.");

    private static IssueStrategy StrategyIn(string word) => Strategies.FirstOrDefault(strategy => strategy.Word == word) is { Word: not null } known
        ? known.Strategy
        : throw new BadInputException($"'{word}' is no strategy: use {string.Join(", ", Strategies.Select(strategy => strategy.Word))}.");
}
