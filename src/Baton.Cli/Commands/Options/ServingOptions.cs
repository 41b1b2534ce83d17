using System.CommandLine;
using Baton.Cli.Output;
using Baton.Cli.Serving;

namespace Baton.Cli.Commands.Options;

/// <summary>The options of <c>run</c>, <c>chat</c> and <c>desk</c>.</summary>
internal sealed class ServingOptions
{
    private static readonly (string Word, IssueStrategy Strategy)[] Strategies =
    [
        ("sequential", IssueStrategy.Sequential),
        ("one_specialist", IssueStrategy.OneSpecialist),
        ("coordinator", IssueStrategy.Coordinator),
    ];

    private readonly Argument<string> team = new("TEAM") { Description = "A team file, or a folder that holds a team.yaml." };
    private readonly StoreOptions store = new();
    private readonly Option<string?> conversation = new("--conversation")
    {
        Description = "The id of the conversation to continue, or of a new one: 1 to 64 letters, digits, '-' and '_'.",
        HelpName = "ID",
    };
    private readonly Option<string?> customer = new("--customer")
    {
        Description = "The id of the customer of a new conversation, 1 to 200 characters. Conversations of one customer share state.",
        HelpName = "ID",
    };
    private readonly Option<string[]> attributes = new("--attribute")
    {
        Description = "An attribute of the customer that escalation rules can test, such as tier=vip. Can be repeated.",
        HelpName = "NAME=VALUE",
    };
    private readonly Option<string?> model = new("--model")
    {
        Description =
            "The model of every agent, in place of the team file's: anthropic/<name>, openai/<name>, ollama/<name>, offline or auto.",
        HelpName = "MODEL",
    };
    private readonly Option<string?> strategy = new("--strategy")
    {
        Description =
            "How a new conversation works on several issues, in place of the team file's strategy: sequential, one_specialist or "
            + "coordinator.",
        HelpName = "STRATEGY",
    };
    private readonly Option<double?> fastPath = new("--fast-path")
    {
        Description =
            "The router confidence, above 0 and at most 1, from which a message goes straight to the specialist, without a triage model "
            + "call. In place of the team file's fast_path.",
        HelpName = "CONFIDENCE",
    };
    private readonly Option<bool> json = new("--json") { Description = "Print each journal entry as one line of JSON, and nothing else." };

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
        store.AddTo(command);
        command.Add(json);
    }

    /// <summary>Whether <c>--conversation</c> is given.</summary>
    public bool NamesConversation(ParseResult parsed) => parsed.GetValue(conversation) is not null;

    public ServingRequest Read(ParseResult parsed) =>
        new()
        {
            Team = parsed.GetRequiredValue(team),
            Store = store.In(parsed),
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
                throw new BadInputException($"--attribute '{one[..place]}' is given twice.");
        }

        return read;
    }

    private static double FastPathOf(double confidence) =>
        confidence is > 0 and <= 1
            ? confidence
            : throw new BadInputException("--fast-path must be greater than 0 and at most 1, such as 0.95.");

    private static IssueStrategy StrategyIn(string word) =>
        Strategies.FirstOrDefault(strategy => strategy.Word == word) is { Word: not null } known
            ? known.Strategy
            : throw new BadInputException(
                $"'{word}' is not a strategy. Use one of {string.Join(", ", Strategies.Select(strategy => strategy.Word))}."
            );
}
