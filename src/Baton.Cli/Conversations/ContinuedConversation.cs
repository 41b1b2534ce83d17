using Baton.Cli.Output;
using Baton.Runtime;

namespace Baton.Cli.Conversations;

/// <summary>Checks that a command may continue a conversation.</summary>
internal static class ContinuedConversation
{
    /// <summary>Throws if it cannot be continued with this team, customer or strategy.</summary>
    public static void Require(ConversationStatus status, Team team, CustomerId? customer, IssueStrategy? strategy)
    {
        if (status.Conversation is not { } id)
            return;
        if (strategy is { } other && other != status.Strategy)
            throw new BadInputException(
                $"Conversation {id} uses the strategy '{Word(status.Strategy)}', which cannot be changed. Leave out "
                    + "--strategy, or leave out --conversation to start a new one."
            );
        if (status.Customer is { } known && customer is { } given && known != given)
            throw new BadInputException(
                $"Conversation {id} belongs to another customer. Leave out --customer, or leave out --conversation to start a new one."
            );
        if (status.Team != team.Name)
            throw new BadInputException(
                $"Conversation {id} belongs to the team '{status.Team}', not to '{team.Name}'. Give that team's file."
            );
        if (status.IsClosed)
            throw new BadInputException($"Conversation {id} is closed. Leave out --conversation to start a new one.");
    }

    private static string Word(IssueStrategy strategy) => Words.Of(strategy).Replace(' ', '_');
}
