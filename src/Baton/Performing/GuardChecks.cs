using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton.Performing;

/// <summary>Runs a team's guards.</summary>
internal sealed class GuardChecks(IReadOnlyList<Guard> guards, ILogger logger)
{
    /// <summary>Whether a model's text must be checked before it is shown.</summary>
    public bool ChecksOutput { get; } = guards.Any(guard => guard.Output is not null);

    /// <summary>Why the newest message may not be sent to the model; null if it may.</summary>
    public ValueTask<string?> RefuseInputAsync(
        ConversationId conversation,
        string agent,
        IReadOnlyList<ChatMessage> view,
        CancellationToken cancellationToken
    ) =>
        guards.Count == 0
            ? default
            : AskAsync(guard => guard.Input, new GuardedText(conversation, agent, TextOf(view[^1])), cancellationToken);

    /// <summary>Why the text may not be shown; null if it may.</summary>
    public ValueTask<string?> RefuseOutputAsync(
        ConversationId conversation,
        string agent,
        string? text,
        CancellationToken cancellationToken
    ) =>
        !ChecksOutput || text is null
            ? default
            : AskAsync(guard => guard.Output, new GuardedText(conversation, agent, text), cancellationToken);

    private static string TextOf(ChatMessage message) =>
        string.Join(
            "\n",
            message.Contents.Select(content => content is FunctionResultContent result ? result.Result?.ToString() : content.ToString())
        );

    private async ValueTask<string?> AskAsync(
        Func<Guard, Func<GuardedText, CancellationToken, ValueTask<string?>>?> check,
        GuardedText text,
        CancellationToken cancellationToken
    )
    {
        foreach (var guard in guards)
        {
            if (check(guard) is not { } ask)
                continue;
            try
            {
                if (await ask(text, cancellationToken).ConfigureAwait(false) is { } refusal)
                    return $"{guard.Name}: {refusal}";
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                RuntimeLog.GuardFailed(logger, exception, guard.Name, text.Agent);
                return $"{guard.Name}: the check itself failed ({exception.GetType().Name}).";
            }
        }

        return null;
    }
}
